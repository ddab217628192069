import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { EventScope } from './gateway-protocol.ts';
import { intentFor } from './gateway-protocol.ts';

/** An event on its way to the sessions. */
export type GatewayEvent = {
  readonly name: string;
  readonly data: object;
  readonly scope: EventScope;
  /** What a session without the message content intent is given instead. */
  readonly withoutContent?: object;
};

type Numbered = { readonly s: number; readonly t: string; readonly d: object };

/** One IDENTIFY's session: outlives its socket, so that a RESUME gets what was missed. */
export type Session = {
  readonly id: string;
  readonly intents: number;
  socket: WebSocket | undefined;
  sequence: number;
  readonly backlog: Numbered[];
};

export function createSession(id: string, intents: number, socket: WebSocket): Session {
  return { id, intents, socket, sequence: 0, backlog: [] };
}

export function sendPayload(socket: WebSocket, payload: object): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(payload));
}

/** More than any connection that is resumed has missed; a session that lives long would fill the memory else. */
const MAX_BACKLOG = 1000;

/** Numbers an event and sends it, or keeps it for the RESUME. */
export function dispatch(session: Session, event: GatewayEvent): void {
  const intent = intentFor(event.name, event.scope);
  if (intent !== undefined && (session.intents & intent) === 0) return;
  const seesContent = (session.intents & GatewayIntentBits.MessageContent) !== 0;
  session.sequence += 1;
  const numbered = {
    s: session.sequence,
    t: event.name,
    d: seesContent ? event.data : (event.withoutContent ?? event.data),
  };
  session.backlog.push(numbered);
  if (session.backlog.length > MAX_BACKLOG) session.backlog.shift();
  if (session.socket) sendPayload(session.socket, { op: GatewayOpcodes.Dispatch, ...numbered });
}

/** Sends again what the client has not seen, then RESUMED. */
export function replay(session: Session, afterSequence: number, socket: WebSocket): void {
  session.socket = socket;
  for (const event of session.backlog.filter(({ s }) => s > afterSequence)) {
    sendPayload(socket, { op: GatewayOpcodes.Dispatch, ...event });
  }
  dispatch(session, { name: 'RESUMED', data: {}, scope: 'guild' });
}
