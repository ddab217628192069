import type { CommandRequest } from '../adapter.ts';
import { commandAction, paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { editDistance } from '../text/edit-distance.ts';
import type { CommandDefinition } from './command.ts';
import { nearestName } from './nearest-name.ts';
import { type ParsedLine, parseLine } from './parse-line.ts';

/** What is said to a command that there is not. */

/** A shorter word is near to too many verbs. */
const MIN_MISSPELT = 5;

/** The command that a wrong name most likely means: one spelt nearly so, or one that does what the name says. */
function meantName(typed: string, definitions: readonly CommandDefinition[]): string | undefined {
  const near = nearestName(
    typed,
    definitions.map(({ name }) => name),
  );
  if (near !== undefined) return near;
  const isVerb = (verb: string) =>
    verb === typed || (typed.length >= MIN_MISSPELT && editDistance(verb, typed, 1) <= 1);
  return definitions.find(({ spokenOf }) => spokenOf?.verbs.some(isVerb))?.name;
}

function typedLine({ command, args, page }: ParsedLine, definitions: readonly CommandDefinition[]): string {
  const rest = definitions.find(({ name }) => name === command)?.options.find((option) => option.rest)?.name;
  const named = Object.entries(args).map(([name, value]) =>
    name === rest ? value : `${name}:${/\s/.test(value) ? `"${value}"` : value}`,
  );
  return [`/${command}`, ...named, ...(page === undefined ? [] : [`page:${page}`])].join(' ');
}

/** The reply to a command that there is not: what was meant, with what was typed behind it, one press or "yes" away. */
export function unknownCommand(
  { command, args }: Pick<CommandRequest, 'command' | 'args'>,
  definitions: readonly CommandDefinition[],
): Reply {
  const words = Object.values(args).join(' ');
  const nearest = meantName(command, definitions);
  const unknown = `There is no command /${command.slice(0, 40)}.`;
  if (nearest === undefined && words === '')
    return reply({
      kind: 'error',
      answered: false,
      blocks: [paragraph(`${unknown} See /help.`)],
      actions: [commandAction('Help', 'help')],
    });
  if (nearest === undefined)
    return reply({
      kind: 'error',
      answered: false,
      blocks: [paragraph(`${unknown} See /help, or ask in plain words, without the stroke.`)],
      // Nothing keeps a question's text, so that no "yes" can stand for it.
      actions: [commandAction('Ask it', 'ask', { question: words }), commandAction('Help', 'help')],
    });
  const meant = parseLine(`/${nearest} ${words}`, definitions);
  const line = typedLine(meant, definitions);
  return reply({
    kind: 'error',
    answered: false,
    blocks: [paragraph(`${unknown} Did you mean ${cut(line, 120)}? Say “yes”, or see /help.`)],
    actions: [{ type: 'command', label: cut(line, 60), state: meant }, commandAction('Help', 'help')],
    confirms: meant,
  });
}
