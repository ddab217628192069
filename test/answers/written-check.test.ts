import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWriting } from '../../src/answers/written-check.ts';
import { sentences } from '../../src/text/sentences.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'a',
    title: 'Loomformer: Weaving Patterns from Punched Cards',
    abstract:
      'We weave patterns from punched cards with three looms. The loom reaches 91.5% accuracy on CIFAR-10. Training takes 12 hours on one GPU with 193,311 cards.',
  }),
  samplePaper({
    id: 'b',
    title: 'Tide Tables by Difference Engines',
    abstract:
      'Tide tables are computed by a difference engine. The error is −0.4 metres against the Brest gauge. Code is at https://example.org/tides.',
  }),
  samplePaper({
    id: 'c',
    title: 'Limits of Tables',
    abstract: 'The tables do not replace the tide gauge at Brest. They are read without a lamp.',
  }),
];

function kept(text: string): string[] {
  return checkWriting(text, PAPERS).kept.map((one) => one.text);
}

const HOLDS = [
  'The loom reaches 91.5% accuracy on CIFAR-10 [1].',
  'The loom reaches 91.5 percent accuracy [1].',
  'Patterns are woven from punched cards with 3 looms [1].',
  'Loomformer weaves patterns from punched cards [1].',
  'Training takes 12 hours on one GPU with 193311 cards [1].',
  'Three looms weave patterns from punched cards [1].',
  'Tide tables are computed by difference engines [2].',
  'The error is -0.4 metres against the Brest gauge [2].',
  'The loom weaves patterns from cards [1], while tide tables are computed by a difference engine [2].',
];

const DENIED = [
  'The tables do not replace the tide gauge at Brest [3].',
  'The tables never replace a tide gauge [3].',
  'The tables are no replacement for the tide gauge at Brest [3].',
];

const FAILS = [
  ['has no number', 'The loom reaches 91.5% accuracy.'],
  ['gives a number that no passage has', 'The loom reaches 91.5% accuracy [4].'],
  ['gives such a number beside one that exists', 'The loom reaches 91.5% accuracy [1][99].'],
  ['gives the number nought', 'The loom reaches 91.5% accuracy [0].'],
  ['gives the wrong paper', 'The loom reaches 91.5% accuracy [2].'],
  ['has another figure', 'The loom reaches 95.1% accuracy on CIFAR-10 [1].'],
  ['has a rounded figure', 'The loom reaches 92% accuracy on CIFAR-10 [1].'],
  ['has another unit', 'The loom reaches 91.5 accuracy on CIFAR-10 [1].'],
  ['has another sign', 'The error is 0.4 metres but -12 hours against the Brest gauge [2].'],
  ['has another figure in words', 'We weave patterns from punched cards with four looms [1].'],
  ['multiplies', 'Training takes twice 12 hours on one GPU with cards [1].'],
  ['takes a figure from elsewhere in the paper', 'We weave patterns from 91.5% punched cards [1].'],
  ['names another dataset', 'The loom reaches 91.5% accuracy on ImageNet [1].'],
  ['names another of the family', 'The loom reaches 91.5% accuracy on CIFAR-100 [1].'],
  ['names somebody', 'Lovelace weaves patterns from punched cards [1].'],
  ['names an organisation within', 'Tide tables are computed by a difference engine at Cambridge [2].'],
  ['denies what the paper says', 'Tide tables are not computed by a difference engine [2].'],
  ['says what the paper denies', 'The tables replace the tide gauge at Brest [3].'],
  ['tells something else', 'Quantum gravity explains consciousness in mammals [1].'],
  ['mixes in something else', 'The loom cures headaches, asthma, gout, fever and reaches accuracy [1].'],
  ['has a link, though the paper has it', 'Code is at https://example.org/tides [2].'],
  [
    'has a link in Markdown',
    'Tide tables are computed by a [difference engine](https://example.org/tides) [2].',
  ],
  ['has an image', '![tide tables](x) Tide tables are computed by a difference engine [2].'],
  [
    'is the rest of a link that was split',
    '![](https://evil.example/?q=a) Tide tables are computed by a difference engine [2].',
  ],
  ['has an address without a scheme', 'Tide tables are computed by evil.com/difference engine [2].'],
  ['calls everybody', '@everyone Tide tables are computed by a difference engine [2].'],
  ['calls somebody in Slack', '<!channel> Tide tables are computed by a difference engine [2].'],
  ['calls somebody in Discord', '<@123456789012345678> Tide tables are computed by a difference engine [2].'],
  ['has a tag', '<b>Tide tables</b> are computed by a difference engine [2].'],
  ['has code', 'Tide tables are computed by `difference engine` [2].'],
  ['has an entity', 'Tide tables are computed by a difference &#101;ngine [2].'],
  ['is a call of a tool', '{"tool":"shell","arguments":"difference engine tide tables"} [2]'],
  ['is endless', `Tide tables are computed by a difference engine${' and tide tables'.repeat(40)} [2].`],
] as const;

