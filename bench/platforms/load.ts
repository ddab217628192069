import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';

/** Commands at the same pace to two bots at once, so that whatever else the machine does hits both. */

/** Milliseconds from the moment when somebody sent the command. */
export type Timing = { readonly acknowledged: number; readonly answered: number };

/** A bot on a loopback platform. */
export type Target = {
  readonly name: string;
  /** Sends command `number` as one of many people. Rejects where nothing comes back. */
  ask(number: number): Promise<Timing>;
  residentMiB(): Promise<number>;
  /** How many acknowledgements and answers the bot has sent so far, and what was wrong with them. */
  sent(): { readonly acknowledgements: number; readonly answers: number; readonly violations: number };
  stop(): Promise<void>;
};

export type Measured = {
  readonly timings: readonly Timing[];
  readonly lost: number;
  /** In order of time. */
  readonly residentMiB: readonly number[];
};

const SAMPLE_EVERY_MS = 500;
/** As finely as chances are told apart. */
const STEPS = 1_000_000;

/** Pauses with the given mean as between calls of people who know nothing of each other, in milliseconds. */
function pauses(count: number, meanMs: number): number[] {
  // Without bias all whole numbers are equally likely.
  return fc
    .sample(fc.noBias(fc.integer({ min: 0, max: STEPS - 1 })), { numRuns: count, seed: 1 })
    .map((step) => -Math.log(1 - step / STEPS) * meanMs);
}

/**
 * Sends `count` commands to each target, whether earlier ones are answered or not: a bot that is slow is not asked more slowly.
 *
 * @param perSecond commands a second, to each
 */
export async function load(
  targets: readonly Target[],
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
): Promise<Measured[]> {
  const results = targets.map(() => ({ timings: [] as Timing[], lost: 0, residentMiB: [] as number[] }));
  const pending: Promise<unknown>[] = [];
  const ask = (target: Target, at: number, number: number) =>
    target.ask(number).then(
      (timing) => results[at]?.timings.push(timing),
      () => {
        const result = results[at];
        if (result !== undefined) result.lost += 1;
      },
    );
  let isOver = false;
  const sampling = (async () => {
    while (!isOver) {
      await Promise.all(
        targets.map(async (target, at) => results[at]?.residentMiB.push(await target.residentMiB())),
      );
      await sleep(SAMPLE_EVERY_MS);
    }
  })();
  let due = performance.now();
  for (const [number, pause] of pauses(count, 1000 / perSecond).entries()) {
    due += pause;
    await sleep(Math.max(0, due - performance.now()));
    // Each goes first as often as the other.
    const order = number % 2 === 0 ? [...targets.entries()] : [...targets.entries()].reverse();
    pending.push(...order.map(([at, target]) => ask(target, at, number)));
  }
  await Promise.all(pending);
  isOver = true;
  await sampling;
  return results;
}
