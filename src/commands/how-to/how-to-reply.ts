import { code, commandAction, paragraph, reply } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import type { CommandContext, CommandDefinition } from '../command.ts';
import { examplesOf } from '../examples.ts';
import { exampleBlocks, usage } from '../usage.ts';
import { readHowTo } from './read-how-to.ts';

const EXAMPLES = 2;

/** How a command is used, in a few lines; all of it is behind /help. */
async function shortHelp(definition: CommandDefinition, context: CommandContext): Promise<Reply> {
  const { name, description, options } = definition;
  const examples = (await examplesOf(definition, context.engine))
    .filter((example) => example !== usage(definition))
    .slice(0, EXAMPLES);
  const asItStands = options.some(({ required }) => required) ? [] : [commandAction(`/${name}`, name)];
  return reply({
    kind: 'help',
    blocks: [paragraph(code(usage(definition)), ` ${description}`), ...exampleBlocks(definition, examples)],
    actions: [...asItStands, commandAction(`More on /${name}`, 'help', { command: name })],
  });
}

/** The reply to a message that asks how something is done with the bot; undefined for a question about papers. */
export async function howToReply(message: string, context: CommandContext): Promise<Reply | undefined> {
  const { people } = await context.engine.names();
  const definition = readHowTo(message, context.definitions, (word) => people.has(word));
  if (definition === undefined) return undefined;
  // What can be asked is best told by the overview.
  return definition.name === 'help'
    ? context.act({ command: 'help', args: {} })
    : shortHelp(definition, context);
}
