import type { CategoryCode, Paper, PaperId, Shelf } from '../paper.ts';
import type { Query } from '../query/query.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Closeness } from './closest.ts';
import type { Vector } from './embedder.ts';
import type { TopicCount } from './topics.ts';
import type { Wording } from './wordings.ts';

export type { Closeness, Sentence, TopicCount, Wording };

/** What the engine offers to commands and answers. It knows papers, not chat. Asynchronous throughout. */

export type Hit = {
  readonly paper: Paper;
  /** By words alone (BM25 and how close they stand), 0 and up; comparable within one result only. */
  readonly score: number;
  /** Cosine of the query and the paper, -1 to 1; absent where meaning is off or the paper's vector is not made yet. */
  readonly meaning?: number;
  /**
   * What hits are ordered by: `score` as a share of the best, and `meaning`, weighted; comparable within one result
   * only.
   */
  readonly fit: number;
  /** Share of the query's weighted terms (by rarity) that the paper holds, 0 to 1. */
  readonly coverage: number;
  /** Query words, as typed, that occur in the paper. */
  readonly matched: readonly string[];
  /** The abstract's sentence that fits best (`abstract.slice(start, end) === text`); absent where the abstract is empty. */
  readonly sentence?: Sentence | undefined;
};

/** A word of the query that no paper holds, and what it was read as. */
export type Correction = { readonly from: string; readonly to: string };

export type SearchResult = {
  /** Ranked, at most `limit` from `offset`; by date, newest first, where the query has no words. */
  readonly hits: readonly Hit[];
  /** How many papers fit in all. */
  readonly total: number;
  readonly corrections: readonly Correction[];
  /** Words of the query that occur nowhere and are near to nothing. */
  readonly unknown: readonly string[];
  /** How many papers were searched (the shelf, before filters). */
  readonly searched: number;
};

export type Passage = {
  readonly paper: Paper;
  readonly sentence: Sentence;
  /** How well the sentence's words and its paper fit; higher is better, comparable within one result only. */
  readonly score: number;
  /** Share of the question's weighted terms in this sentence, and in its paper (title and abstract), 0 to 1. */
  readonly coverage: number;
  readonly paperCoverage: number;
};

export type CoAuthor = { readonly name: string; readonly papers: number };

export type AuthorProfile = {
  /** The fullest name under which the person is listed. */
  readonly name: string;
  /** Other spellings of the same person in the papers. */
  readonly alsoListedAs: readonly string[];
  /** Newest first. */
  readonly papers: readonly Paper[];
  /** Most frequent first. */
  readonly coAuthors: readonly CoAuthor[];
  readonly years: readonly { readonly year: string; readonly papers: number }[];
  readonly categories: readonly { readonly code: CategoryCode; readonly papers: number }[];
};

export type AuthorLookup =
  | {
      readonly kind: 'one';
      readonly author: AuthorProfile;
      readonly spelling: 'exact' | 'partial' | 'corrected';
    }
  | {
      readonly kind: 'several';
      readonly authors: readonly AuthorProfile[];
      readonly spelling: 'exact' | 'partial' | 'corrected';
    }
  | { readonly kind: 'none'; readonly nearest: readonly AuthorProfile[] };

/** How a person, an id, a link or a title leads to a paper. */
export type PaperLookup =
  | {
      readonly kind: 'one';
      readonly paper: Paper;
      readonly by: 'id' | 'arxiv' | 'doi' | 'title' | 'title-start' | 'search';
      readonly correction?: Correction;
      readonly also: readonly Paper[];
    }
  /** All that fit about equally well, at most 100; `result.total` counts them. */
  | { readonly kind: 'several'; readonly result: SearchResult }
  | { readonly kind: 'none'; readonly nearest: readonly Hit[]; readonly result: SearchResult };

/** An acronym as a paper defines it. */
export type Definition = {
  readonly acronym: string;
  readonly expansion: string;
  readonly paper: Paper;
  readonly sentence?: Sentence;
};

export type SuggestKind = 'paper' | 'author' | 'topic';
/** `value` is a paper's id, an author's name, a topic's words or a category's code. */
export type EngineSuggestion = { readonly label: string; readonly value: string };

export type SearchOptions = {
  readonly limit?: number;
  readonly offset?: number;
  /** Only these of the ranked papers are given; what they are ranked by is that of all. */
  readonly among?: ReadonlySet<PaperId>;
  /** What was asked, whole, where the query's text is only its words: a sentence tells more of what is meant. */
  readonly question?: string;
};

