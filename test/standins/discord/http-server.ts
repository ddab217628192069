import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { ApiError, invalidForm, noRoute, unauthorized } from './api-error.ts';
import type { FaultPlan } from './faults.ts';
import type { Answer } from './http-reply.ts';
import { sendAnswer } from './http-reply.ts';
import type { Judge } from './judge.ts';
import type { Recording } from './recording.ts';
import { readBody } from './request-body.ts';
import type { Handler } from './rest-routes.ts';
import type { RouteMatch, RouteName } from './routes.ts';
import { matchRoute, needsBotToken } from './routes.ts';

const PREFIX = '/api/v10';
/** More than any test sends in a window, so that nothing waits but where a fault says so. */
const RATE_LIMIT = 1000;

export type HttpParts = {
  readonly token: string;
  readonly handlers: () => Record<RouteName, Handler>;
  readonly faults: FaultPlan;
  readonly judge: Judge;
  readonly recording: Recording;
};

function bucketHeaders({ name }: RouteMatch): Record<string, string> {
  return {
    'x-ratelimit-limit': String(RATE_LIMIT),
    'x-ratelimit-remaining': String(RATE_LIMIT - 1),
    'x-ratelimit-reset-after': '1',
    'x-ratelimit-bucket': name,
  };
}

/** The REST side: each request is recorded, judged, done and its reply judged, unless a fault comes between. */
export function createHttpServer({ token, handlers, faults, judge, recording }: HttpParts): Server {
  function perform(
    match: RouteMatch,
    request: IncomingMessage,
    url: URL,
    input: Awaited<ReturnType<typeof readBody>>,
  ) {
    if (needsBotToken(match.name) && request.headers.authorization !== `Bot ${token}`) throw unauthorized();
    const refused = judge.request(match.name, input.body, input.files);
    if (refused.length > 0) throw invalidForm(refused);
    const answer = handlers()[match.name]({ ...match, query: url.searchParams, ...input });
    judge.reply(match.name, answer);
    return answer;
  }

  function tryToPerform(...call: Parameters<typeof perform>): Answer {
    try {
      return perform(...call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      judge.error(call[0].name, error);
      return error;
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const path = decodeURIComponent(url.pathname);
    const input = await readBody(request);
    const method = request.method ?? 'GET';
    const match = path.startsWith(`${PREFIX}/`) ? matchRoute(method, path.slice(PREFIX.length)) : undefined;
    const record = recording.request({ method, path, query: url.search, route: match?.name, ...input });
    response.on('finish', () => record.answered(response.statusCode));
    if (match === undefined) {
      judge.unknownRoute(method, path);
      return sendAnswer(response, noRoute());
    }
    const fault = faults.take(match.name);
    if (await fault?.beforeWork(response)) return;
    const answer = tryToPerform(match, request, url, input);
    if (await fault?.beforeReply(response)) return;
    sendAnswer(response, answer, bucketHeaders(match));
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A client that went away while it was sending.
      if (!request.complete) return;
      if (error instanceof ApiError) return sendAnswer(response, error);
      judge.defect(error);
      sendAnswer(response, { status: 500, body: { code: 0, message: '500: Internal Server Error' } });
    });
  });
}
