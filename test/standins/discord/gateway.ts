import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { EventFaults } from './event-faults.ts';
import { createEventFaults } from './event-faults.ts';
import type { ClientPayload, Identify, Resume } from './gateway-protocol.ts';
import {
  MAX_SENDS_PER_WINDOW,
  parseClientPayload,
  refusalOfIntents,
  SEND_WINDOW_MS,
} from './gateway-protocol.ts';
import type { GatewayEvent, Session } from './gateway-session.ts';
import { createSession, dispatch, replay, sendPayload } from './gateway-session.ts';
import { guildCreatePayload, userPayload } from './payloads.ts';
import type { World } from './world.ts';

export type GatewayOptions = {
  readonly token: string;
  /** Privileged intents (`GatewayIntentBits`) that the application was granted. */
  readonly grantedIntents: number;
  readonly heartbeatIntervalMs: number;
  /** IDENTIFYs left of 1000 a day. */
  readonly sessionStartsLeft: number;
  /** Told of every event before it is sent. */
  readonly onEvent: (name: string, data: object) => void;
  /** The socket's address, known when the server listens. */
  readonly url: () => string;
};

const SESSION_STARTS_A_DAY = 1000;

export type Gateway = EventFaults & {
  /** Sends an event to every session that may have it; kept for the RESUME of those without a socket. */
  emit(event: GatewayEvent): void;
  /** IDENTIFY payloads in order, tokens left out. */
  readonly identified: readonly Omit<Identify, 'token'>[];
  /** RESUMEs that were granted. */
  readonly resumed: readonly Omit<Resume, 'token'>[];
  /** Sockets opened so far. */
  readonly connections: number;
  /** Of every session so far. */
  readonly sessionIds: readonly string[];
  readonly sessionStartsLeft: number;
  /** True while a session could get an event, now or after a RESUME. */
  reachable(): boolean;
  /** Resolves when `count` IDENTIFYs or RESUMEs in all have been answered. */
  ready(count?: number): Promise<void>;
  /** Closes every socket with a close code: 4000, 4004, 4014, 1001 ... 4004 and 4014 end the sessions. */
  close(code: number): void;
  /** Breaks every connection without a closing handshake. */
  drop(): void;
  /** Op 7. */
  askToReconnect(): void;
  /** Op 9; not resumable: the sessions are forgotten. */
  invalidate(resumable: boolean): void;
  /** Op 1: asks every client to beat now. */
  askForHeartbeat(): void;
  /** From now on heartbeats stay unanswered, on sockets that are open already only. */
  ignoreHeartbeats(): void;
  /** The next `count` sockets are closed before HELLO. */
  refuseConnections(count: number): void;
  sessionStartLimit(): object;
  stop(): void;
};

