import { expect, it } from 'vitest';
import { createPace } from '../../../adapters/slack/pace.ts';

it('gives each channel a turn a second, in order, and sends away whoever would wait long', () => {
  let now = 1000;
  const take = createPace(() => now);
  const waits = Array.from({ length: 8 }, () => take('C1'));
  expect(waits.map(({ waitMs }) => waitMs)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 6000]);
  expect(waits.map(({ isGiven }) => isGiven)).toEqual([true, true, true, true, true, true, false, false]);
  expect(take('C2')).toEqual({ isGiven: true, waitMs: 0 });
  now += 5500;
  expect(take('C1')).toEqual({ isGiven: true, waitMs: 500 });
});

it('forgets channels whose turn has passed', () => {
  let now = 0;
  const take = createPace(() => now);
  for (let number = 0; number < 5000; number += 1) {
    expect(take(`C${number}`).waitMs).toBe(0);
    now += 1000;
  }
  expect(take('C4999').waitMs).toBe(0);
});
