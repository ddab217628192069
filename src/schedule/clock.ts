/** The time, and waiting for one; a simulated year runs over another one than the machine's. */
export type Clock = {
  now(): Date;
  /** Resolves when the clock shows that moment or a later one, at once where it has passed; or when the signal comes. */
  until(moment: Date, signal: AbortSignal): Promise<void>;
};

/** A machine that slept, or whose clock was set, is noticed after this long; and longer timers overflow one day. */
const LONGEST_TIMER_MS = 30_000;

function timer(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(handle);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const handle = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  async until(moment, signal) {
    while (!signal.aborted) {
      const left = moment.getTime() - Date.now();
      if (left <= 0) return;
      await timer(Math.min(left, LONGEST_TIMER_MS), signal);
    }
  },
};
