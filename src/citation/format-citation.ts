import type { Paper } from '../paper.ts';
import { toApa } from './apa.ts';
import { toBibtex } from './bibtex.ts';
import { toCslItem } from './csl-item.ts';
import { toRis } from './ris.ts';

export const CITATION_FORMATS = ['bibtex', 'ris', 'apa', 'csl'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

const FORMATTERS: Readonly<Record<CitationFormat, (paper: Paper) => string>> = {
  bibtex: toBibtex,
  ris: toRis,
  apa: toApa,
  csl: (paper) => JSON.stringify(toCslItem(paper), null, 2),
};

/** One paper's citation as text to copy. */
export function formatCitation(paper: Paper, format: CitationFormat): string {
  return FORMATTERS[format](paper);
}
