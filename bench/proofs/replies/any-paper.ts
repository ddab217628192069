import fc from 'fast-check';
import { Paper } from '../../../src/paper.ts';
import { hostileText } from '../../hostile-text.ts';

/** Papers as no lab has them and some source may send them. */

const LATEX = [
  '$\\varepsilon$-differential privacy',
  '\\textbf{Bold} claims about $\\mathcal{O}(n^{2})$',
  '$$\\sum_{i=1}^{n} x_i^2 \\leq \\|x\\|_2$$',
  '\\emph{unclosed {braces',
  '$x_1*y_1*z_1$ and ~tilde~ and |bars|',
];

/** What platforms read as markup, as a mention or as a command to the screen. */
const MARKUP = [
  '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>',
  '<!channel> <!here> <!subteam^S012345> <@U012345> <#C012345>',
  '<https://evil.example|https://arxiv.org/abs/1>',
  '[arxiv.org](javascript:alert(1)) [x](https://evil.example) <https://evil.example>',
  '**bold** __under__ *it* _it_ ~~gone~~ ||hidden|| `code` ```block```',
  '# heading',
  '-# small',
  '> quote',
  '- item',
  '1. item',
  '<t:1700000000:R> <:smile:123456789012345678> </paper:123456789012345678> <id:customize>',
  '&lt;!channel&gt; &amp;amp; &',
  '\\*escaped\\* \\\\',
  '\u202eevil\u202c \u200bzero\u200bwidth\u200d \u2066x\u2069 \ufeff',
  '\u001b[31mred\u001b[0m \u0007 \u0000',
  'cut in two: \ud83d',
  '\udd2c: the other half',
  '👩‍🔬'.repeat(40),
  `e${'\u0301'.repeat(120)}`,
  'https://arxiv.org/abs/2101.00001',
  'www.evil.example',
];

/** Text as a paper, a person or an attacker writes it. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const fragment = fc.constantFrom(...MARKUP, ...LATEX);
  return fc
    .oneof(
      { arbitrary: fc.lorem({ maxCount: 30, mode: 'words' }), weight: 3 },
      {
        arbitrary: fc.array(fragment, { minLength: 1, maxLength: 4 }).map((all) => all.join(' ')),
        weight: 4,
      },
      { arbitrary: hostileText(maxLength), weight: 2 },
    )
    .map((text) => text.slice(0, maxLength));
}

export const latexText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...LATEX), { minLength: 1, maxLength: 8 })
  .map((all) => all.join(' '));

const anyName = fc.oneof(
  fc.constantFrom('Ada Lovelace', 'Åsa Öberg', 'Müller-Zürich, Jr.', 'O’Neil', 'The *ATLAS* Collaboration'),
  anyText(80),
);

const notEmpty = (text: fc.Arbitrary<string>) => text.map((given) => (given === '' ? 'Untitled' : given));

export type PaperTraits = {
  readonly title?: fc.Arbitrary<string>;
  readonly abstract?: fc.Arbitrary<string>;
  readonly authors?: number;
};

/** A paper that the library would hold; `authors` is how many it has at least. */
export function anyPaper({
  title = anyText(300),
  abstract = anyText(10_000),
  authors = 1,
}: PaperTraits = {}): fc.Arbitrary<Paper> {
  const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  return fc
    .record({
      id: fc.stringMatching(/^[a-z0-9]{3,20}$/),
      title: notEmpty(title),
      abstract,
      names: fc.array(notEmpty(anyName), { minLength: authors, maxLength: authors + 4 }),
      authorsComplete: fc.boolean(),
      date: fc.constantFrom('2023', '2023-07', '2023-07-13'),
      categories: fc.subarray(['cs.LG', 'eess.IV', 'hep-th', 'xx.YY']),
      hasCode: fc.boolean(),
      codeUrl: optional(fc.webUrl()),
      organisation: optional(anyText(120)),
      arxivId: optional(fc.constantFrom('2101.00001', 'math/0309136')),
      doi: optional(fc.constantFrom('10.1000/182', '10.1000/a(b)<c>|d`e')),
      url: optional(fc.webUrl({ withQueryParameters: true, withFragments: true })),
    })
    .map(({ names, ...given }) => {
      const known = Object.entries(given).filter(([, value]) => value !== undefined);
      return Paper.parse({
        ...Object.fromEntries(known),
        rawTitle: given.title,
        rawAbstract: given.abstract,
        authors: names.map((name) => ({ name, given: '', family: name })),
        sources: [{ kind: 'bibtex', name: 'any.bib' }],
        shelf: 'library',
      });
    });
}
