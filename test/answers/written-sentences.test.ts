import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writtenSentences } from '../../src/answers/written-sentences.ts';

it.each([
  ['It takes 5 minutes [2].', [['It takes 5 minutes.', [2]]]],
  ['It takes 5 minutes. [2]', [['It takes 5 minutes.', [2]]]],
  [
    'It takes 5. [2] [3] Then it stops [1, 2].',
    [
      ['It takes 5.', [2, 3]],
      ['Then it stops.', [1, 2]],
    ],
  ],
  ['As [4] shows, it works.', [['As shows, it works.', [4]]]],
  ['No source at all.', [['No source at all.', []]]],
  [
    '# Result\n- **It** works [1]\n2. It stops [1].',
    [
      ['Result', []],
      ['It works', [1]],
      ['It stops.', [1]],
    ],
  ],
  [
    'It costs $5.50 at e.g. Smith et al. [7] in total.',
    [['It costs $5.50 at e.g. Smith et al. in total.', [7]]],
  ],
  ['The interval [0.1, 0.2] is wide [1].', [['The interval [0.1, 0.2] is wide.', [1]]]],
  ['', []],
  [' \n . \n', []],
])('reads %j', (written, expected) => {
  expect(writtenSentences(written).map(({ text, numbers }) => [text, numbers])).toEqual(expected);
});

it('leaves no line end and nothing unseen, whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (written) => {
      for (const { text } of writtenSentences(written))
        expect(text).not.toMatch(/[\p{Cc}\u200b\u202e\u2028]/u);
    }),
  );
});
