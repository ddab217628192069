import type { PaperDraft } from '../../../paper.ts';
import type { Problem } from '../../problem.ts';

export type ListingOptions = { readonly asOf: string; readonly sourceName: string };
export type ListingResult = { readonly drafts: PaperDraft[]; readonly problems: Problem[] };

/** Reads a page of glued three-line records. */
export function parseListing(text: string, { sourceName }: ListingOptions): ListingResult {
  return {
    drafts: [],
    problems: [{ line: 1, expected: 'a record', found: `${sourceName}: ${text.slice(0, 80)}` }],
  };
}
