import type { RouteName } from './routes.ts';

/** Application commands (developers/docs/interactions/application-commands#registering-a-command). */
const TOTAL = 8000;
const GLOBAL_COMMANDS = 100;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

type Node = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]) : []);

/** The longest of a text and its localisations: that one counts. */
function longest(value: unknown, localizations: unknown): number {
  const all = [text(value), ...Object.values((localizations ?? {}) as Record<string, string>)];
  return Math.max(...all.map(({ length }) => length));
}

/** Name, description and value of a command, its options and their choices. */
function total(node: Node): number {
  const own =
    longest(node.name, node.name_localizations) +
    longest(node.description, node.description_localizations) +
    text(node.value).length;
  return [...list(node.options), ...list(node.choices)].reduce((sum, child) => sum + total(child), own);
}

function names(node: Node): string[] {
  const all = [text(node.name), ...Object.values((node.name_localizations ?? {}) as Record<string, string>)];
  return all
    .filter((name) => !NAME.test(name) || name !== name.toLowerCase())
    .map((name) => `name ${JSON.stringify(name)}: not allowed`);
}

function repeated(what: string, of: readonly Node[]): string[] {
  const seen = of.map(({ name, type }) => `${text(name)} ${what === 'command' ? (type ?? CHAT_INPUT) : ''}`);
  return seen.filter((key, index) => seen.indexOf(key) !== index).map((key) => `${what} ${key.trim()} twice`);
}

function optionProblems(option: Node): string[] {
  const both = option.autocomplete === true && list(option.choices).length > 0;
  return [
    ...names(option),
    ...(both ? [`option ${option.name}: autocomplete and choices`] : []),
    ...inside(option),
  ];
}

function inside(node: Node): string[] {
  const options = list(node.options);
  const firstOptional = options.findIndex(({ required }) => required !== true);
  const late = options.slice(firstOptional).some(({ required }) => required === true);
  const isSub = ({ type }: Node) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP;
  const mixed = options.some(isSub) && !options.every(isSub);
  return [
    ...repeated('option', options),
    ...(firstOptional >= 0 && late ? [`${node.name}: a required option after an optional one`] : []),
    ...(mixed ? [`${node.name}: subcommands and options side by side`] : []),
    ...options.flatMap(optionProblems),
  ];
}

function commandProblems(command: Node): string[] {
  const isChatInput = (command.type ?? CHAT_INPUT) === CHAT_INPUT;
  const length = total(command);
  return [
    ...(isChatInput ? names(command) : []),
    ...(isChatInput && text(command.description) === '' ? [`${command.name}: no description`] : []),
    ...(length > TOTAL ? [`${command.name}: ${length} characters in all, at most ${TOTAL}`] : []),
    ...inside(command),
  ];
}

export function commandLimits(route: RouteName, body: unknown): string[] {
  if (/^create(Guild)?Command$/.test(route)) return commandProblems(body as Node);
  if (/^edit(Guild)?Command$/.test(route)) return inside(body as Node);
  if (!/^replace(Guild)?Commands$/.test(route)) return [];
  const commands = list(body);
  const chatInput = commands.filter(({ type }) => (type ?? CHAT_INPUT) === CHAT_INPUT);
  return [
    ...repeated('command', commands),
    ...(chatInput.length > GLOBAL_COMMANDS
      ? [`${chatInput.length} commands, at most ${GLOBAL_COMMANDS}`]
      : []),
    ...commands.flatMap(commandProblems),
  ];
}
