import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answers/reading.ts';
import { recogniseCategories } from '../../../src/answers/recognise/categories.ts';
import { CategoryCode } from '../../../src/paper.ts';

const HELD = new Set(
  ['cs.CR', 'cs.LG', 'eess.IV', 'q-bio.NC', 'hep-th'].map((code) => CategoryCode.parse(code)),
);

function categoriesIn(question: string, isTopic = false) {
  return recogniseCategories(
    readQuestion(question, (word) => word),
    HELD,
    () => isTopic,
  );
}

describe('recogniseCategories', () => {
  it.each([
    ['CR papers', ['cs.CR']],
    ['papers in cs.LG', ['cs.LG']],
    ['hep-th', ['hep-th']],
    ['how many in CR, and how many in IV?', ['cs.CR', 'eess.IV']],
    ['newest iv paper', ['eess.IV']],
    ['list the cryptography and security papers', ['cs.CR']],
    ['neurons and cognition', ['q-bio.NC']],
  ])('reads “%s”', (question, codes) => {
    expect(categoriesIn(question)).toEqual(codes);
  });

  it('takes a name that is a topic of the papers as words to search', () => {
    expect(categoriesIn('robust machine learning under attack', true)).toEqual([]);
    expect(categoriesIn('machine learning papers', true)).toEqual(['cs.LG']);
  });

  it('leaves words and codes that the library does not hold', () => {
    expect(categoriesIn('an ivory tower')).toEqual([]);
    expect(categoriesIn('CV')).toEqual([]);
  });
});
