import type { AuthorPlace } from '../interpretation.ts';
import type { View } from './context.ts';
import type { Reference } from './references.ts';

/** What a turn does with what was shown before it. */
export type FollowUp =
  /** Asks something of the papers that it speaks of. */
  | { readonly does: 'ask'; readonly reference: Reference; readonly rest: string }
  /** Shows a part of them. */
  | { readonly does: 'view'; readonly view: View; readonly reference: Reference; readonly rest: string }
  /** Keeps those that fulfil what it says. */
  | {
      readonly does: 'only';
      readonly reference: Reference;
      readonly rest: string;
      readonly isTentative?: boolean;
    }
  /** Leaves out those that fulfil what it says. */
  | { readonly does: 'drop'; readonly rest: string }
  /** Asks the question before once more, with this in the place of what stood there. */
  | {
      readonly does: 'change';
      readonly rest: string;
      readonly reference?: Reference;
      readonly isCorrection: boolean;
    }
  | { readonly does: 'later' | 'earlier'; readonly reference: Reference; readonly rest: string }
  /** Other papers of a person who is named. */
  | { readonly does: 'besides' }
  /** Asks something of a paper that is described first: `and the one on frost, how many sites?`. */
  | {
      readonly does: 'described';
      readonly described: string;
      readonly rest: string;
      readonly isOfShown?: true;
    }
  | { readonly does: 'next' }
  | { readonly does: 'similar'; readonly reference: Reference }
  | { readonly does: 'count' }
  | { readonly does: 'order'; readonly order: 'newest' | 'oldest' }
  /** Papers by the people of a paper, or by the person spoken of. */
  | {
      readonly does: 'by-author';
      readonly who: AuthorPlace | 'all' | 'they' | 'person';
      readonly isOther: boolean;
      readonly reference: Reference;
      readonly rest: string;
    };

/** Whoever or whatever was spoken of last. */
export const IMPLIED: Reference = { kind: 'one' };
export const ALL: Reference = { kind: 'all' };
