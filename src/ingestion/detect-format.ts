/** What a file is, told by what stands in it: people name files as they like. */
export type Format = 'listing' | 'bibtex' | 'ris' | 'csl-json' | 'atom';

/** Enough to see the first record behind a preamble of comments. */
const HEAD = 100_000;

const SIGNS: readonly { readonly format: Format; readonly sign: RegExp }[] = [
  { format: 'csl-json', sign: /^\s*[[{]/ },
  {
    format: 'atom',
    sign: /^\s*<(?:\?xml\b[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<?feed|<?entry|<?!DOCTYPE\s+(?:feed|entry))[\s>[]/,
  },
  { format: 'ris', sign: /^TY {2}- /m },
  { format: 'bibtex', sign: /^[ \t]*@[a-z]{2,30}[ \t]*[{(]/im },
  {
    format: 'listing',
    sign: /^[A-Za-z][A-Za-z.-]{0,20} ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} \d{1,2}(?:, \d{4})?(?:Code)?\s*$/m,
  },
];

/** The format of a file's text; undefined where it shows none. */
export function detectFormat(text: string): Format | undefined {
  const head = text.slice(0, HEAD);
  return SIGNS.find(({ sign }) => sign.test(head))?.format;
}
