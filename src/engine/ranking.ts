import { pause } from '../time-slices.ts';
import { type BestFirst, bestFirst, ORDERED } from './best-first.ts';
import { proximityScore, termPairs } from './proximity.ts';
import type { QueryTerms } from './query-terms.ts';
import type { ScoredDocument, ShelfIndex } from './shelf-index.ts';

/** How many of the best by words are looked at for the order of words. */
const RERANKED = 100;

/**
 * All documents that fit, best first: BM25, the best of them re-ranked by how close the words stand. Yields to the
 * event loop.
 */
export async function rankDocuments(
  query: QueryTerms,
  index: ShelfIndex,
  accepts: (document: ScoredDocument['document']) => boolean,
): Promise<BestFirst<ScoredDocument>> {
  const scored = await index.score(query.terms);
  const ranked = bestFirst(
    scored.filter(({ document }) => accepts(document)),
    ORDERED,
  );
  const pairs = termPairs(query.sequence, (term) => index.idf(term));
  if (pairs.length === 0) return ranked;
  await pause();
  const best = ranked.best.slice(0, RERANKED).map(({ document, score }) => ({
    document,
    score: score + proximityScore(document.terms, pairs),
  }));
  return {
    ...ranked,
    best: [...best.sort((a, b) => b.score - a.score), ...ranked.best.slice(RERANKED)],
  };
}

/** Share of the query's words, weighted by rarity, that a set of terms holds, 0 to 1. */
export function coverage(query: QueryTerms, terms: ReadonlySet<string>): number {
  let held = 0;
  let total = 0;
  for (const { alternatives, idf } of query.words) {
    total += idf;
    if (alternatives.some((term) => terms.has(term))) held += idf;
  }
  return total === 0 ? 0 : held / total;
}

/** The query's words, as typed, that a document holds. */
export function matchedWords(query: QueryTerms, terms: ReadonlySet<string>): string[] {
  const matched = query.words.filter(({ alternatives }) => alternatives.some((term) => terms.has(term)));
  return [...new Set(matched.map(({ text }) => text))];
}
