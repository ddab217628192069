import type { AuthorProfile } from '../engine/engine.ts';
import type { CategoryCode, PaperDate } from '../paper.ts';

/** What a question wants. */
export type Intent =
  | 'greeting'
  | 'help'
  /** Something that no listing or abstract tells: an e-mail address, a citation count, the weather. */
  | 'untold'
  | 'count'
  | 'who'
  | 'when'
  | 'define'
  | 'code'
  | 'list'
  | 'find'
  | 'fact';

/** A person as typed, and everybody it may mean. */
export type Mention = {
  readonly typed: string;
  readonly people: readonly AuthorProfile[];
  /** Found only by assuming a spelling mistake. */
  readonly corrected: boolean;
};

/** A question understood: what is wanted, of which papers, and the words that remain for search. */
export type Interpretation = {
  readonly intent: Intent;
  readonly people: readonly Mention[];
  /** People whose papers are not wanted. */
  readonly excluded: readonly Mention[];
  readonly firstAuthor: boolean;
  readonly categories: readonly CategoryCode[];
  readonly from?: PaperDate;
  readonly to?: PaperDate;
  readonly hasCode?: boolean | undefined;
  readonly organisation?: string;
  readonly order?: 'newest' | 'oldest';
  /** How many are wanted, where the question says so: `the newest paper` is 1, `top three` 3. */
  readonly limit?: number;
  /** The words left for search, as typed and in order; cue words and constraints are gone. */
  readonly words: string;
};
