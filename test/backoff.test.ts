import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from '../src/backoff.ts';

const PAUSES = { firstMs: 1000, longestMs: 300_000, leastPart: 0.5 };

it('doubles with each failure, up to the longest', () => {
  const longest = (failures: number) => backoffMs(failures, PAUSES, () => 1);
  expect([1, 2, 3, 9, 10, 2000].map(longest)).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000]);
});

it('leaves to chance what it is told to', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      fc.constantFrom(0, 0.5),
      (failures, part, leastPart) => {
        const ms = backoffMs(failures, { ...PAUSES, leastPart }, () => part);
        expect(ms).toBeGreaterThanOrEqual(leastPart * PAUSES.firstMs);
        expect(ms).toBeLessThanOrEqual(PAUSES.longestMs);
      },
    ),
  );
});
