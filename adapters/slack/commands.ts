import type { CommandDefinition } from '../../src/commands/command.ts';

/** The slash commands that this app declares in Slack, and how each command is typed there. */

/** Reaches every command: `/labrarian help cite`. */
export const UMBRELLA = '/labrarian';

/**
 * Commands with a slash command of their own. Generic names (`/ask`, `/new`, `/help`) collide with those of other apps and
 * are reached through the umbrella; `/topic` is Slack's own.
 */
export const OWN_SLASH: ReadonlyMap<string, string> = new Map([
  ['paper', '/paper'],
  ['author', '/author'],
  ['topic', '/topics'],
]);

/** How a command is typed in Slack, without arguments. */
export function slashOf(command: string): string {
  return OWN_SLASH.get(command) ?? `${UMBRELLA} ${command}`;
}

/** The command behind a slash command; undefined for the umbrella, whose text says it. */
export function commandOf(slash: string): string | undefined {
  if (slash === UMBRELLA) return undefined;
  const own = [...OWN_SLASH].find(([, name]) => name === slash);
  return own?.[0] ?? slash.replace(/^\//, '');
}

/** A text of ours with its commands as they are typed in Slack: `/cite` becomes `/labrarian cite`. */
export function asTypedInSlack(text: string, definitions: readonly CommandDefinition[]): string {
  if (!text.includes('/')) return text;
  return text.replace(/(?<![\w/.:-])\/([a-z]+)(?![\w/-])/g, (slash, command: string) =>
    definitions.some(({ name }) => name === command) ? slashOf(command) : slash,
  );
}
