import type { PaperId } from '../paper.ts';

/**
 * The platform-neutral reply: data, never markup. Titles hold `*`, `_`, `<` and `$`, so nothing in a span
 * is to be read as formatting; each adapter escapes for its own platform.
 */

export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly text: string }
  | { readonly type: 'emphasis'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string };

/** One row of a list: its own line, smaller lines under it, and what choosing it does. */
export type ListItem = {
  readonly spans: readonly Span[];
  /** Secondary lines: date and first author, the matching sentence. */
  readonly details: readonly (readonly Span[])[];
  readonly action?: CommandAction;
};

export type Block =
  | { readonly type: 'heading'; readonly spans: readonly Span[] }
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  /** The paper's own words: a substring of its plain abstract. */
  | { readonly type: 'quote'; readonly text: string; readonly paperId: PaperId }
  /** `start` numbers an ordered list from there; absent: bullets. */
  | { readonly type: 'list'; readonly items: readonly ListItem[]; readonly start?: number }
  /** Preformatted text to copy: BibTeX, RIS. */
  | { readonly type: 'preformatted'; readonly text: string; readonly language: string }
  /** A remark of lesser weight: where the list is cut, how something was read. */
  | { readonly type: 'note'; readonly spans: readonly Span[] };

/** A command with its arguments and page: what a button carries, what a terminal can type. Survives a restart. */
export type CommandState = {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  /** 1-based. */
  readonly page?: number;
};

export type CommandAction = {
  readonly type: 'command';
  readonly label: string;
  readonly state: CommandState;
};
export type LinkAction = { readonly type: 'link'; readonly label: string; readonly url: string };
export type Action = CommandAction | LinkAction;

/** What sort of answer this is; for machines and for measuring, never shown. */
export type ReplyKind =
  | 'card'
  | 'list'
  | 'choice'
  | 'answer'
  | 'count'
  | 'refusal'
  | 'none'
  | 'citation'
  | 'overview'
  | 'help'
  /** Something was changed: followed, saved, taken back. */
  | 'done'
  | 'error'
  | 'notice';

export type PaperRef = { readonly id: PaperId; readonly title: string };
export type Quote = { readonly paperId: PaperId; readonly text: string };

export type Reply = {
  readonly kind: ReplyKind;
  /** False where the papers do not say what was asked. */
  readonly answered: boolean;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  /** The papers of the answer, best first; exactly the set that was asked for where a set was asked for. */
  readonly papers: readonly PaperRef[];
  readonly quotes: readonly Quote[];
  /** Where the reply asks whether something is to be done: what "yes" does. */
  readonly confirms?: CommandState;
};
