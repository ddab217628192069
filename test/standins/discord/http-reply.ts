import type { ServerResponse } from 'node:http';

/** No body: 204. */
export type Answer = { readonly status: number; readonly body?: unknown };

export function sendAnswer(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  // discord.js parses whatever has a content type, so a reply without a body must have none.
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...headers, ...type });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
