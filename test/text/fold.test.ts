import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldedKey } from '../../src/text/fold.ts';

describe('fold', () => {
  test.each([
    ['Hölzl', 'holzl'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['Straße', 'strasse'],
    ['ε=8', 'epsilon=8'],
    ['TNFα', 'tnf-alpha'],
    ['μm', 'mu-m'],
    ['µm', 'mu-m'],
    ['lᵖ', 'lp'],
    ['Ελλάδα', 'ellada'],
  ])('%s -> %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('gives lower-case ASCII for every string, and folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = fold(text);
        expect(folded).toMatch(/^[\0-\x7f]*$/);
        expect(fold(folded)).toBe(folded);
      }),
    );
  });
});

test('a folded key keeps words only', () => {
  expect(foldedKey(' Kernel-Normalized:  Networks?! ')).toBe('kernel normalized networks');
});
