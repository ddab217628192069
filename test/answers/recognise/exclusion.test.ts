import { describe, expect, it } from 'vitest';
import { readQuestion, remainder } from '../../../src/answers/reading.ts';
import { recogniseExclusion } from '../../../src/answers/recognise/exclusion.ts';

describe('recogniseExclusion', () => {
  it.each([
    ['papers about enzymes but not about yeast', 'yeast', 'papers about enzymes'],
    [
      'papers on enzymes that do not mention yeast cells from 2022',
      'yeast cells',
      'papers on enzymes that from 2022',
    ],
    ['all enzyme papers excluding yeast', 'yeast', 'all enzyme papers'],
    ['enzymes, except for yeast', 'yeast', 'enzymes'],
  ])('“%s”', (question, unwanted, rest) => {
    const reading = readQuestion(question, (word) => word);

    expect(recogniseExclusion(reading)).toEqual([unwanted]);
    expect(remainder(reading)).toBe(rest);
  });

  it.each([
    'growing yeast without light, is there a paper',
    'lesions that are not unusually bright',
    'the enzyme does not fold',
  ])('leaves what describes a paper: %s', (question) => {
    expect(recogniseExclusion(readQuestion(question, (word) => word))).toEqual([]);
  });
});
