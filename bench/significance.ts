/** Random numbers from 0 to 1 that are the same on every run (mulberry32, public domain, by Tommy Ettinger). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ROUNDS = 10_000;

/**
 * How likely a mean difference at least as large is if the two systems were the same: the paired randomisation test,
 * two-sided, with a fixed seed. `pairs` holds both systems' scores of each query; the result is above 0, at most 1.
 */
export function pairedRandomisation(pairs: readonly (readonly [number, number])[]): number {
  const differences = pairs.map(([a, b]) => b - a);
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const random = seeded(1);
  let asLarge = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0;
    for (const difference of differences) sum += random() < 0.5 ? difference : -difference;
    // Sums of the same numbers in another order differ in their last digits.
    if (Math.abs(sum) >= observed - 1e-9) asLarge += 1;
  }
  return (asLarge + 1) / (ROUNDS + 1);
}
