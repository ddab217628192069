import type { CommandRequest } from '../adapter.ts';
import { wholeTopics } from '../query/parse.ts';
import type { CommandDefinition, OptionDefinition } from './command.ts';

/** One typed line as a command and its arguments. */
export type ParsedLine = Pick<CommandRequest, 'command' | 'args' | 'page'>;

const MAX_PAGE = 100_000;

/**
 * A topic's words end at an option, which is not there any more once it was taken out: quotation marks keep the end where words
 * behind the option would become the topic's.
 */
function closeTopics(text: string, names: readonly string[]): string {
  const topics = (line: string) => JSON.stringify(wholeTopics(line));
  if (topics(text) === topics(takeOptions(text, names).rest)) return text;
  const pattern = new RegExp(
    `(?<![\\w-])topic:[ \\t]?([^\\s":]+(?:\\s+[^\\s":-][^\\s":]*(?![^\\s":]*[":]))*)(?=\\s+(?:${names.join('|')}):)`,
    'gi',
  );
  return text.replace(pattern, 'topic:"$1"');
}

/** Takes `name:value` (or `name:"two words"`) of these names out of the text. */
function takeOptions(
  text: string,
  names: readonly string[],
): { rest: string; values: Record<string, string> } {
  const values: Record<string, string> = {};
  const pattern = new RegExp(`(?<!\\S)(${names.join('|')}):[ \\t]?("[^"]*"|[^\\s"]\\S*)`, 'gi');
  const rest = text.replace(pattern, (_, name: string, value: string) => {
    values[name.toLowerCase()] = value.replace(/^"|"$/g, '');
    return ' ';
  });
  return { rest: rest.trim(), values };
}

/** A choice that the line ends in: `/cite roots of plants ris`. */
function takeChoice(
  text: string,
  options: readonly OptionDefinition[],
): { rest: string; values: Record<string, string> } {
  const last = /\s(\S+)$/.exec(text)?.[1];
  const option = options.find(
    ({ choices, required }) => required !== true && choices?.includes(last?.toLowerCase() ?? ''),
  );
  if (option === undefined || last === undefined || options.length > 2) return { rest: text, values: {} };
  return { rest: text.slice(0, -last.length).trim(), values: { [option.name]: last.toLowerCase() } };
}

/** A question is free words; only a page behind it is read. */
const PAGE = /\s(page):\d+$/i;

/**
 * Reads a line: `/paper roots author:okafor since:2023 page:2`, or a plain question. What stands behind an unknown command
 * is kept as it is, under `words`. Lines of any length are safe, but only dispatch refuses long ones.
 */
export function parseLine(line: string, definitions: readonly CommandDefinition[]): ParsedLine {
  const text = line.trim();
  const slash = /^\/\s*([\p{L}\p{N}_-]{1,40})(?=\s|$)/u.exec(text);
  if (slash === null) return { command: 'ask', args: { question: text } };
  const command = (slash[1] ?? '').toLowerCase();
  const words = text.slice(slash[0].length).trim();
  const definition = definitions.find(({ name }) => name === command);
  const rest = definition?.options.find((option) => option.rest);
  if (words === '') return { command, args: {} };
  if (definition === undefined) return { command, args: { words } };
  if (words.length > 2000) return { command, args: { [rest?.name ?? 'words']: words } };
  const straight = words.replace(/[“”„«»]/g, '"');
  const isQuestion = definition.options.length === 1 && definition.name === 'ask';
  const names = isQuestion
    ? (PAGE.exec(words)?.slice(1) ?? [])
    : [...definition.options.map(({ name }) => name), 'page'];
  const named =
    names.length === 0 ? { rest: words, values: {} } : takeOptions(closeTopics(straight, names), names);
  const chosen = takeChoice(named.rest, definition.options);
  const { page = '1', ...values } = { ...chosen.values, ...named.values } as Record<string, string>;
  const number = /^\d{1,6}$/.test(page) ? Number(page) : 0;
  const free = chosen.rest === '' || rest === undefined ? {} : { [rest.name]: chosen.rest };
  // What is no page's number stays an argument, which the command refuses in words.
  if (number < 1 || number > MAX_PAGE) return { command, args: { ...free, ...values, page } };
  return { command, args: { ...free, ...values }, ...(number > 1 && { page: number }) };
}
