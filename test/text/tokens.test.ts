import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../src/text/tokens.ts';

const wordsOf = (text: string) => tokenize(text).map(({ words }) => words.join('|'));

describe('tokenize', () => {
  test.each([
    ['DP-SGD', ['dp|sgd']],
    ['193,311 images', ['193311', 'images']],
    ['1,2,3', ['1|2|3']],
    ['ε=8.0 and 7.35%', ['epsilon', '8', 'and', '7.35']],
    ['CIFAR-10.', ['cifar|10']],
    ["Alzheimer's don't", ['alzheimer', 'dont']],
    ['image/text (2D)', ['image', 'text', '2d']],
    ['TNFα', ['tnf|alpha']],
    ['', []],
    ['?! --', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('joins the parts of a hyphenated word', () => {
    expect(tokenize('DP-SGD')[0]?.joined).toBe('dpsgd');
    expect(tokenize('SGD')[0]?.joined).toBeUndefined();
    expect(tokenize('1,2')[0]?.joined).toBeUndefined();
  });

  test('offsets lead back to the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const token of tokenize(text)) expect(text.slice(token.start, token.end)).toBe(token.text);
      }),
    );
  });

  test.each([
    ['letters', 'a'.repeat(1e6)],
    ['digits and commas', '1,'.repeat(5e5)],
    ['hyphens', 'a-'.repeat(5e5)],
    ['apostrophes', "a'".repeat(5e5)],
    ['marks', 'a\u0301'.repeat(5e5)],
  ])('reads a million %s', (_name, text) => {
    expect(tokenize(text).length).toBeGreaterThanOrEqual(0);
  });
});
