import type { Paper } from '../paper.ts';
import { inSlices } from '../time-slices.ts';
import { bestFirst } from './best-first.ts';
import { type IndexedDocument, indexDocument } from './document.ts';
import type { Vector } from './embedder.ts';
import { cosine } from './meaning.ts';
import { keyTerms } from './related.ts';
import type { ShelfIndex } from './shelf-index.ts';

/** How near a paper from anywhere comes to those of a shelf. */

export type Closeness = {
  /** Of the shelf. */
  readonly paper: Paper;
  /** Cosine, -1 to 1 by meaning and 0 to 1 by words: the two do not compare. */
  readonly closeness: number;
  readonly by: 'meaning' | 'words';
};

/** By words only the best by their most telling terms are weighed whole. */
const WEIGHED = 20;

/** Terms with their weights: how often, damped, and how rare on the shelf. */
function termWeights({ terms }: IndexedDocument, index: ShelfIndex): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map([...counts].map(([term, count]) => [term, (1 + Math.log(count)) * index.idf(term)]));
}

function lengthOf(weights: ReadonlyMap<string, number>): number {
  return Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
}

function wordsCosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum / Math.max(lengthOf(a) * lengthOf(b), Number.MIN_VALUE);
}

async function byMeaning(vector: Vector, index: ShelfIndex): Promise<Closeness[]> {
  const found: Closeness[] = [];
  await inSlices(index.documents(), ({ paper }) => {
    const other = index.vector(paper.id);
    if (other !== undefined) found.push({ paper, closeness: cosine(vector, other), by: 'meaning' });
  });
  return found;
}

async function byWords(paper: Paper, index: ShelfIndex): Promise<Closeness[]> {
  const document = indexDocument(paper);
  const weights = termWeights(document, index);
  const scored = await index.score(keyTerms(document, index).filter(({ term }) => index.terms.of(term) > 0));
  return bestFirst(scored, WEIGHED).best.map(({ document: other }): Closeness => {
    return { paper: other.paper, closeness: wordsCosine(weights, termWeights(other, index)), by: 'words' };
  });
}

/**
 * The papers of a shelf that are nearest to another paper, nearest first; by words where that one has no vector.
 * Yields to the event loop.
 */
export async function closestPapers(
  paper: Paper,
  index: ShelfIndex,
  vector: Vector | undefined,
  limit: number,
): Promise<readonly Closeness[]> {
  const found = await (vector !== undefined && index.knowsMeaning
    ? byMeaning(vector, index)
    : byWords(paper, index));
  return found
    .filter((one) => one.paper.id !== paper.id)
    .sort((a, b) => b.closeness - a.closeness || (a.paper.id < b.paper.id ? -1 : 1))
    .slice(0, limit);
}
