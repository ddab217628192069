import { type Backoff, backoffMs } from '../backoff.ts';
import type { Logger } from '../logger.ts';
import type { Clock } from './clock.ts';

/** Something that the bot does again and again by itself: asking a source, posting what is due. */
export type Job = {
  /** Unique among the jobs that run together; as logs and {@link RunningJobs.wake} call it. */
  readonly name: string;
  /**
   * Does all that is due, and says when to look again. Never called while it still runs. It finishes soon after the signal,
   * since the bot waits for it before it ends. Where it rejects, that is logged, and it is tried again after a growing pause.
   */
  run(signal: AbortSignal): Promise<Date>;
};

export type RunningJobs = {
  /** Runs a job now, or once more after the run that goes on. Throws RangeError on an unknown name. */
  wake(name: string): void;
  /** Tells all to stop, and resolves when none runs any more. */
  stop(): Promise<void>;
};

export type JobRunnerParts = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

/** A job that is always due would leave the machine nothing else to do. */
const LEAST_PAUSE_MS = 1000;
const AFTER_FAILURE: Backoff = { firstMs: 5000, longestMs: 15 * 60 * 1000, leastPart: 0.5 };

/** One job's own loop; the first run is at once. */
function loop(job: Job, { clock, logger, random }: JobRunnerParts, stopping: AbortSignal) {
  let isWoken = false;
  let sleep = new AbortController();
  let failures = 0;

  async function runOnce(): Promise<Date> {
    const least = () => clock.now().getTime() + LEAST_PAUSE_MS;
    try {
      const next = await job.run(stopping);
      failures = 0;
      return new Date(Math.max(next.getTime(), least()));
    } catch (error) {
      failures += 1;
      const ms = backoffMs(failures, AFTER_FAILURE, random);
      if (!stopping.aborted)
        logger.error({ err: error, job: job.name, failures, retryInMs: ms }, 'A job failed; trying again');
      return new Date(clock.now().getTime() + ms);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.aborted) {
      isWoken = false;
      const next = await runOnce();
      if (isWoken) continue;
      sleep = new AbortController();
      await clock.until(next, AbortSignal.any([stopping, sleep.signal]));
    }
  }

  return {
    ended: run(),
    wake() {
      isWoken = true;
      sleep.abort();
    },
  };
}

/** Runs jobs side by side, each by its own times, until they are stopped. */
export function runJobs(jobs: readonly Job[], parts: JobRunnerParts): RunningJobs {
  const stopping = new AbortController();
  const loops = new Map(jobs.map((job) => [job.name, loop(job, parts, stopping.signal)]));
  if (loops.size < jobs.length) throw new RangeError('Two jobs have one name');
  return {
    wake(name) {
      const found = loops.get(name);
      if (found === undefined) throw new RangeError(`No job is called ${name}`);
      found.wake();
    },
    async stop() {
      stopping.abort();
      await Promise.all([...loops.values()].map(({ ended }) => ended));
    },
  };
}