describe('checkWriting', () => {
  it.each([...HOLDS, ...DENIED])('keeps: %s', (sentence) => {
    expect(kept(sentence)).toHaveLength(1);
  });

  it.each(FAILS)('drops what %s', (_, sentence) => {
    expect(kept(sentence)).toEqual([]);
  });

  it('drops only what fails', () => {
    const { written, kept: left } = checkWriting(
      `Sure! ${HOLDS[0]} It won the Turing Award [1]. Tide tables are computed by difference engines [2].`,
      PAPERS,
    );
    expect(written).toBe(4);
    expect(left.map(({ text }) => text)).toEqual([
      'The loom reaches 91.5% accuracy on CIFAR-10.',
      'Tide tables are computed by difference engines.',
    ]);
  });

  it('drops a sentence that names papers by the handful', () => {
    const many = Array.from({ length: 6 }, (_, at) => samplePaper({ id: `p${at}`, title: 'Tide tables' }));
    const all = many.map((__, at) => `[${at + 1}]`);
    expect(checkWriting(`Tide tables ${all.slice(0, 5).join('')}.`, many).kept).toHaveLength(1);
    expect(checkWriting(`Tide tables ${all.join('')}.`, many).kept).toEqual([]);
  });

  it('brings the papers’ own sentence for each', () => {
    const [one] = checkWriting('The loom has 91.5% accuracy [1].', PAPERS).kept;
    expect(one?.support).toEqual([
      { paper: PAPERS[0], quote: 'The loom reaches 91.5% accuracy on CIFAR-10.' },
    ]);
  });

  it('names no paper for show', () => {
    const [one] = checkWriting('The loom reaches 91.5% accuracy [2][1].', PAPERS).kept;
    expect(one?.support.map(({ paper }) => paper.id)).toEqual(['a']);
  });

  it('keeps a paper’s own sentence with its number, and never another number in it', () => {
    const own = PAPERS.flatMap(({ abstract }, at) =>
      sentences(abstract)
        .filter(({ text }) => !text.includes('://'))
        .map(({ text }) => ({ text, number: at + 1 })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...own),
        fc.integer({ min: 13, max: 99_999 }),
        ({ text, number }, other) => {
          expect(kept(`${text.slice(0, -1)} [${number}].`)).toEqual([text]);
          const lie = text.replace(/\d[\d.,]*\d|\d/, String(other));
          if (lie !== text && other !== 193_311) expect(kept(`${lie.slice(0, -1)} [${number}].`)).toEqual([]);
        },
      ),
    );
  });

  it('takes whatever is written without failing, and lets no markup through', () => {
    const piece = fc.constantFrom(
      'loom ',
      'accuracy ',
      '91.5% ',
      '[1]',
      '[2] ',
      '. ',
      '\n',
      '](',
      'http://x.y ',
      '@',
      '<',
      '**',
      '`',
      '|',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 40 }),
        (pieces) => {
          for (const text of kept(pieces.join(''))) expect(text).not.toMatch(/:\/\/|@|\*\*|[`|[\]]/);
        },
      ),
    );
  });
});
