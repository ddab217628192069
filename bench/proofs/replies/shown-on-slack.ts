import { z } from 'zod';
import { MAX_STATE } from '../../../adapters/slack/limits.ts';
import { decodeState } from '../../../src/reply/pagination.ts';
import type { Shown, ShownButton, ShownLink } from './shown.ts';

/** Reads Slack's blocks as a person does, from top to bottom. */

type Part = {
  readonly type: string;
  readonly text?: string | Part | undefined;
  readonly url?: string | undefined;
  readonly value?: string | undefined;
  readonly elements?: readonly Part[] | undefined;
};
const Part: z.ZodType<Part> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    text: z.union([z.string(), Part]).optional(),
    url: z.string().optional(),
    value: z.string().optional(),
    elements: z.array(Part).optional(),
  }),
);
const LIVE = ['user', 'usergroup', 'channel', 'broadcast', 'team'];
/** After these the next words stand on a line of their own. */
const LINE_END = /^(?:rich_text|context$|section$|header$)/;

const words = ({ text }: Part): string => (typeof text === 'string' ? text : ((text?.text as string) ?? ''));

function inOrder(part: Part): Part[] {
  return [part, ...(part.elements ?? []).flatMap(inOrder)];
}

function textOf(part: Part): string {
  if (part.type === 'button') return '';
  const own = words(part) + (part.elements ?? []).map(textOf).join('');
  return LINE_END.test(part.type) ? `${own}\n` : own;
}

function buttonOf(part: Part): ShownButton[] {
  if (part.type !== 'button') return [];
  const { url: href, value } = part;
  return [
    { label: words(part), href, state: value === undefined ? undefined : decodeState(value, MAX_STATE) },
  ];
}

function linkOf(part: Part): ShownLink[] {
  return part.type === 'link' ? [{ text: words(part), href: part.url ?? '' }] : [];
}

/** What is read as markup although it should be words: a text that is not `plain_text`, and mentions in rich text. */
function liveIn(part: Part): string[] {
  return LIVE.includes(part.type) || part.type === 'mrkdwn' || part.type === 'markdown'
    ? [JSON.stringify(part)]
    : [];
}

const Message = z.object({ text: z.string(), blocks: z.array(Part) });

/** @param message as it was sent; its text is shown where it has no blocks */
export function shownOnSlack(message: unknown): Shown {
  const { text, blocks } = Message.parse(message);
  const all = blocks.flatMap(inOrder);
  const labels = all.flatMap(({ text: label }) => (typeof label === 'object' ? [label] : []));
  return {
    text: blocks.length === 0 ? text : blocks.map(textOf).join(''),
    links: all.flatMap(linkOf),
    buttons: all.flatMap(buttonOf),
    live: [...all, ...labels].flatMap(liveIn),
    sent: message,
  };
}
