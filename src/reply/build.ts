import type { Paper } from '../paper.ts';
import type {
  Action,
  Block,
  CommandAction,
  CommandState,
  LinkAction,
  ListItem,
  Quote,
  Reply,
  Span,
} from './reply.ts';

/** Builders for replies: a string stands for a plain text span. */
export type SpanInput = Span | string;

function spans(inputs: readonly SpanInput[]): Span[] {
  return inputs.map((input) => (typeof input === 'string' ? text(input) : input));
}

export function text(value: string): Span {
  return { type: 'text', text: value };
}

export function strong(value: string): Span {
  return { type: 'strong', text: value };
}

export function code(value: string): Span {
  return { type: 'code', text: value };
}

export function link(value: string, url: string): Span {
  return { type: 'link', text: value, url };
}

export function heading(...inputs: readonly SpanInput[]): Block {
  return { type: 'heading', spans: spans(inputs) };
}

export function paragraph(...inputs: readonly SpanInput[]): Block {
  return { type: 'paragraph', spans: spans(inputs) };
}

export function note(...inputs: readonly SpanInput[]): Block {
  return { type: 'note', spans: spans(inputs) };
}

export function preformatted(value: string, language: string): Block {
  return { type: 'preformatted', text: value, language };
}

export function quote(value: Quote): Block {
  return { type: 'quote', ...value };
}

export function item(
  line: readonly SpanInput[],
  details: readonly (readonly SpanInput[])[] = [],
  action?: CommandAction,
): ListItem {
  const row = { spans: spans(line), details: details.map(spans) };
  return action === undefined ? row : { ...row, action };
}

/** A list; numbered from `start` where given. */
export function list(items: readonly ListItem[], start?: number): Block {
  return start === undefined ? { type: 'list', items } : { type: 'list', items, start };
}

export function commandAction(
  label: string,
  command: string,
  args: Readonly<Record<string, string>> = {},
  page?: number,
): CommandAction {
  return { type: 'command', label, state: page === undefined ? { command, args } : { command, args, page } };
}

/** The label of what takes back the deed that a reply tells of. */
export const UNDO = 'Undo';

/** Takes back what the reply says was done. */
export function undoAction(command: string, args: Readonly<Record<string, string>>): CommandAction {
  return commandAction(UNDO, command, args);
}

export function linkAction(label: string, url: string): LinkAction {
  return { type: 'link', label, url };
}

export type ReplyParts = {
  readonly kind: Reply['kind'];
  /** Default true. */
  readonly answered?: boolean;
  readonly blocks: readonly Block[];
  readonly actions?: readonly Action[];
  readonly papers?: readonly Paper[];
  readonly quotes?: readonly Quote[];
  readonly confirms?: CommandState | undefined;
};

export function reply({
  kind,
  answered = true,
  blocks,
  actions = [],
  papers = [],
  quotes = [],
  confirms,
}: ReplyParts): Reply {
  const refs = papers.map(({ id, title }) => ({ id, title }));
  const made = { kind, answered, blocks, actions, quotes, papers: refs };
  return confirms === undefined ? made : { ...made, confirms };
}
