import type { Adapter } from './adapter.ts';
import type { Logger } from './logger.ts';
import { type Supervised, supervise } from './supervise.ts';

/** The bot as a service: its platforms until somebody stops it, or until none of them is left. */

export type Platform = { readonly name: string; readonly create: () => Adapter };

/** Why the bot ended. */
export type ServiceEnd = 'stopped' | 'given-up' | 'defect';

/** What is in flight has this long to finish. */
const DRAIN_MS = 10_000;

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

/** Resolves when nothing is in flight, at the latest after {@link DRAIN_MS}; a second signal does not wait. */
async function drain(supervised: readonly Supervised[], logger: Logger): Promise<void> {
  const deadline = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => deadline.abort());
  const finished = Promise.all(supervised.map((platform) => platform.stop())).then(() => true);
  const late = pause(DRAIN_MS, deadline.signal).then(() => false);
  if (!(await Promise.race([finished, late]))) logger.warn('Left before everything in flight had finished');
  deadline.abort();
}

/** Connects all platforms and keeps them connected; one that is given up leaves the others alone. */
export async function runPlatforms(platforms: readonly Platform[], logger: Logger): Promise<ServiceEnd> {
  const told = untilToldToStop(logger);
  const supervised = platforms.map(({ name, create }) =>
    supervise({ name, create, logger, pause, clock: () => performance.now(), random: Math.random }),
  );
  const end = await Promise.race([told, untilAllGivenUp(supervised)]);
  await drain(supervised, logger);
  return end;
}
