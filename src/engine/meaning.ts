import { type BestFirst, mapBestFirst, ORDERED } from './best-first.ts';
import type { Vector } from './embedder.ts';
import type { ScoredDocument, ShelfIndex } from './shelf-index.ts';

/**
 * How much the cosine of question and paper counts beside the words' score as a share of the best. Chosen on claims
 * and summaries (SciFact train, SciTLDR); any weight from 2 to 4 ranks about as well.
 */
const MEANING_WEIGHT = 3;
/** How many of the best by words are compared by meaning. */
const COMPARED = ORDERED;

/** A document with what it is ranked by. */
export type RankedDocument = ScoredDocument & {
  /** Cosine of the question and the paper, -1 to 1; absent where either has no vector. */
  readonly meaning?: number;
  /** The words' score as a share of the best one's, and the weighted meaning: comparable within one ranking only. */
  readonly fit: number;
};

/** The cosine of two vectors of length 1. */
export function cosine(a: Vector, b: Vector): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/**
 * Ranks documents, given best first by their words, by what they mean as well. Without a question's vector, or while
 * too few papers have theirs, the order stays.
 */
export function rankByMeaning(
  byWords: BestFirst<ScoredDocument>,
  index: ShelfIndex,
  question: Vector | undefined,
): BestFirst<RankedDocument> {
  const best = Math.max(byWords.best[0]?.score ?? 0, Number.MIN_VALUE);
  const byWordsAlone = (scored: ScoredDocument): RankedDocument => ({ ...scored, fit: scored.score / best });
  if (question === undefined || !index.knowsMeaning) return mapBestFirst(byWords, byWordsAlone);
  const compared = byWords.best.slice(0, COMPARED);
  const cosines = compared.map(({ document }) => {
    const vector = index.vector(document.paper.id);
    return vector === undefined ? undefined : cosine(vector, question);
  });
  const known = cosines.filter((value) => value !== undefined);
  // A paper that has no vector yet is taken for an average one.
  const average = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const ranked = compared.map((scored, at): RankedDocument => {
    const meaning = cosines[at];
    const fit = scored.score / best + MEANING_WEIGHT * (meaning ?? average);
    return { ...scored, fit, ...(meaning !== undefined && { meaning }) };
  });
  return {
    best: ranked.sort((a, b) => b.fit - a.fit),
    total: byWords.total,
    rest: () => [...byWords.best.slice(COMPARED), ...byWords.rest()].map(byWordsAlone),
  };
}
