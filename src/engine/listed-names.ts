import type { Paper } from '../paper.ts';
import { allowedEdits, editDistance } from '../text/edit-distance.ts';
import { type NameFit, type NameWords, nameFit, nameWords } from '../text/person-name.ts';
import type { ListedName } from './people.ts';

type Entry = { readonly name: string; readonly words: NameWords; readonly papers: Set<Paper> };

/** The names that a shelf's papers list, found by what is typed without looking at all of them. */
export class ListedNames {
  readonly #names = new Map<string, Entry>();
  /** Names by each of their words, those by their first character. */
  readonly #byWord = new Map<string, Map<string, Set<Entry>>>();

  /** Gives the entries of a paper's authors, which now list it. */
  add(paper: Paper): readonly ListedName[] {
    return paper.authors.map(({ name }) => {
      const entry = this.#names.get(name) ?? this.#enter(name);
      entry.papers.add(paper);
      return entry;
    });
  }

  /** Gives the entries that listed the paper; one whose papers are none is forgotten. */
  remove(paper: Paper): readonly ListedName[] {
    return paper.authors.flatMap(({ name }) => {
      const entry = this.#names.get(name);
      if (entry === undefined) return [];
      entry.papers.delete(paper);
      if (entry.papers.size === 0) this.#forget(entry);
      return [entry];
    });
  }

  get(name: string): ListedName | undefined {
    return this.#names.get(name);
  }

  holding(word: string): ReadonlySet<ListedName> {
    return this.#byWord.get(word.charAt(0))?.get(word) ?? NOBODY;
  }

  /** All words of names with who has them, or only those that begin with one character. */
  *words(initial?: string): Iterable<readonly [string, ReadonlySet<ListedName>]> {
    const buckets = initial === undefined ? this.#byWord.values() : [this.#byWord.get(initial) ?? new Map()];
    for (const bucket of buckets) yield* bucket;
  }

  /** The names that typed words fit, each with how. */
  fitting(typed: NameWords): { readonly listed: ListedName; readonly fit: NameFit }[] {
    const sets = typed.filter((word) => word.length > 1).map((word) => this.#near(word));
    const [fewest] = sets.sort((a, b) => a.size - b.size);
    const found: { listed: ListedName; fit: NameFit }[] = [];
    for (const listed of fewest ?? []) {
      const fit = nameFit(typed, listed.words);
      if (fit !== undefined) found.push({ listed, fit });
    }
    return found;
  }

  /** All names with a word that a typed one can stand for in any {@link NameFit}: it begins alike. */
  #near(typed: string): Set<Entry> {
    const near = new Set<Entry>();
    for (const [word, entries] of this.#byWord.get(typed.charAt(0)) ?? []) {
      const allowed = allowedEdits(Math.max(typed.length, word.length));
      const isNear =
        word.length === 1 || word.startsWith(typed) || editDistance(typed, word, allowed) <= allowed;
      if (isNear) for (const entry of entries) near.add(entry);
    }
    return near;
  }

  #enter(name: string): Entry {
    const entry = { name, words: nameWords(name), papers: new Set<Paper>() };
    this.#names.set(name, entry);
    for (const word of entry.words) {
      const bucket = this.#byWord.get(word.charAt(0)) ?? new Map<string, Set<Entry>>();
      this.#byWord.set(word.charAt(0), bucket);
      bucket.set(word, (bucket.get(word) ?? new Set<Entry>()).add(entry));
    }
    return entry;
  }

  #forget(entry: Entry): void {
    this.#names.delete(entry.name);
    for (const word of entry.words) {
      const bucket = this.#byWord.get(word.charAt(0));
      const entries = bucket?.get(word);
      entries?.delete(entry);
      if (entries?.size === 0) bucket?.delete(word);
    }
  }
}

const NOBODY: ReadonlySet<ListedName> = new Set();
