import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger as BoltLogger, HTTPReceiver } from '@slack/bolt';
import type { AdapterEnd } from '../../src/adapter.ts';
import { EVENTS_PATH } from './manifest.ts';
import type { Transport } from './transport.ts';

/** Signed requests on a port of our own. The library checks signatures; what it lets through is refused here. */

/** Slack's own deliveries are smaller by far. */
const MAX_BODY_BYTES = 1024 * 1024;
/** As far as the library lets a request's time lie in the past. */
const MAX_SKEW_SECONDS = 5 * 60;

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' });
  response.end();
}

/** The library's check of the signature leaves any time in the future good. */
function isFromTheFuture({ headers }: IncomingMessage, nowMs: number): boolean {
  const seconds = Number(headers['x-slack-request-timestamp']);
  return Number.isFinite(seconds) && seconds > nowMs / 1000 + MAX_SKEW_SECONDS;
}

/** The body; undefined where it is too long. The connection is left as it is, so that it can be refused in words. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      // Whoever still sends reads no answer.
      request.resume();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What the library would read properties of: a body that is JSON but no object ends the process. */
function isReadable(body: Buffer, contentType: string | undefined): boolean {
  const text = body.toString();
  const isForm = contentType === 'application/x-www-form-urlencoded';
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  if (json === null) return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

export type HttpTransportParts = {
  readonly signingSecret: string;
  readonly port: number;
  readonly logger: BoltLogger;
  readonly now: () => number;
};

export function createHttpTransport({ signingSecret, port, logger, now }: HttpTransportParts): Transport {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: EVENTS_PATH, logger });
  const listen = receiver.requestListener;
  let isClosing = false;
  let closeServer = async (): Promise<void> => {};
  let lose: (end: AdapterEnd) => void = () => undefined;
  const lost = new Promise<AdapterEnd>((resolve) => {
    lose = resolve;
  });

  async function guarded(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url?.split('?', 1)[0] !== EVENTS_PATH)
      return refuse(response, 404);
    if (isFromTheFuture(request, now())) return refuse(response, 401);
    const rawBody = await readBody(request);
    if (rawBody === undefined) return refuse(response, 413);
    if (!isReadable(rawBody, request.headers['content-type'])) return refuse(response, 400);
    // The library takes a body that is there instead of reading the stream.
    listen(Object.assign(request, { rawBody }), response);
  }

  receiver.requestListener = (request, response) => {
    // Slack sends again what is refused for a while.
    if (isClosing) return refuse(response, 503);
    guarded(request, response).catch(() => {
      // The peer went away in the middle of its request.
      if (!response.headersSent) refuse(response, 400);
    });
  };

  return {
    receiver,
    async open() {
      const server = await receiver.start(port);
      server.on('close', () => {
        if (!isClosing) lose({ reason: `The port ${port} was closed`, isFinal: false });
      });
      closeServer = () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
        });
    },
    async close() {
      isClosing = true;
      await closeServer();
    },
    lost,
  };
}
