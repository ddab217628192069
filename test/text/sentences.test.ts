import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../src/text/sentences.ts';

const split = (text: string) => sentences(text).map((sentence) => sentence.text);

describe('sentences', () => {
  test.each([
    ['One ends. Another begins.', 2],
    ['Shown by Smith et al. (2021) before. It holds.', 2],
    ['Scenes, e.g. roads, i.e. graphs, cf. Fig. 3 and Eq. (2). Done.', 2],
    ['It took approx. 5 mm. In v2.0 it is 73.5 %. Fine.', 3],
    ['Dr. Smith vs. Prof. Jones. They met.', 2],
    ['Does it hold? Yes! It does.', 3],
    ['J. S. Bach wrote it. We listened.', 2],
    ['We use E. coli. It grows.', 2],
    ['The U.S. Decennial Census uses it, w.r.t. Privacy. It helps.', 2],
    ['A line that\ngoes on. Another.', 2],
    ['', 0],
    ['   ', 0],
  ])('%s', (text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  test('offsets lead back to the text, in order, and nothing but white space is left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const found = sentences(text);
        for (const { start, end, text: sentence } of found) expect(text.slice(start, end)).toBe(sentence);
        expect(
          found
            .map(({ text: sentence }) => sentence)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
        expect(found.map(({ index }) => index)).toEqual(found.map((_, at) => at));
      }),
    );
  });

  test('a million characters without an end are few sentences', () => {
    expect(split('. '.repeat(5e5)).length).toBeGreaterThan(0);
    expect(split('a'.repeat(1e6)).length).toBeLessThanOrEqual(2);
  });
});
