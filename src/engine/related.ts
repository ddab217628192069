import { bestFirst, ORDERED, page } from './best-first.ts';
import type { IndexedDocument } from './document.ts';
import { type RankedDocument, rankByMeaning } from './meaning.ts';
import type { ShelfIndex, WeightedTerm } from './shelf-index.ts';

/** The terms that tell a paper from others, by frequency and rarity; more add noise. */
const KEY_TERMS = 30;

/** The most telling terms of a document, weighted; terms of the title count double. */
export function keyTerms(document: IndexedDocument, index: ShelfIndex): WeightedTerm[] {
  const counts = new Map<string, number>();
  for (const term of [...document.terms, ...document.titleTerms])
    counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .map(([term, count]) => ({
      term,
      weight: Math.log(1 + count),
      strength: Math.log(1 + count) * index.idf(term),
    }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, KEY_TERMS)
    .map(({ term, weight }) => ({ term, weight }));
}

/** Other papers of the shelf that speak of the same, best first, at most `limit`. */
export async function relatedDocuments(
  document: IndexedDocument,
  index: ShelfIndex,
  limit: number,
): Promise<readonly RankedDocument[]> {
  const scored = await index.score(keyTerms(document, index));
  const byWords = bestFirst(
    scored.filter((one) => one.document !== document),
    ORDERED,
  );
  return page(rankByMeaning(byWords, index, index.vector(document.paper.id)), 0, limit);
}
