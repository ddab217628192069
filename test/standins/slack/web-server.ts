import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readFields } from './arguments.ts';
import type { Fault, Faults } from './faults.ts';
import type { Answer } from './web-api.ts';

/** One request of the bot, in the order of arrival. `answer` is what was sent, or would have been. */
export type RecordedCall = {
  readonly index: number;
  /** The stand-in's time, in milliseconds. */
  readonly at: number;
  /** A Web API method, or `response_url`. */
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<IncomingMessage['headers']>;
  fault?: Fault;
  answer?: Answer;
};

export type WebServer = {
  readonly port: number;
  readonly calls: readonly RecordedCall[];
  readonly server: Server;
  close(): Promise<void>;
};

type Options = {
  readonly faults: Faults;
  now(): number;
  /** Called when a call has come, and when it is answered. */
  onChange(): void;
  /** Does what the call asks for. */
  answer(call: RecordedCall): Answer;
  /** Called with each answered call before the answer is sent. */
  judge(call: RecordedCall): Promise<void>;
};

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body, scopes }: Answer, retryAfter?: number): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...(scopes === undefined ? {} : { 'x-oauth-scopes': [...scopes].join(',') }),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify(body));
}

/** Keeps answers back until `batch` of them wait, then lets them go last first. */
function createReorder() {
  let waiting: (() => void)[] = [];
  return (batch: number, release: () => void) => {
    waiting.push(release);
    if (waiting.length < batch) return;
    const now = waiting.reverse();
    waiting = [];
    for (const go of now) go();
  };
}

/** The HTTP side that the bot calls: reads, records, lets go wrong what shall, answers. */
export async function startWebServer({ faults, now, onChange, answer, judge }: Options): Promise<WebServer> {
  const calls: RecordedCall[] = [];
  const sockets = new Set<Socket>();
  const reorder = createReorder();

  function record(request: IncomingMessage, body: string): RecordedCall {
    const path = new URL(request.url ?? '/', 'http://loopback').pathname;
    const fields = readFields(request.headers['content-type'] ?? '', body);
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? fields.token;
    const call: RecordedCall = {
      index: calls.length,
      at: now(),
      method: path.startsWith('/api/') ? path.slice('/api/'.length) : 'response_url',
      path,
      ...(typeof token === 'string' ? { token } : {}),
      fields,
      headers: request.headers,
    };
    calls.push(call);
    onChange();
    return call;
  }

  async function perform(call: RecordedCall): Promise<Answer> {
    const given = answer(call);
    call.answer = given;
    await judge(call);
    onChange();
    return given;
  }

  async function reply(
    call: RecordedCall,
    fault: Fault | undefined,
    response: ServerResponse,
  ): Promise<void> {
    if (fault !== undefined && 'afterWork' in fault && fault.afterWork === true) await perform(call);
    switch (fault?.kind) {
      case 'http':
        return send(
          response,
          { status: fault.status, body: { ok: false, error: 'fault' } },
          fault.retryAfter,
        );
      case 'error':
        return send(response, { status: 200, body: { ok: false, error: fault.error } });
      case 'hang':
        return;
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
    }
    const given = await perform(call);
    switch (fault?.kind) {
      case 'lostReply':
        response.socket?.resetAndDestroy();
        return;
      case 'outOfOrder':
        return reorder(fault.batch, () => send(response, given));
      case 'twice':
        await perform(call);
        break;
      case 'late':
        await delay(fault.ms, undefined, { ref: false });
        break;
    }
    send(response, given);
  }

  const server = createServer(async (request, response) => {
    try {
      const call = record(request, await readBody(request));
      const fault = faults.take(call.method);
      if (fault !== undefined) {
        call.fault = fault;
        onChange();
      }
      await reply(call, fault, response);
    } catch (error) {
      send(response, { status: 500, body: { ok: false, error: 'internal_error', detail: String(error) } });
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    server,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
