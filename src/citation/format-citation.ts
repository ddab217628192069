import type { Paper } from '../paper.ts';
import { toApa } from './apa.ts';
import { toBibtex } from './bibtex.ts';
import { toCslItem } from './csl-item.ts';
import { toRis } from './ris.ts';

export const CITATION_FORMATS = ['bibtex', 'ris', 'apa', 'csl'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

/** As people write them. */
export const FORMAT_NAMES: Readonly<Record<CitationFormat, string>> = {
  bibtex: 'BibTeX',
  ris: 'RIS',
  apa: 'APA',
  csl: 'CSL-JSON',
};

/** JSON with one field a line, which is short enough to be read in a chat. */
function toCslJson(paper: Paper): string {
  const fields = Object.entries(toCslItem(paper)).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${fields.join(',\n')}\n}`;
}

const FORMATTERS: Readonly<Record<CitationFormat, (paper: Paper) => string>> = {
  bibtex: toBibtex,
  ris: toRis,
  apa: toApa,
  csl: toCslJson,
};

/** One paper's citation as text to copy. */
export function formatCitation(paper: Paper, format: CitationFormat): string {
  return FORMATTERS[format](paper);
}
