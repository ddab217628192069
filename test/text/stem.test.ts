import { describe, expect, test } from 'vitest';
import { stem } from '../../src/text/stem.ts';
import { isStopWord } from '../../src/text/stop-words.ts';

describe('stem', () => {
  test.each([
    ['tumour', 'tumors'],
    ['behaviour', 'behavior'],
    ['generalisation', 'generalization'],
    ['generalising', 'generalize'],
    ['analysed', 'analyzed'],
    ['anonymiser', 'anonymizer'],
    ['modelling', 'modeling'],
    ['leukaemia', 'leukemia'],
    ['networks', 'network'],
  ])('%s and %s are one term', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  test.each([
    ['general', 'generic'],
    ['universe', 'universal-'],
    ['2d', '3d'],
  ])('%s and %s are two', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});

test('question words are stop words, names of things are not', () => {
  expect(['which', 'how', 'many', 'the'].every(isStopWord)).toBe(true);
  expect(['network', 'coral', 'constructor', '__proto__'].some(isStopWord)).toBe(false);
});
