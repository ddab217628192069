export type Backoff = {
  /** The longest pause after the first failure; it doubles with each. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** The part of a pause that is not left to chance, from 0 ("full jitter") to 1. */
  readonly leastPart: number;
};

/**
 * The pause after so many failures in a row (from 1), in milliseconds: doubled each time, and a random part of it, so that
 * many who failed together do not return together.
 *
 * @param random from 0 up to, not including, 1
 */
export function backoffMs(
  failures: number,
  { firstMs, longestMs, leastPart }: Backoff,
  random: () => number,
): number {
  const longest = Math.min(firstMs * 2 ** (failures - 1), longestMs);
  return Math.round(longest * (leastPart + random() * (1 - leastPart)));
}
