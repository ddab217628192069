import type { Adapter } from './adapter.ts';
import type { Logger } from './logger.ts';
import type { RunningJobs } from './schedule/run-jobs.ts';
import { type Supervised, supervise } from './supervise.ts';

/** The bot as a service: its platforms until somebody stops it, or until none of them is left. */

export type Platform = { readonly name: string; readonly create: () => Adapter };

/** Why the bot ended. */
export type ServiceEnd = 'stopped' | 'given-up' | 'defect';

/** What is in flight has this long to finish. */
const DRAIN_MS = 10_000;
/** Of that the jobs, which need the connections to finish what they post. */
const JOBS_DRAIN_MS = 5000;

/** A pause that a signal ends. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** Resolves with the first of: a signal to stop, an error that nobody caught. */
function untilToldToStop(logger: Logger): Promise<ServiceEnd> {
  // A rejection that nobody waits for is a defect, in a platform's library mostly, but what it belongs to is watched otherwise.
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'A rejection was not handled'));
  return new Promise((resolve) => {
    process.once('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'An error was not caught; leaving');
      resolve('defect');
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('stopped'));
  });
}

async function untilAllGivenUp(supervised: readonly Supervised[]): Promise<ServiceEnd> {
  await Promise.all(supervised.map(({ ended }) => ended));
  return 'given-up';
}

/** Jobs first: what they post still needs its connection. */
async function stopAll(
  supervised: readonly Supervised[],
  jobs: RunningJobs,
  deadline: AbortSignal,
): Promise<boolean> {
  const late = pause(JOBS_DRAIN_MS, deadline).then(() => false);
  const areJobsDone = await Promise.race([jobs.stop().then(() => true), late]);
  await Promise.all(supervised.map((platform) => platform.stop()));
  return areJobsDone;
}

/** Resolves when nothing is in flight, at the latest after {@link DRAIN_MS}; a second signal does not wait. */
async function drain(supervised: readonly Supervised[], jobs: RunningJobs, logger: Logger): Promise<void> {
  const deadline = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => deadline.abort());
  const finished = stopAll(supervised, jobs, deadline.signal);
  const late = pause(DRAIN_MS, deadline.signal).then(() => false);
  if (!(await Promise.race([finished, late]))) logger.warn('Left before everything in flight had finished');
  deadline.abort();
}

export type ServiceParts = {
  readonly logger: Logger;
  /** Starts what the bot does by itself, over the platforms as they are kept connected. */
  readonly startJobs: (platforms: readonly Supervised[]) => RunningJobs;
  /** Called whenever a platform is connected. */
  readonly onConnected?: (jobs: RunningJobs) => void;
};

/** Connects all platforms and keeps them connected; one that is given up leaves the others and the jobs alone. */
export async function runPlatforms(
  platforms: readonly Platform[],
  { logger, startJobs, onConnected }: ServiceParts,
): Promise<ServiceEnd> {
  const told = untilToldToStop(logger);
  const connected = () => onConnected?.(jobs);
  const supervised = platforms.map(({ name, create }) =>
    supervise({
      name,
      create,
      logger,
      onConnected: connected,
      pause,
      clock: () => performance.now(),
      random: Math.random,
    }),
  );
  // No connection stands in the turn in which it is begun: the jobs are there before it.
  const jobs = startJobs(supervised);
  const end = await Promise.race([told, untilAllGivenUp(supervised)]);
  await drain(supervised, jobs, logger);
  return end;
}
