import type { PaperDraft } from '../paper.ts';
import type { ParsedFile, ParseFileOptions } from './parse-file.ts';

/** What the program and the thread that parses a file say to each other. */

export type ParseRequest = Pick<ParseFileOptions, 'asOf' | 'followsLinks'> & { readonly path: string };

/** The thread goes on after `drafts` when it is asked for more: a whole library at once would take long to receive. */
export type ParseResponse =
  | { readonly kind: 'drafts'; readonly drafts: readonly PaperDraft[] }
  | ({ readonly kind: 'done' } & Omit<ParsedFile, 'drafts'>)
  /** The file is none that can be read; the message is for people. */
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };
