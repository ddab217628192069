import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { expect, test } from 'vitest';
import { allowedEdits, editDistance } from '../../src/text/edit-distance.ts';

test.each([
  ['ziller', 'zillr', 1],
  ['tranfsormer', 'transformer', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('%s and %s are %i apart', (a, b, expected) => {
  expect(editDistance(a, b, 5)).toBe(expected);
});

test('is never more than Levenshtein and at least half of it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const ours = editDistance(a, b, 20);
      expect(ours).toBeLessThanOrEqual(distance(a, b));
      expect(ours * 2).toBeGreaterThanOrEqual(distance(a, b));
      expect(editDistance(b, a, 20)).toBe(ours);
    }),
  );
});

test('stops at the limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 5 }), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b, 20), limit + 1));
    }),
  );
});

test('short words must be right', () => {
  expect([3, 4, 8, 9].map(allowedEdits)).toEqual([0, 1, 1, 2]);
});
