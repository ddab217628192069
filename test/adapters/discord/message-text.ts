import type { APIMessage } from 'discord.js';

type Node = Readonly<Record<string, unknown>>;

/** Every component of a message, those within others too. */
export function componentsIn(message: { readonly components?: unknown } | undefined): Node[] {
  const list = (message?.components ?? []) as Node[];
  return list.flatMap((component) => [
    component,
    ...componentsIn(component),
    ...(component.accessory === undefined ? [] : [component.accessory as Node]),
  ]);
}

/** All markdown of a message. */
export function textOf(message: Partial<APIMessage> | undefined): string {
  return componentsIn(message)
    .flatMap(({ content }) => (typeof content === 'string' ? [content] : []))
    .join('\n');
}

/** What stands on the buttons, in order. */
export function labelsOf(message: Partial<APIMessage> | undefined): string[] {
  return componentsIn(message).flatMap(({ label }) => (typeof label === 'string' ? [label] : []));
}
