import type { Clock } from '../../src/schedule/clock.ts';

export type FakeClock = Clock & {
  /** Goes on to a moment, waking whoever waits for an earlier one, each at its own time and in their order. */
  advanceTo(moment: Date): Promise<void>;
  /** The moments that somebody waits for, earliest first. */
  waiting(): readonly Date[];
};

type Sleeper = { readonly moment: Date; readonly wake: () => void };

/** What was woken runs until it waits again; it must not wait for anything but this clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until it is told to go on. */
export function createFakeClock(start: Date): FakeClock {
  let now = start;
  let sleepers: readonly Sleeper[] = [];
  const inOrder = () => [...sleepers].sort((a, b) => a.moment.getTime() - b.moment.getTime());

  return {
    now: () => now,
    until: (moment, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { moment, wake };
        if (signal.aborted || moment <= now) resolve();
        else {
          sleepers = [...sleepers, sleeper];
          signal.addEventListener('abort', wake);
        }
      }),
    async advanceTo(moment) {
      await settle();
      for (let next = inOrder()[0]; next !== undefined && next.moment <= moment; next = inOrder()[0]) {
        now = next.moment;
        next.wake();
        await settle();
      }
      now = moment;
    },
    waiting: () => inOrder().map((sleeper) => sleeper.moment),
  };
}

export type HurriedClock = Clock & { set(moment: Date): void };

/** A clock on which waiting is over at once, and the time has passed: for what waits beside real input and output. */
export function createHurriedClock(start: Date): HurriedClock {
  let now = start;
  return {
    now: () => now,
    async until(moment) {
      if (moment > now) now = moment;
    },
    set(moment) {
      now = moment;
    },
  };
}
