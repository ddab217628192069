import type { Paper } from '../paper.ts';
import { inSlices, sortedInSlices } from '../time-slices.ts';
import { type FoundPhrase, phrasesOf, type Topic } from './topics.ts';

const MIN_PAPERS = 2;
/** A phrase that stands in a longer one in nearly all its papers adds nothing. */
const SUBSUMED_SHARE = 0.75;
/** A phrase that seldom begins a run of words is the end of others (`learning models` of `deep learning models`). */
const BEGINS_SHARE = 0.4;
/** So many new phrases stand nearly everywhere: to look through all papers is then less work than to look each up. */
const MANY_PHRASES = 2000;

type Candidate = {
  /** How many titles have it: without one it is no candidate. */
  titles: number;
  papers: number;
  begins: number;
  readonly forms: Map<string, number>;
};

/** The papers of an index that hold all of some terms. */
export type PapersHolding = (terms: readonly string[]) => Iterable<Paper>;

/**
 * Frequent phrases of a collection, kept up while papers come and go. A topic is a run of at most four words without
 * function words that stands in the title of one paper at least, in two papers or more; its most frequent spelling is
 * shown.
 */
export class TopicRegister {
  readonly #papersHolding: PapersHolding;
  readonly #counted = new Set<Paper>();
  readonly #candidates = new Map<string, Candidate>();
  readonly #frequent = new Map<string, Candidate>();
  readonly #touched = new Set<string>();
  #added = new Set<Paper>();
  #removed = new Set<Paper>();
  #updating: Promise<void> | undefined;
  #topics: readonly Topic[] = [];

  constructor(papersHolding: PapersHolding) {
    this.#papersHolding = papersHolding;
  }

  add(paper: Paper): void {
    if (!this.#removed.delete(paper)) this.#added.add(paper);
  }

  remove(paper: Paper): void {
    if (!this.#added.delete(paper)) this.#removed.add(paper);
  }

  /** Most papers first. Yields to the event loop. */
  async topics(): Promise<readonly Topic[]> {
    while (this.#updating !== undefined || this.#added.size + this.#removed.size > 0) {
      this.#updating ??= this.#update().finally(() => {
        this.#updating = undefined;
      });
      await this.#updating;
    }
    return this.#topics;
  }

  async #update(): Promise<void> {
    const [added, removed] = [this.#added, this.#removed];
    this.#added = new Set();
    this.#removed = new Set();
    await inSlices(removed, (paper) => this.#forget(paper));
    const fresh = new Set<string>();
    await inSlices(added, (paper) => this.#propose(paper, fresh));
    await this.#countFresh(fresh);
    await inSlices(added, (paper) => {
      this.#count(phrasesOf(textOf(paper), this.#candidates), 1);
      this.#counted.add(paper);
    });
    await this.#rank();
  }

  #forget(paper: Paper): void {
    this.#counted.delete(paper);
    this.#count(phrasesOf(textOf(paper), this.#candidates), -1);
    for (const key of phrasesOf(paper.title).keys()) {
      const candidate = this.#candidates.get(key);
      if (candidate === undefined) continue;
      candidate.titles -= 1;
      if (candidate.titles === 0) this.#candidates.delete(key);
    }
  }

  #propose(paper: Paper, fresh: Set<string>): void {
    for (const key of phrasesOf(paper.title).keys()) {
      const candidate = this.#candidates.get(key);
      if (candidate !== undefined) {
        candidate.titles += 1;
        continue;
      }
      this.#candidates.set(key, { titles: 1, papers: 0, begins: 0, forms: new Map() });
      fresh.add(key);
    }
  }

  /** Counts phrases that no title had before in the papers that were counted without them. */
  async #countFresh(fresh: ReadonlySet<string>): Promise<void> {
    if (this.#counted.size === 0) return;
    if (fresh.size > MANY_PHRASES) {
      await inSlices(this.#counted, (paper) => this.#count(phrasesOf(textOf(paper), fresh), 1));
      return;
    }
    const wanted = new Map<Paper, Set<string>>();
    const want = (paper: Paper, key: string) => {
      if (this.#counted.has(paper)) wanted.set(paper, (wanted.get(paper) ?? new Set()).add(key));
    };
    await inSlices(fresh, (key) => {
      for (const paper of this.#papersHolding(key.split(' '))) want(paper, key);
      // Papers that have just gone are still counted, and will be taken away whole.
      for (const paper of this.#removed) want(paper, key);
    });
    await inSlices(wanted, ([paper, keys]) => this.#count(phrasesOf(textOf(paper), keys), 1));
  }

  #count(found: ReadonlyMap<string, FoundPhrase>, by: 1 | -1): void {
    for (const [key, { form, begins }] of found) {
      const candidate = this.#candidates.get(key);
      if (candidate === undefined) continue;
      this.#touched.add(key);
      candidate.papers += by;
      if (begins) candidate.begins += by;
      const uses = (candidate.forms.get(form) ?? 0) + by;
      if (uses > 0) candidate.forms.set(form, uses);
      else candidate.forms.delete(form);
    }
  }

  async #rank(): Promise<void> {
    await inSlices(this.#touched, (key) => {
      const candidate = this.#candidates.get(key);
      const isFrequent =
        candidate !== undefined &&
        candidate.papers >= MIN_PAPERS &&
        candidate.begins >= BEGINS_SHARE * candidate.papers;
      if (isFrequent) this.#frequent.set(key, candidate);
      else this.#frequent.delete(key);
    });
    this.#touched.clear();
    const hidden = await this.#subsumed();
    const topics: Topic[] = [];
    await inSlices(this.#frequent, ([key, { papers, forms }]) => {
      if (!hidden.has(key)) topics.push({ topic: mostUsed(forms) ?? key, papers, stems: key.split(' ') });
    });
    this.#topics = await sortedInSlices(topics, byPapers);
  }

  /** Keys of phrases that a longer phrase of about as many papers holds. */
  async #subsumed(): Promise<Set<string>> {
    const result = new Set<string>();
    await inSlices(this.#frequent, ([key, { papers }]) => {
      const stems = key.split(' ');
      for (let length = 2; length < stems.length; length++) {
        for (let at = 0; at + length <= stems.length; at++) {
          const part = stems.slice(at, at + length).join(' ');
          const count = this.#frequent.get(part)?.papers ?? 0;
          if (papers >= SUBSUMED_SHARE * count) result.add(part);
        }
      }
    });
    return result;
  }
}

function textOf({ title, abstract }: Paper): string {
  return `${title}.\n${abstract}`;
}

function mostUsed(forms: ReadonlyMap<string, number>): string | undefined {
  return [...forms].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

/** Most papers first, equal ones in the order of the alphabet. */
function byPapers(a: Topic, b: Topic): number {
  return b.papers - a.papers || (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0);
}
