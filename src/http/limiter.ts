import PQueue from 'p-queue';
import type { Clock } from '../schedule/clock.ts';

/** Lets requests to one service through one after the other, none before the time that its operators ask for. */
export type Limiter = {
  /** Runs a request when it is its turn. Rejects with the signal's reason where that comes first. */
  run<Result>(request: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** The service wants to be left alone: nothing starts before that moment, also what others have asked for. */
  rest(until: Date): void;
  /** The end of the longest such rest, past or to come. */
  restsUntil(): Date;
};

export type LimiterOptions = {
  /** From the start of one request to the start of the next; 0 for no such pause. */
  readonly intervalMs: number;
  readonly clock: Clock;
};

/** One request at a time, one in each interval, however long they take: so there is never more than one connection. */
export function createLimiter({ intervalMs, clock }: LimiterOptions): Limiter {
  const pace = intervalMs > 0 ? { interval: intervalMs, intervalCap: 1, strict: true } : {};
  const queue = new PQueue({ concurrency: 1, ...pace });
  let resting = new Date(0);

  return {
    run: (request, signal = new AbortController().signal) =>
      queue.add(
        async () => {
          await clock.until(resting, signal);
          signal.throwIfAborted();
          return request();
        },
        { signal },
      ),
    rest(until) {
      if (until > resting) resting = until;
    },
    restsUntil: () => resting,
  };
}
