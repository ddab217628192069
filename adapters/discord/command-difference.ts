import { ApplicationCommandType } from 'discord.js';
import { z } from 'zod';
import type { CommandBody } from './commands.ts';

/** What Discord has of the commands compared with what it should have. */

const Localizations = z
  .record(z.string(), z.string().nullable())
  .nullish()
  .transform((map) => map ?? {});
const Option = z.object({
  type: z.int(),
  name: z.string(),
  description: z.string().default(''),
  description_localizations: Localizations,
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z
    .array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) }))
    .default([])
    .transform((choices) => choices.map(({ name, value }) => `${name}=${value}`).join(', ')),
});
const Numbers = z
  .array(z.int())
  .nullish()
  .transform((numbers) => [...(numbers ?? [])].sort((a, b) => a - b).join(', '));
const Comparable = z.object({
  name: z.string(),
  description: z.string(),
  description_localizations: Localizations,
  contexts: Numbers,
  integration_types: Numbers,
  options: z.array(Option).default([]),
});

/** A command as Discord's API gives it back. */
const RegisteredCommand = Comparable.extend({
  id: z.string(),
  type: z.int().default(ApplicationCommandType.ChatInput),
});
export type RegisteredCommand = z.infer<typeof RegisteredCommand>;

/** Of the API's list the slash commands; others (in menus of people and messages) are none of ours. */
export function parseRegistered(list: unknown): RegisteredCommand[] {
  return z
    .array(RegisteredCommand)
    .parse(list)
    .filter(({ type }) => type === ApplicationCommandType.ChatInput);
}

type Field = readonly [path: string, value: string];

function localized(path: string, map: Readonly<Record<string, string | null>>): Field[] {
  return Object.entries(map)
    .filter(([, text]) => text !== null)
    .map(([locale, text]) => [`${path} (${locale})`, String(text)]);
}

/** Everything that people see or the server checks, by a readable path. */
function fields(command: z.infer<typeof Comparable>, isGlobal: boolean): Map<string, string> {
  return new Map<string, string>([
    ['description', command.description],
    ...localized('description', command.description_localizations),
    ...(isGlobal
      ? ([
          ['contexts', command.contexts],
          ['integration types', command.integration_types],
        ] satisfies Field[])
      : []),
    ['order of options', command.options.map(({ name }) => name).join(', ')],
    ...command.options.flatMap((option): Field[] => [
      [`${option.name}: type`, String(option.type)],
      [`${option.name}: description`, option.description],
      ...localized(`${option.name}: description`, option.description_localizations),
      [`${option.name}: required`, String(option.required)],
      [`${option.name}: completion`, String(option.autocomplete)],
      [`${option.name}: choices`, option.choices],
    ]),
  ]);
}

export type CommandDifference = {
  readonly added: readonly CommandBody[];
  readonly changed: readonly {
    readonly id: string;
    readonly body: CommandBody;
    readonly what: readonly string[];
  }[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
};

function changes(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === is) return [];
    if (was !== undefined && is !== undefined) return [`${path}: ${was} -> ${is}`];
    // Of an option that is there on one side only, its description says enough.
    if (!path.endsWith('description')) return [];
    return [is === undefined ? `- ${path}: ${was}` : `+ ${path}: ${is}`];
  });
}

/** Pure. Commands are the same where they have the same name. */
export function compareCommands(
  wanted: readonly CommandBody[],
  registered: readonly RegisteredCommand[],
): CommandDifference {
  const names = new Set(wanted.map(({ name }) => name));
  const before = new Map(registered.map((command) => [command.name, command]));
  return {
    added: wanted.filter(({ name }) => !before.has(name)),
    removed: registered.filter(({ name }) => !names.has(name)).map(({ id, name }) => ({ id, name })),
    changed: wanted.flatMap((body) => {
      const old = before.get(body.name);
      if (old === undefined) return [];
      const isGlobal = body.contexts !== undefined;
      const what = changes(fields(old, isGlobal), fields(Comparable.parse(body), isGlobal));
      return what.length === 0 ? [] : [{ id: old.id, body, what }];
    }),
  };
}

export function isSame({ added, changed, removed }: CommandDifference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Lines to read: `+ /cite`, `~ /paper` with what is different below, `- /old`. */
export function describeDifference({ added, changed, removed }: CommandDifference): string[] {
  return [
    ...added.map(({ name, description }) => `+ /${name}: ${description}`),
    ...changed.flatMap(({ body, what }) => [`~ /${body.name}`, ...what.map((line) => `    ${line}`)]),
    ...removed.map(({ name }) => `- /${name}`),
  ];
}
