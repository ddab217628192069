import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/text/cut.ts';

describe('cut', () => {
  test('leaves what fits', () => {
    expect(cut('as it is', 8)).toBe('as it is');
  });

  test('cuts after a word', () => {
    expect(cut('the quick brown fox', 17)).toBe('the quick brown…');
  });

  test('cuts a long word where it must', () => {
    expect(cut('a'.repeat(20), 5)).toBe('aaaa…');
  });

  test('never cuts through a grapheme', () => {
    expect(cut('ab👩‍🔬cd', 5)).toBe('ab…');
    expect(cut('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…');
  });

  test('cuts through a grapheme that is longer than everything, and never through a character', () => {
    const family = '👩\u200d'.repeat(60);
    for (const limit of [10, 11, 12, 13]) expect(cut(family, limit)).not.toMatch(/\p{Cs}/u);
  });

  test('keeps the limit and the beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, limit) => {
        const result = cut(text, limit);
        expect(result.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(result.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});
