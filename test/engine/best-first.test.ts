import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestFirst, filterBestFirst, mapBestFirst, page } from '../../src/engine/best-first.ts';

const items = fc
  .array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 })
  .map((scores) => scores.map((score, at) => ({ score, at })));

describe('bestFirst', () => {
  test('any page is that of the whole list in order, where equal ones keep theirs', () => {
    fc.assert(
      fc.property(items, fc.nat(50), fc.nat(50), fc.nat(50), (all, ordered, offset, count) => {
        const sorted = [...all].sort((a, b) => b.score - a.score);
        const list = bestFirst(all, ordered);
        expect(list.total).toBe(all.length);
        expect(page(list, offset, count)).toEqual(sorted.slice(offset, offset + count));
      }),
    );
  });

  test('stays in order when it is mapped and filtered', () => {
    fc.assert(
      fc.property(items, fc.nat(50), (all, ordered) => {
        const list = filterBestFirst(
          mapBestFirst(bestFirst(all, ordered), ({ score, at }) => ({ twice: 2 * score, at })),
          ({ at }) => at % 2 === 0,
        );
        const expected = all.filter(({ at }) => at % 2 === 0).sort((a, b) => b.score - a.score);
        expect(page(list, 0, 50)).toEqual(expected.map(({ score, at }) => ({ twice: 2 * score, at })));
        expect(list.total).toBe(expected.length);
      }),
    );
  });
});
