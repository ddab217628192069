/**
 * How close a query's neighbouring words stand in a document, 0 and up. For each pair of neighbours: how often they
 * stand in a row in the query's order, and how often within a window in any order, both saturated and weighted by
 * the pair's rarity (after Metzler & Croft 2005, "A Markov random field model for term dependencies").
 */
export type TermPair = { readonly first: string; readonly second: string; readonly weight: number };

const WINDOW = 8;
const SATURATION = 1.2;
const WEIGHTS = { ordered: 0.1, window: 0.05 };

/** The neighbouring pairs of a query's terms, each once. */
export function termPairs(sequence: readonly string[], idf: (term: string) => number): TermPair[] {
  const pairs = new Map<string, TermPair>();
  for (const [at, second] of sequence.entries()) {
    const first = sequence[at - 1];
    if (first === undefined || first === second) continue;
    pairs.set(`${first} ${second}`, { first, second, weight: idf(first) + idf(second) });
  }
  return [...pairs.values()];
}

function saturate(frequency: number): number {
  return (frequency * (SATURATION + 1)) / (frequency + SATURATION);
}

function positionsOf(terms: readonly string[], wanted: ReadonlySet<string>): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [at, term] of terms.entries()) {
    if (!wanted.has(term)) continue;
    const found = positions.get(term);
    if (found === undefined) positions.set(term, [at]);
    else found.push(at);
  }
  return positions;
}

/** Adds what {@link TermPair}s find in a document's terms. */
export function proximityScore(terms: readonly string[], pairs: readonly TermPair[]): number {
  const positions = positionsOf(terms, new Set(pairs.flatMap(({ first, second }) => [first, second])));
  let score = 0;
  for (const { first, second, weight } of pairs) {
    const seconds = positions.get(second) ?? [];
    let ordered = 0;
    let near = 0;
    for (const at of positions.get(first) ?? []) {
      if (seconds.includes(at + 1)) ordered += 1;
      if (seconds.some((other) => Math.abs(other - at) < WINDOW)) near += 1;
    }
    score += weight * (WEIGHTS.ordered * saturate(ordered) + WEIGHTS.window * saturate(near));
  }
  return score;
}
