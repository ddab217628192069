import type { Suggest } from '../../src/adapter.ts';
import type { CommandDefinition, OptionDefinition } from '../../src/commands/command.ts';

/** What Tab offers: whole replacements for the end of the line, and that end. */
export type Completion = [string[], string];

const LIMIT = 20;
const NAMED_BY_TITLE = new Set(['paper', 'saved']);

function commandNames(line: string, definitions: readonly CommandDefinition[]): Completion {
  const names = definitions.map(({ name }) => `/${name} `).filter((name) => name.startsWith(line));
  return [names, line];
}

async function optionValues(
  command: string,
  option: OptionDefinition,
  typed: string,
  suggest: Suggest,
): Promise<string[]> {
  const found = await suggest({ command, option: option.name, text: typed, limit: LIMIT });
  // A title says more than an id, and leads to the same paper.
  return found.map(({ label, value }) => (NAMED_BY_TITLE.has(option.suggest ?? '') ? label : value));
}

/**
 * Readline puts what all values begin with in the place of what was typed, although that may have matched elsewhere in
 * them. With what was typed among them nothing but that is common, so nothing is lost.
 */
function keepingTyped(values: readonly string[], typed: string): string[] {
  const startAlike = values.every((value) => value.toLowerCase().startsWith(typed.toLowerCase()));
  return values.length > 1 && !startAlike ? [...values, typed] : [...values];
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** Completes commands, options' names and their values, at the end of a line. */
export async function completeLine(
  line: string,
  definitions: readonly CommandDefinition[],
  suggest: Suggest,
): Promise<Completion> {
  if (!line.startsWith('/') || line.length > 200) return [[], ''];
  const space = line.indexOf(' ');
  if (space < 0) return commandNames(line, definitions);
  const definition = definitions.find(({ name }) => name === line.slice(1, space));
  if (definition === undefined) return [[], ''];
  const words = line.slice(space + 1);
  const named = /(?:^|\s)([a-z]+):("?)([^"]*)$/.exec(words);
  const option = definition.options.find(({ name }) => name === named?.[1]);
  if (named !== null && option !== undefined) {
    const typed = named[3] ?? '';
    const values = await optionValues(definition.name, option, typed, suggest);
    const begun = `${option.name}:${named[2]}${typed}`;
    return [
      keepingTyped(
        values.map((value) => `${option.name}:${quoted(value)}`),
        begun,
      ),
      begun,
    ];
  }
  const last = /\S*$/.exec(words)?.[0] ?? '';
  const names = definition.options
    .filter(({ rest, name }) => rest !== true && last !== '' && name.startsWith(last))
    .map(({ name }) => `${name}:`);
  if (names.length > 0) return [names, last];
  const rest = definition.options.find((one) => one.rest);
  if (rest === undefined) return [[], ''];
  return [keepingTyped(await optionValues(definition.name, rest, words, suggest), words), words];
}
