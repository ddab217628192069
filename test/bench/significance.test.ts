import { expect, test } from 'vitest';
import { pairedRandomisation } from '../../bench/significance.ts';

test('a difference that every query shows is no chance, one that none shows is', () => {
  const pairs = Array.from({ length: 20 }, () => [0.2, 0.3] as const);

  expect(pairedRandomisation(pairs)).toBeLessThan(0.001);
  expect(pairedRandomisation(pairs.map(([a]) => [a, a] as const))).toBe(1);
});

test('three queries can never be significant: of eight signs two are as extreme', () => {
  const p = pairedRandomisation([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);

  expect(p).toBeGreaterThan(0.22);
  expect(p).toBeLessThan(0.28);
});
