import type { Adapter, AdapterEnd, Poster } from './adapter.ts';
import { AdapterStartError } from './adapter.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import type { Logger } from './logger.ts';

/** Keeps one platform connected: whatever dies for good is replaced, after a growing pause, or given up with a reason. */

const PAUSES: Backoff = { firstMs: 1000, longestMs: 5 * 60 * 1000, leastPart: 0.5 };
/** A connection that has held this long was a good one: the next pause is short again. */
const STEADY_MS = 10 * 60 * 1000;

export type SuperviseParts = {
  readonly name: string;
  /** Makes a connection that was not started yet. */
  readonly create: () => Adapter;
  readonly logger: Logger;
  /** Called whenever a connection stands: what waited for one may go on. */
  readonly onConnected?: () => void;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Resolves after so many milliseconds, or at once when the signal comes. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

export type Supervised = {
  readonly name: string;
  /** Of the connection that stands now; undefined while there is none. */
  poster(): Poster | undefined;
  /** Resolves with the reason when the platform is given up, or undefined after {@link Supervised.stop}. */
  readonly ended: Promise<string | undefined>;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
};

/** How a start or a run came to its end; a bug of ours while starting is no reason to give up either. */
async function runOnce(adapter: Adapter, onStarted: () => void): Promise<AdapterEnd> {
  try {
    await adapter.start();
    onStarted();
  } catch (error) {
    const isFinal = error instanceof AdapterStartError && error.isFinal;
    return { reason: error instanceof Error ? error.message : 'it could not start', isFinal };
  }
  return adapter.ended;
}

export function supervise({
  name,
  create,
  logger,
  onConnected,
  clock,
  pause,
  random,
}: SuperviseParts): Supervised {
  const stopping = new AbortController();
  let current: Adapter | undefined;
  let poster: Poster | undefined;

  async function stopQuietly(adapter: Adapter): Promise<void> {
    try {
      await adapter.stop();
    } catch (error) {
      logger.warn({ err: error, platform: name }, 'A connection could not be closed in good order');
    }
  }

  async function run(): Promise<string | undefined> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const startedAt = clock();
      const adapter = create();
      current = adapter;
      const end = await runOnce(adapter, () => {
        poster = adapter.poster;
        onConnected?.();
      });
      poster = undefined;
      if (stopping.signal.aborted) return undefined;
      await stopQuietly(adapter);
      if (end.isFinal) {
        logger.fatal({ platform: name, reason: end.reason }, 'Given up: starting again would not help');
        return end.reason;
      }
      failures = clock() - startedAt >= STEADY_MS ? 1 : failures + 1;
      const ms = backoffMs(failures, PAUSES, random);
      logger.error({ platform: name, reason: end.reason, retryInMs: ms }, 'Not connected; trying again');
      await pause(ms, stopping.signal);
    }
    return undefined;
  }

  const ended = run();
  return {
    name,
    ended,
    poster: () => poster,
    async stop() {
      stopping.abort();
      poster = undefined;
      if (current !== undefined) await stopQuietly(current);
      await ended;
    },
  };
}
