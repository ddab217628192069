import { z } from 'zod';
import { commandAction } from './build.ts';
import type { CommandAction, CommandState } from './reply.ts';

/**
 * Pages, and the state that a button carries. Everything needed to answer stands in the state itself, so a button
 * pressed after a restart still works.
 */

/** Discord's limit for a button's id (in UTF-16 code units), where no other is given; Slack's is larger. */
export const MAX_STATE_LENGTH = 100;

/** What pressing a button does: show the reply in place of the one it stands under, or show it to everybody. */
export type ButtonIntent = 'show' | 'share';
export type ButtonState = { readonly intent: ButtonIntent; readonly state: CommandState };

/** The first character: the version of the format, one for each intent. */
const VERSIONS: Readonly<Record<ButtonIntent, string>> = { show: '1', share: '2' };
const INTENTS = ['show', 'share'] as const;
const State = z.object({
  command: z.string().regex(/^[a-z]{1,30}$/),
  args: z.record(z.string().regex(/^[a-z]{1,30}$/), z.string()),
  page: z.int().min(1).max(100_000).optional(),
});

function escaped(value: string): string {
  return value.replace(/[\\~=]/g, (character) => `\\${'bte'['\\~='.indexOf(character)]}`);
}

function unescaped(value: string): string {
  return value.replace(/\\([bte])/g, (_, letter: string) => '\\~='['bte'.indexOf(letter)] ?? '');
}

/** Platforms refuse a message with half of a pair of code units in it. */
const HALF_CHARACTER = /\p{Cs}/u;

/**
 * Packs a state into at most `maxLength` characters. Nothing is ever cut, since that would ask for something
 * else: what does not fit gives undefined, and the adapter says what to type in place of a button.
 */
export function encodeState(
  state: CommandState,
  intent: ButtonIntent = 'show',
  maxLength = MAX_STATE_LENGTH,
): string | undefined {
  const args = Object.entries(state.args).map(([name, value]) => `${name}=${escaped(value)}`);
  const packed = [`${VERSIONS[intent]}${state.command}`, String(state.page ?? ''), ...args].join('~');
  return packed.length <= maxLength && !HALF_CHARACTER.test(packed) ? packed : undefined;
}

/** The inverse of {@link encodeState}; undefined for whatever it did not make. */
export function decodeState(packed: string, maxLength = MAX_STATE_LENGTH): ButtonState | undefined {
  const intent = INTENTS.find((one) => packed.startsWith(VERSIONS[one]));
  if (packed.length > maxLength || intent === undefined) return undefined;
  const [command = '', page = '', ...pairs] = packed.slice(VERSIONS[intent].length).split('~');
  const args = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, undefined] : [pair.slice(0, at), unescaped(pair.slice(at + 1))];
  });
  const parsed = State.safeParse({
    command,
    args: Object.fromEntries(args),
    ...(page === '' ? {} : { page: Number(page) }),
  });
  if (!parsed.success) return undefined;
  const { page: number, ...state } = parsed.data;
  return { intent, state: number === undefined ? state : { ...state, page: number } };
}

export type Page<Item> = {
  readonly items: readonly Item[];
  /** 1-based; the last one where a later one was asked for. */
  readonly page: number;
  readonly pages: number;
  /** 0-based place of the first item among all. */
  readonly offset: number;
};

/** Where page `asked` of `total` items lies. */
export function pageRange(
  total: number,
  asked: number,
  size: number,
): { page: number; pages: number; offset: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, asked), pages);
  return { page, pages, offset: (page - 1) * size };
}

export function pageOf<Item>(items: readonly Item[], asked: number, size: number): Page<Item> {
  const range = pageRange(items.length, asked, size);
  return { ...range, items: items.slice(range.offset, range.offset + size) };
}

/** "Previous" and "More", where there is such a page. */
export function pageActions(
  { page, pages }: { readonly page: number; readonly pages: number },
  command: string,
  args: Readonly<Record<string, string>>,
): CommandAction[] {
  return [
    ...(page > 1 ? [commandAction('Previous', command, args, page - 1)] : []),
    ...(page < pages ? [commandAction('More', command, args, page + 1)] : []),
  ];
}