/** Everybody listed, by the words of their names. */
export type PersonIndex = {
  /** Whether somebody's name has this word. */
  has(word: string): boolean;
  /** Those whose name has the word, most papers first. */
  people(word: string): ReadonlySet<AuthorProfile>;
  /** Who is listed under exactly this name. */
  named(name: string): AuthorProfile | undefined;
  /** Whether the word is somebody's family name: the last word of a name. */
  isFamily(word: string): boolean;
  /** All words of names that begin with a character. */
  words(initial: string): Iterable<string>;
};

/** What papers are called by. */
export type PaperNameIndex = {
  /** The paper of a folded title, or of what stands before a title's colon. */
  titled(key: string): Paper | undefined;
  /**
   * The paper that one word names.
   *
   * @param isKnown whether the papers hold the word: then it is no misspelt name
   */
  named(word: string, isKnown: (word: string) => boolean): Paper | undefined;
};

/** What questions may call the library's people and papers by; to be used in the turn of the event loop it is given in. */
export type LibraryNames = {
  readonly people: PersonIndex;
  readonly papers: PaperNameIndex;
  readonly categories: ReadonlySet<CategoryCode>;
  readonly organisations: readonly string[];
};

/** A topic's words, each as the terms that stand for it, any group of which must be there whole: `GNN`, or `graph neural network`. */
export type TopicParts = readonly (readonly (readonly string[])[])[];

export type PapersAbout = {
  /** Papers that hold all parts. */
  readonly holding: ReadonlySet<PaperId>;
  /** Those of them that hold all parts in the title or in one sentence. */
  readonly together: ReadonlySet<PaperId>;
};

export type Engine = {
  /** Adds papers, or replaces those of the same id. Yields to the event loop on large batches. */
  add(papers: readonly Paper[]): Promise<void>;
  remove(ids: readonly PaperId[]): Promise<void>;
  /** Papers that have no vector since they were added, the library's first, at most `limit`. */
  withoutVector(limit: number): readonly Paper[];
  /** Takes in vectors of papers as {@link Engine.withoutVector} gave them; not of those that were replaced since. */
  setVectors(vectors: readonly { readonly paper: Paper; readonly vector: Vector }[]): void;
  /** Number of papers on a shelf. */
  size(shelf: Shelf): number;
  /** Changes whenever a paper of the library does: what was derived from the library under another number is stale. */
  revision(): number;
  get(id: PaperId): Paper | undefined;
  /** Whether a title or abstract of the library holds this folded word, as it is or in its parts (`dp-sgd`). */
  knowsWord(word: string): boolean;
  /** Whether at least so many papers of the library hold these folded words in a row. */
  isMentioned(words: string, papers: number): boolean;
  names(): Promise<LibraryNames>;
  /** The library's papers that speak of a topic; of some papers only, where those are given. */
  about(parts: TopicParts, among?: readonly PaperId[]): Promise<PapersAbout>;
  /** All papers that fulfil the query's filters (its words are ignored), newest first. */
  list(query: Query): Promise<readonly Paper[]>;
  /** Default limit 10, offset 0. */
  search(query: Query, options?: SearchOptions): Promise<SearchResult>;
  /** The best sentences over all papers that fulfil the filters, at most `limit` (default 10). `within` restricts to these papers. */
  passages(
    query: Query,
    options?: Omit<SearchOptions, 'offset'> & { readonly within?: readonly PaperId[] },
  ): Promise<readonly Passage[]>;
  paper(reference: string, shelf?: Shelf): Promise<PaperLookup>;
  author(name: string): Promise<AuthorLookup>;
  /** All people, most papers first; or those of them whom some papers list. */
  authors(of?: readonly Paper[]): Promise<readonly AuthorProfile[]>;
  /** Categories of the library with counts, most papers first. */
  categories(): Promise<readonly { readonly code: CategoryCode; readonly papers: number }[]>;
  /** Frequent topics of the library (mined phrases), most papers first, at most `limit`. */
  topics(limit: number): Promise<readonly TopicCount[]>;
  /** Topics nearest to these words, best first. */
  nearestTopics(words: string, limit: number): Promise<readonly TopicCount[]>;
  related(id: PaperId, limit: number): Promise<readonly Hit[]>;
  /** The library's papers nearest to a paper from anywhere, nearest first; a paper is not near to itself. */
  closest(paper: Paper, limit: number): Promise<readonly Closeness[]>;
  /** What words may stand for, with the acronyms that the library's papers explain; stop words stand for nothing. */
  wordings(words: string): readonly Wording[];
  /** Phrases that two papers of one shelf share, the most telling first, at most `limit`. */
  inCommon(a: PaperId, b: PaperId, limit: number): readonly string[];
  /** Definitions of an acronym (case-insensitive, hyphens ignored), as the papers give them. */
  definitions(acronym: string): Promise<readonly Definition[]>;
  /** Completion while typing: accents, case and word order ignored. */
  suggest(prefix: string, kind: SuggestKind, limit: number): Promise<readonly EngineSuggestion[]>;
};
