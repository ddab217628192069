import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeptInOrder } from '../../src/engine/kept-in-order.ts';
import { sortedInSlices } from '../../src/time-slices.ts';

describe('KeptInOrder', () => {
  test('is what sorting all of it gives, whenever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ value: fc.nat(20), isAsked: fc.boolean() }), { maxLength: 60 }),
        async (steps) => {
          const kept = new KeptInOrder<number>((a, b) => a - b);
          const held = new Set<number>();
          for (const { value, isAsked } of steps) {
            if (held.delete(value)) kept.remove(value);
            else {
              held.add(value);
              kept.add(value);
            }
            if (isAsked) expect(await kept.items()).toEqual([...held].sort((a, b) => a - b));
          }
          expect(await kept.items()).toEqual([...held].sort((a, b) => a - b));
        },
      ),
    );
  });

  test('what comes while it is brought in order is there for whoever asks then', async () => {
    const kept = new KeptInOrder<number>((a, b) => a - b);
    for (let value = 0; value < 5000; value++) kept.add(value);
    const first = kept.items();
    kept.add(-1);
    expect((await kept.items())[0]).toBe(-1);
    expect(await first).toHaveLength(5001);
  });
});

test('a list sorted in parts is sorted, and equal items keep their order', async () => {
  const items = Array.from({ length: 5500 }, (_, at) => ({ key: (at * 7919) % 100, at }));
  const sorted = await sortedInSlices(items, (a, b) => a.key - b.key);
  expect(sorted).toEqual([...items].sort((a, b) => a.key - b.key));
});
