import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { ACK_MS, type Acknowledgement, type DeliveryKind, type Retry } from './acknowledgement.ts';
import type { Workspace } from './workspace.ts';

const PING_EVERY_MS = 5000;

const AckSchema = z.looseObject({ envelope_id: z.string(), payload: z.unknown() });

/** One connection of the bot. */
export type Connection = {
  readonly number: number;
  readonly isOpen: boolean;
  /** Tells the bot that the connection will be recycled: `warning` comes some seconds before `refresh_requested`. */
  disconnect(reason: 'warning' | 'refresh_requested'): void;
  /** Drops the TCP connection without a goodbye. */
  drop(): void;
  /** Stops reading and answering pings, without closing: a connection that is dead and looks alive. */
  freeze(): void;
};

export type SocketMode = {
  /** Makes a URL with a ticket that works once. */
  url(port: number): string;
  readonly connections: readonly Connection[];
  /** Envelope ids in the order in which they were acknowledged. */
  readonly acknowledged: readonly string[];
  deliver(
    kind: DeliveryKind,
    payload: unknown,
    options: { readonly retry: Retry | undefined; readonly envelopeId: string },
  ): Promise<Acknowledgement>;
  close(): void;
};

const FAILED: Acknowledgement = { transport: 'socket', ok: false, body: '', failure: 'dispatch_failed' };

/** The socket side: greets, sends each envelope to one of the open connections in turn, and records what is acknowledged. */
export function attachSocketMode(server: Server, workspace: Workspace, ackMs = ACK_MS): SocketMode {
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const connections: Connection[] = [];
  const acknowledged: string[] = [];
  /** By envelope; one that was sent twice waits twice. */
  const waiting = new Map<string, ((ack: Acknowledgement) => void)[]>();
  const wss = new WebSocketServer({ noServer: true });
  let turn = 0;

  function onMessage(text: string): void {
    const { envelope_id, payload } = AckSchema.parse(JSON.parse(text));
    acknowledged.push(envelope_id);
    const isEmpty = typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0;
    const [first] = waiting.get(envelope_id) ?? [];
    first?.({ transport: 'socket', ok: true, body: isEmpty ? '' : (payload ?? '') });
    workspace.changed();
  }

  function welcome(socket: WebSocket): void {
    const ping = setInterval(() => socket.ping(), PING_EVERY_MS).unref();
    // Every delivery that is not acknowledged yet waits for the close as well.
    socket.setMaxListeners(0);
    sockets.add(socket);
    connections.push({
      number: connections.length,
      get isOpen() {
        return sockets.has(socket);
      },
      disconnect: (reason) =>
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'loopback' } })),
      drop() {
        sockets.delete(socket);
        socket.resume();
        socket.terminate();
      },
      freeze: () => socket.pause(),
    });
    socket.on('message', (data) => onMessage(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(ping);
      sockets.delete(socket);
      workspace.changed();
    });
    socket.ping();
    const debug = { host: 'loopback', build_number: 1, approximate_connection_time: 18_060 };
    const appInfo = { app_id: workspace.appId };
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        debug_info: debug,
        connection_info: appInfo,
      }),
    );
    workspace.changed();
  }

  server.on('upgrade', (request, stream, head) => {
    const ticket = new URL(request.url ?? '/', 'http://loopback').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    wss.handleUpgrade(request, stream, head, welcome);
  });

  return {
    url(port) {
      const ticket = workspace.identifiers.secret('');
      tickets.add(ticket);
      return `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=${workspace.appId}`;
    },
    connections,
    acknowledged,
    deliver(kind, payload, { retry, envelopeId }) {
      const open = [...sockets];
      const socket = open[turn++ % Math.max(open.length, 1)];
      if (socket === undefined) return Promise.resolve(FAILED);
      return new Promise((resolve) => {
        const settle = (ack: Acknowledgement) => {
          clearTimeout(timer);
          socket.off('close', onClose);
          const others = waiting.get(envelopeId)?.filter((other) => other !== settle) ?? [];
          if (others.length > 0) waiting.set(envelopeId, others);
          else waiting.delete(envelopeId);
          resolve(ack);
        };
        const onClose = () => settle(FAILED);
        const timer = setTimeout(() => settle({ ...FAILED, failure: 'operation_timeout' }), ackMs);
        waiting.set(envelopeId, [...(waiting.get(envelopeId) ?? []), settle]);
        socket.once('close', onClose);
        socket.send(
          JSON.stringify({
            envelope_id: envelopeId,
            type: kind,
            payload,
            accepts_response_payload: kind !== 'events_api',
            ...(retry === undefined ? {} : { retry_attempt: retry.attempt, retry_reason: retry.reason }),
          }),
        );
      });
    },
    close() {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
}
