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
    ['what is the h-index of curie', 'off-topic'],
    ['at which conference was it presented', 'off-topic'],
    ['who is the fifth author', 'who'],
    ['which is older the first or the second', 'compare'],
    ['overview of enzymes', 'overview'],
    ['does the enzyme fold', 'yes-no'],
    ['in which year was the consortium founded', 'fact'],
    ['which bacterium caused it in the vancomycin study', 'fact'],
    ['who funded the trial', 'off-topic'],
    ['protein folding', 'find'],
  ])('“%s” is %s', (text, intent) => {
    expect(recogniseIntent(text).intent).toBe(intent);
  });
});
