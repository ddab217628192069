import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answers/reading.ts';
import {
  recogniseCode,
  recogniseOrder,
  recogniseOrganisation,
} from '../../../src/answers/recognise/fields.ts';

function read(question: string) {
  return readQuestion(question, (word) => word);
}

describe('recogniseCode', () => {
  it.each([
    'papers with code',
    'which have an implementation',
    'which of them can I get code for',
    'code is available',
  ])('wants code: %s', (question) => {
    expect(recogniseCode(read(question))).toBe(true);
  });

  it.each(['papers without code', "which papers don't have a code flag", 'no public repository'])(
    'wants none: %s',
    (question) => {
      expect(recogniseCode(read(question))).toBe(false);
    },
  );

  it('is silent elsewhere', () => {
    expect(recogniseCode(read('papers on the genetic alphabet'))).toBeUndefined();
  });
});

describe('recogniseOrder', () => {
  it.each([
    ['newest paper', { order: 'newest', limit: 1 }],
    ['the most recent one', { order: 'newest', limit: 1 }],
    ['what is the oldest paper', { order: 'oldest', limit: 1 }],
    ['three latest papers', { order: 'newest', limit: 3 }],
    ['the 4 earliest articles', { order: 'oldest', limit: 4 }],
    ['latest papers', { order: 'newest', limit: 5 }],
    ['all papers in order of date', { order: 'oldest' }],
    ['all papers, newest first', { order: 'newest' }],
    ['papers in chronological order', { order: 'oldest' }],
  ])('reads “%s”', (question, order) => {
    expect(recogniseOrder(read(question))).toEqual(order);
  });

  it('is silent without a word of order', () => {
    expect(recogniseOrder(read('papers on new drugs'))).toEqual({});
  });
});

describe('recogniseOrganisation', () => {
  it('finds a held organisation, with or without its hyphen', () => {
    expect(recogniseOrganisation(read('anything from ETH Zurich?'), ['mit', 'eth-zurich'])).toBe(
      'eth-zurich',
    );
    expect(recogniseOrganisation(read('papers with DeepMind'), ['deep-mind'])).toBe('deep-mind');
    expect(recogniseOrganisation(read('a summit on admittance'), ['mit'])).toBeUndefined();
  });
});
