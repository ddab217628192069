import type { IndexedDocument, IndexedSentence } from './document.ts';
import type { WeightedTerm } from './shelf-index.ts';

export type ScoredSentence = { readonly sentence: IndexedSentence; readonly score: number };

/** BM25 over sentences: a sentence is short, its length says less than a document's. */
const K = 1.2;
const B = 0.75;
/** Findings stand late in an abstract and are announced by words such as these (measured in the retrieval study). */
const POSITION_WEIGHT = 0.6;
const CUE_WEIGHT = 0.3;
const CUE =
  /\b(?:we (?:show|find|found|demonstrate|demonstrated|showed|observe|observed|report|conclude|propose|introduce|present|prove)|our (?:results|findings|method|approach|experiments|analysis|work)|results (?:show|suggest|indicate|demonstrate)|these (?:results|findings|data)|in conclusion|conclusions?|findings?|suggest(?:s|ing)?|demonstrat(?:e|es|ed|ing)|indicat(?:e|es|ed|ing)|reveal(?:s|ed)?|therefore|thus|overall|significantly|associated with|outperform(?:s|ed)?|achiev(?:e|es|ed))\b/i;

function bm25(terms: readonly string[], query: ReadonlyMap<string, number>, averageLength: number): number {
  const counts = new Map<string, number>();
  for (const term of terms) {
    if (query.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const length = 1 - B + (B * terms.length) / Math.max(1, averageLength);
  let score = 0;
  for (const [term, count] of counts)
    score += ((query.get(term) ?? 0) * count * (K + 1)) / (count + K * length);
  return score;
}

/** Weight of each query term: its rarity, as often as it is asked for. */
export function termWeights(
  terms: readonly WeightedTerm[],
  idf: (term: string) => number,
): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { term, weight } of terms) weights.set(term, (weights.get(term) ?? 0) + weight * idf(term));
  return weights;
}

/**
 * Scores of a document's sentences for weighted query terms. Position and cue words are prior evidence of about half
 * a rare word: they decide between sentences that fit alike.
 */
export function scoreSentences(
  document: IndexedDocument,
  query: ReadonlyMap<string, number>,
): ScoredSentence[] {
  const all = document.sentences();
  const averageLength = all.reduce((sum, { terms }) => sum + terms.length, 0) / Math.max(1, all.length);
  return all.map((sentence) => {
    const words = bm25(sentence.terms, query, averageLength);
    const position = all.length > 1 ? sentence.sentence.index / (all.length - 1) : 0;
    const cue = CUE.test(sentence.sentence.text) ? CUE_WEIGHT : 0;
    return { sentence, score: words + PRIOR * (POSITION_WEIGHT * position + cue) };
  });
}

/** Size of the prior evidence, in units of the BM25 sum. */
const PRIOR = 2;

/** The best of scored sentences; the first of equals. */
export function bestSentence(scored: readonly ScoredSentence[]): ScoredSentence | undefined {
  let best: ScoredSentence | undefined;
  for (const one of scored) if (best === undefined || one.score > best.score) best = one;
  return best;
}
