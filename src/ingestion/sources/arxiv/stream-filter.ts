import { type PaperDraft, PaperId } from '../../../paper.ts';
import { paperFilter, wordsFilter } from '../../../query/matches.ts';
import type { Query } from '../../../query/query.ts';

const NO_ID = PaperId.parse('draft');

/** A test whether a paper may enter the stream: it fulfils one of the queries, or there are none. */
export function streamFilter(queries: readonly Query[]): (draft: PaperDraft) => boolean {
  const filters = queries.map((query) => [paperFilter(query), wordsFilter(query)]);
  return (draft) => {
    const paper = { ...draft, id: NO_ID, shelf: 'stream' as const };
    return filters.length === 0 || filters.some((all) => all.every((fulfils) => fulfils(paper)));
  };
}
