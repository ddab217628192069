/** What BM25 gives each document that holds one term. */
export type TermScores = {
  /** The documents' numbers, as they were added. */
  readonly numbers: Uint32Array;
  readonly scores: Float64Array;
};

/** A search for one term, which shows each result to a filter. */
export type SearchTerm = (
  term: string,
  filter: (result: { readonly id: number; readonly score: number }) => boolean,
) => unknown;

/** How many scores are kept, over all terms: 12 bytes each. */
const MAX_KEPT = 1_000_000;
const NONE: TermScores = { numbers: new Uint32Array(0), scores: new Float64Array(0) };

/**
 * Scores of single terms, kept until the index changes. A sum of them is what MiniSearch makes of several terms, but
 * there is room for a pause after each, and questions have most of their words in common.
 */
export class TermScoreKeeper {
  readonly #search: SearchTerm;
  readonly #kept = new Map<string, TermScores>();
  #count = 0;

  constructor(search: SearchTerm) {
    this.#search = search;
  }

  clear(): void {
    this.#kept.clear();
    this.#count = 0;
  }

  of(term: string, holders: number): TermScores {
    const known = this.#kept.get(term);
    if (known !== undefined) {
      // What was asked for last is forgotten last.
      this.#kept.delete(term);
      this.#kept.set(term, known);
      return known;
    }
    const made = holders === 0 ? NONE : this.#score(term, holders);
    this.#keep(term, made);
    return made;
  }

  /** A filter that accepts nothing sees every result, and leaves nothing to be put in order. */
  #score(term: string, holders: number): TermScores {
    const numbers = new Uint32Array(holders);
    const scores = new Float64Array(holders);
    let at = 0;
    this.#search(term, ({ id, score }) => {
      numbers[at] = id;
      scores[at] = score;
      at += 1;
      return false;
    });
    return { numbers: numbers.subarray(0, at), scores: scores.subarray(0, at) };
  }

  #keep(term: string, made: TermScores): void {
    for (const [old, { numbers }] of this.#kept) {
      if (this.#count + made.numbers.length <= MAX_KEPT) break;
      this.#kept.delete(old);
      this.#count -= numbers.length;
    }
    this.#kept.set(term, made);
    this.#count += made.numbers.length;
  }
}
