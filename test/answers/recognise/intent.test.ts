import { describe, expect, it } from 'vitest';
import { recogniseIntent } from '../../../src/answers/recognise/intent.ts';

describe('recogniseIntent', () => {
  it.each([
    ['hello', 'greeting'],
    ['thank you', 'greeting'],
    ['help', 'help'],
    ['how many papers do you have', 'count'],
    ['number of papers in 2023', 'count'],
    ['who wrote the vessel paper', 'who'],
    ['when was it published', 'when'],
    ['what does dna stand for', 'define'],
    ['where is the code of the simulator', 'code'],
    ['which paper deals with enzymes', 'find'],
    ['is there anything on black holes', 'find'],
    ['how large was the cohort', 'fact'],
    ['what is the h-index of curie', 'untold'],
    ['at which conference was it presented', 'untold'],
    ['who is the fifth author', 'untold'],
    ['who funded the trial', 'untold'],
    ['protein folding', 'find'],
  ])('“%s” is %s', (text, intent) => {
    expect(recogniseIntent(text)).toBe(intent);
  });
});
