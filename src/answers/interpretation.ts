import type { AuthorProfile } from '../engine/engine.ts';
import type { CategoryCode, Paper, PaperDate, PaperId } from '../paper.ts';

/** What a question wants. */
export type Intent =
  | 'greeting'
  | 'help'
  /** Something that no listing or abstract tells: an e-mail address, a citation count, the weather. */
  | 'off-topic'
  | 'count'
  | 'who'
  | 'when'
  | 'define'
  | 'code'
  | 'list'
  /** People, years or categories by how many papers they have. */
  | 'tally'
  | 'compare'
  | 'overview'
  | 'find'
  | 'yes-no'
  | 'fact';

/** A person as typed, and everybody it may mean. */
export type Mention = {
  readonly typed: string;
  readonly people: readonly AuthorProfile[];
  /** Found only by assuming a spelling mistake. */
  readonly corrected: boolean;
};

/** What is counted by papers, and which of it is wanted: `the three people with most papers`. */
export type Tally = {
  readonly of: 'people' | 'years' | 'months' | 'categories';
  /** How many of them; absent: all of years, months and categories, some of people. */
  readonly limit?: number;
  readonly least: boolean;
  /** `how many authors`: only their number is wanted. */
  readonly number: boolean;
};

/** Which of several authors: `first`, `last`, or a place counted from 1. */
export type AuthorPlace = number | 'last';

/** A question understood: what is wanted, of which papers, and the words that remain for search. */
export type Interpretation = {
  readonly intent: Intent;
  /** The intent by the question's own words, before its constraints were known. */
  readonly literal: Intent;
  readonly people: readonly Mention[];
  /** People whose papers are not wanted. */
  readonly excluded: readonly Mention[];
  readonly firstAuthor: boolean;
  /** The people are not to be first authors. */
  readonly laterAuthor?: true;
  readonly place?: AuthorPlace;
  /** Papers called by their title or by a name that only they have, in the order named. */
  readonly named: readonly Paper[];
  /** The words that name them. */
  readonly called: readonly string[];
  /** Only of these papers: what a conversation has come to. */
  readonly within?: readonly PaperId[];
  readonly categories: readonly CategoryCode[];
  readonly from?: PaperDate;
  readonly to?: PaperDate;
  /** The dates are a month without a year: the last one, unless something tells of another year. */
  readonly isYearless?: true;
  readonly hasCode?: boolean | undefined;
  readonly organisation?: string;
  /** Words and phrases that must not stand in a paper. */
  readonly without: readonly string[];
  readonly order?: 'newest' | 'oldest';
  /** How many are wanted, where the question says so: `the newest paper` is 1, `top three` 3. */
  readonly limit?: number;
  readonly tally?: Tally;
  /** Several papers are asked for: `which papers`, `all`, `list`. */
  readonly plural: boolean;
  /** The words left for search, as typed and in order; cue words and constraints are gone. */
  readonly words: string;
  /** The question as it was read: German function words are translated. */
  readonly question: string;
};

/** Which recogniser read which words of a question. */
export type Step = { readonly recogniser: string; readonly words: string; readonly read: string };
