import { describe, expect, it } from 'vitest';
import { readDescribed, readInside } from '../../../src/answers/conversation/described.ts';

describe('readDescribed', () => {
  it.each([
    ['and the one on frost, how many sites were there?', 'frost', 'how many sites were there'],
    ['What about the frost paper: who wrote it?', 'frost', 'who wrote it'],
    ['in the study of river mud, which year was it?', 'river mud', 'which year was it'],
  ])('“%s”', (question, described, rest) => {
    expect(readDescribed(question)).toEqual({ does: 'described', described, rest });
  });

  it.each([
    'the first one, please',
    'papers on frost, and when?',
    'how many sites, and where?',
    'the one on frost',
  ])('leaves “%s”', (question) => {
    expect(readDescribed(question)).toBeUndefined();
  });
});

describe('readInside', () => {
  it('reads a word that tells which of those shown is meant', () => {
    expect(readInside('Who wrote the frost one?')).toEqual({
      does: 'described',
      described: 'frost',
      rest: 'who wrote it',
      isOfShown: true,
    });
  });

  it.each(['who wrote the first one?', 'who wrote the one on frost?', 'what is the newest one?'])(
    'leaves “%s”',
    (question) => {
      expect(readInside(question)).toBeUndefined();
    },
  );
});
