/** Slack takes about one message a second in a channel; of more it may drop some without a word. */

const EVERY_MS = 1000;
/** Whoever would wait longer comes again instead. */
const MAX_WAIT_MS = 5000;
const MAX_CHANNELS = 1000;

export type Turn = { readonly isGiven: boolean; readonly waitMs: number };

/** A turn of each channel after the other, in the order of asking. @param now milliseconds of any clock */
export function createPace(now: () => number): (channel: string) => Turn {
  const nextAt = new Map<string, number>();

  function forgetPassed(): void {
    for (const [channel, at] of nextAt) if (at <= now()) nextAt.delete(channel);
  }

  return (channel) => {
    const waitMs = Math.max(0, (nextAt.get(channel) ?? 0) - now());
    if (waitMs > MAX_WAIT_MS) return { isGiven: false, waitMs };
    if (nextAt.size >= MAX_CHANNELS) forgetPassed();
    nextAt.set(channel, now() + waitMs + EVERY_MS);
    return { isGiven: true, waitMs };
  };
}