/** The socket side: HELLO, IDENTIFY, READY, heartbeats, RESUME, and whatever ends a connection. */
export function createGateway(server: Server, world: World, options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ server });
  const sessions: Session[] = [];
  const sessionIds: string[] = [];
  const deaf = new WeakSet<WebSocket>();
  const identified: Omit<Identify, 'token'>[] = [];
  const resumed: Omit<Resume, 'token'>[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let connections = 0;
  let refusals = 0;
  let starts = options.sessionStartsLeft;

  const open = () => [...sockets.clients];
  const sessionOf = (socket: WebSocket) => sessions.find((session) => session.socket === socket);
  const sendToAll = (payload: object) => {
    for (const socket of open()) sendPayload(socket, payload);
  };

  function answered(): void {
    const total = identified.length + resumed.length;
    for (const waiter of waiting.filter(({ count }) => count <= total)) {
      waiting.splice(waiting.indexOf(waiter), 1);
      waiter.resolve();
    }
  }

  function forget(session: Session): void {
    sessions.splice(sessions.indexOf(session), 1);
  }

  /** The close code where it is refused. */
  function identify(socket: WebSocket, { token, ...rest }: Identify): GatewayCloseCodes | undefined {
    if (sessionOf(socket)) return GatewayCloseCodes.AlreadyAuthenticated;
    if (token !== options.token) return GatewayCloseCodes.AuthenticationFailed;
    const refusal = refusalOfIntents(rest.intents, options.grantedIntents);
    if (refusal !== undefined) return refusal;
    starts -= 1;
    const session = createSession(randomUUID().replaceAll('-', ''), rest.intents, socket);
    sessions.push(session);
    sessionIds.push(session.id);
    const guilds = world.guilds.filter((guild) => guild.botIsMember);
    const ready = {
      v: 10,
      user: { ...userPayload(world.bot), verified: true, mfa_enabled: false, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: options.url(),
      shard: rest.shard ?? [0, 1],
      application: { id: world.applicationId, flags: 0 },
    };
    dispatch(session, { name: 'READY', data: ready, scope: 'direct' });
    for (const guild of guilds.filter(({ available }) => available)) {
      dispatch(session, { name: 'GUILD_CREATE', data: guildCreatePayload(world, guild), scope: 'guild' });
    }
    identified.push(rest);
    answered();
    return undefined;
  }

  function resume(socket: WebSocket, { token, ...rest }: Resume): GatewayCloseCodes | undefined {
    if (token !== options.token) return GatewayCloseCodes.AuthenticationFailed;
    const session = sessions.find(({ id }) => id === rest.session_id);
    if (session === undefined) {
      sendPayload(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    if (rest.seq > session.sequence) return GatewayCloseCodes.InvalidSeq;
    replay(session, rest.seq, socket);
    resumed.push(rest);
    answered();
    return undefined;
  }

  function onPayload(socket: WebSocket, payload: ClientPayload): GatewayCloseCodes | undefined {
    if (payload.op === GatewayOpcodes.Identify) return identify(socket, payload.d);
    if (payload.op === GatewayOpcodes.Resume) return resume(socket, payload.d);
    if (payload.op !== GatewayOpcodes.Heartbeat) {
      return sessionOf(socket) ? undefined : GatewayCloseCodes.NotAuthenticated;
    }
    if (!deaf.has(socket)) sendPayload(socket, { op: GatewayOpcodes.HeartbeatAck });
    return undefined;
  }

  function onMessage(socket: WebSocket, raw: RawData): void {
    const payload = parseClientPayload(raw as Buffer);
    const refusal = typeof payload === 'number' ? payload : onPayload(socket, payload);
    if (refusal !== undefined) socket.close(refusal);
  }

  function onClose(socket: WebSocket, code: number): void {
    const session = sessionOf(socket);
    if (session === undefined) return;
    session.socket = undefined;
    // A client that says goodbye gives its session up; any other code keeps it for a RESUME.
    if (code === 1000 || code === 1001) forget(session);
  }

  sockets.on('connection', (socket) => {
    connections += 1;
    if (refusals > 0) {
      refusals -= 1;
      socket.close(GatewayCloseCodes.UnknownError);
      return;
    }
    let sends: number[] = [];
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => onClose(socket, code));
    socket.on('message', (raw) => {
      sends = [...sends.filter((at) => at > world.now() - SEND_WINDOW_MS), world.now()];
      if (sends.length > MAX_SENDS_PER_WINDOW) socket.close(GatewayCloseCodes.RateLimited);
      else onMessage(socket, raw);
    });
    sendPayload(socket, {
      op: GatewayOpcodes.Hello,
      d: { heartbeat_interval: options.heartbeatIntervalMs },
    });
  });

  const faults = createEventFaults((event) => {
    for (const session of sessions) dispatch(session, event);
  });

  return {
    ...faults,
    emit(event) {
      options.onEvent(event.name, event.data);
      faults.emit(event);
    },
    identified,
    resumed,
    get connections() {
      return connections;
    },
    sessionIds,
    get sessionStartsLeft() {
      return starts;
    },
    reachable: () => sessions.length > 0,
    ready: (count = 1) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        answered();
      }),
    close(code) {
      const fatal = code === GatewayCloseCodes.AuthenticationFailed || code >= GatewayCloseCodes.InvalidShard;
      for (const socket of open()) {
        const session = sessionOf(socket);
        if (session) session.socket = undefined;
        if (session && fatal) forget(session);
        socket.close(code);
      }
    },
    drop() {
      for (const socket of open()) socket.terminate();
    },
    askToReconnect: () => sendToAll({ op: GatewayOpcodes.Reconnect, d: null }),
    invalidate(resumable) {
      for (const session of sessions) {
        if (session.socket) sendPayload(session.socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
        session.socket = undefined;
      }
      if (!resumable) sessions.length = 0;
    },
    askForHeartbeat: () => sendToAll({ op: GatewayOpcodes.Heartbeat, d: null }),
    ignoreHeartbeats() {
      for (const socket of open()) deaf.add(socket);
    },
    refuseConnections(count) {
      refusals = count;
    },
    sessionStartLimit: () => ({
      total: SESSION_STARTS_A_DAY,
      remaining: starts,
      reset_after: 3_600_000,
      max_concurrency: 1,
    }),
    stop() {
      for (const socket of open()) socket.terminate();
      sockets.close();
    },
  };
}
