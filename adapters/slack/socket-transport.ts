import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger as BoltLogger, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { AdapterEnd } from '../../src/adapter.ts';
import type { Logger } from '../../src/logger.ts';
import { describeError, isFinal } from './errors.ts';
import type { Transport } from './transport.ts';

/**
 * Keeps the socket to Slack open. The library's own reconnecting is switched off: where one attempt of it fails for good, it
 * rejects a promise that nobody can catch, and never tries again.
 */

export type ConnectionTimes = {
  /** From opening to Slack's greeting, and from losing a connection to the next greeting. */
  readonly connectWithinMs: number;
  /** The first pause between attempts; each one after is twice as long. */
  readonly firstPauseMs: number;
  /** A connection on which a ping is not answered within this time is dead, whatever it looks like. */
  readonly pongWithinMs: number;
};

export const CONNECTION_TIMES: ConnectionTimes = {
  connectWithinMs: 60_000,
  firstPauseMs: 500,
  pongWithinMs: 5000,
};
const MAX_PAUSE_MS = 30_000;
/** A connection that lived shorter counts as a failed attempt: else one that is closed at once would be opened for ever. */
const STABLE_MS = 10_000;
const GOODBYE_MS = 500;

/** Slack's greeting tells how many connections an app has: each delivery goes to one of them only. */
function greetedConnections(data: unknown): number | undefined {
  if (typeof data !== 'string' || !data.includes('"hello"')) return undefined;
  try {
    const { type, num_connections } = JSON.parse(data);
    return type === 'hello' && typeof num_connections === 'number' ? num_connections : undefined;
  } catch {
    return undefined;
  }
}

export type SocketTransportParts = {
  readonly appToken: string;
  readonly clientOptions: NonNullable<webApi.WebClientOptions>;
  readonly times: ConnectionTimes;
  readonly boltLogger: BoltLogger;
  readonly logger: Logger;
  /** Told with each greeting of Slack how many connections it has of this app. */
  readonly onConnections?: ((connections: number) => void) | undefined;
};

export function createSocketTransport(parts: SocketTransportParts): Transport {
  const { times, logger } = parts;
  const receiver = new SocketModeReceiver({
    appToken: parts.appToken,
    logger: parts.boltLogger,
    autoReconnectEnabled: false,
    clientPingTimeout: times.pongWithinMs,
    installerOptions: { clientOptions: parts.clientOptions },
  });
  const { client } = receiver;
  const closing = new AbortController();
  let isOpen = false;
  let openedAt = 0;
  let failures = 0;
  let lose: (end: AdapterEnd) => void = () => undefined;
  const lost = new Promise<AdapterEnd>((resolve) => {
    lose = resolve;
  });

  /** The library's reading of a message is a promise that it leaves alone: a malformed one would end the process. */
  function guardMessages(): void {
    const listeners = client.listeners('ws_message');
    client.removeAllListeners('ws_message');
    client.on('ws_message', (data: unknown, isBinary: unknown) => {
      const greeted = greetedConnections(data);
      if (greeted !== undefined) greet(greeted);
      for (const listener of listeners) {
        Promise.resolve()
          .then(() => listener(data, isBinary))
          .catch((error: unknown) => logger.error({ err: error }, 'A message of Slack could not be read'));
      }
    });
  }

  function greet(number: number): void {
    parts.onConnections?.(number);
    if (number > 1)
      logger.warn(
        { connections: number },
        'Slack has more than one connection of this app: another bot with the same token gets a part of what people ask',
      );
  }

  async function shut(): Promise<void> {
    const goodbye = client.disconnect().then(() => true);
    if (await Promise.race([goodbye, sleep(GOODBYE_MS, false, { ref: false })])) return;
    // Asked a second time the library waits no longer for the peer's goodbye, and its timer of 30 s is gone.
    await client.disconnect();
  }

  async function connect(): Promise<void> {
    const timer = new AbortController();
    const started = client.start();
    const tooLate = sleep(times.connectWithinMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error('Slack did not greet in time');
    });
    try {
      await Promise.race([started, tooLate]);
      isOpen = true;
      openedAt = performance.now();
    } catch (error) {
      started.catch(() => undefined);
      await shut();
      throw error ?? new Error('Slack closed the connection before it greeted');
    } finally {
      tooLate.catch(() => undefined);
      timer.abort();
    }
  }

  function pauseMs(): number {
    return failures === 0 ? 0 : Math.min(MAX_PAUSE_MS, times.firstPauseMs * 2 ** (failures - 1));
  }

  async function openAgain(): Promise<void> {
    const since = performance.now();
    failures = since - openedAt < STABLE_MS ? failures + 1 : 0;
    logger.info('The connection to Slack was closed; opening another');
    for (;;) {
      await sleep(pauseMs(), undefined, { signal: closing.signal });
      try {
        await connect();
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        failures += 1;
        const reason = `The connection to Slack was lost and could not be opened again: ${describeError(error)}`;
        if (isFinal(error)) return lose({ reason, isFinal: true });
        logger.warn({ reason: describeError(error) }, 'Slack could not be connected to again yet');
        if (performance.now() + pauseMs() - since > times.connectWithinMs)
          return lose({ reason, isFinal: false });
      }
    }
  }

  guardMessages();
  client.on('disconnected', () => {
    if (!isOpen || closing.signal.aborted) return;
    isOpen = false;
    // Rejects only where the pause is cut short by closing.
    openAgain().catch(() => undefined);
  });

  return {
    receiver,
    open: connect,
    async close() {
      closing.abort();
      await shut();
    },
    lost,
  };
}
