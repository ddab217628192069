import { z } from 'zod';
import { decodeState } from '../../../src/reply/pagination.ts';
import { type ReadMarkdown, readMarkdown } from './discord-markdown.ts';
import type { Shown, ShownButton } from './shown.ts';

/** Reads a message of Discord's components as a person does, from top to bottom. */

const Component = z.looseObject({
  content: z.string().optional(),
  label: z.string().optional(),
  custom_id: z.string().optional(),
  url: z.string().optional(),
  accessory: z.unknown().optional(),
  components: z.array(z.unknown()).default([]),
});
const Message = z.looseObject({ components: z.array(z.unknown()).default([]) });

type Component = z.infer<typeof Component>;

function inOrder(component: unknown): Component[] {
  const read = Component.parse(component);
  const within = read.components.flatMap(inOrder);
  return [read, ...within, ...(read.accessory === undefined ? [] : inOrder(read.accessory))];
}

function buttons({ label, custom_id: id, url }: Component): ShownButton[] {
  return label === undefined
    ? []
    : [{ label, href: url, state: id === undefined ? undefined : decodeState(id) }];
}

/** @param message as Discord's API has it */
export function shownOnDiscord(message: unknown): Shown {
  const all = Message.parse(message).components.flatMap(inOrder);
  const texts: ReadMarkdown[] = all.flatMap(({ content }) =>
    content === undefined ? [] : [readMarkdown(content)],
  );
  return {
    text: texts.map(({ text }) => text).join('\n'),
    links: texts.flatMap(({ links }) => links),
    live: texts.flatMap(({ live }) => live),
    buttons: all.flatMap(buttons),
    sent: message,
  };
}
