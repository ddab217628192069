import type { Engine } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import { code, heading, item, list, note, paragraph, reply, text } from '../reply/build.ts';
import type { ListItem, Reply } from '../reply/reply.ts';
import { type Command, type CommandDefinition, defineCommand } from './command.ts';
import { examplesOf } from './examples.ts';
import { nearestName } from './nearest-name.ts';
import { exampleBlocks, usage } from './usage.ts';

/** A command, and those that stand beside it in one line: all of them fit one screen of a phone. */
function overviewItem(one: CommandDefinition, all: readonly CommandDefinition[]): ListItem {
  const others = all.filter(({ beside }) => beside === one.name).map(({ name }) => `/${name}`);
  const also = others.length === 0 ? [] : [[text(`also ${others.join(', ')}`)]];
  return item([code(usage(one)), text(` ${one.description}`)], also);
}

function overview(definitions: readonly CommandDefinition[]): Reply {
  return reply({
    kind: 'help',
    blocks: [
      paragraph('Ask in plain words, or use a command:'),
      list(definitions.flatMap((one) => (one.beside === undefined ? [overviewItem(one, definitions)] : []))),
      note('More on one: /help COMMAND'),
    ],
  });
}

async function details(definition: CommandDefinition, engine: Engine): Promise<Reply> {
  const examples = await examplesOf(definition, engine);
  const options = definition.options.map(({ name, description, rest }) =>
    item([rest ? name.toUpperCase() : `${name}:`, ` ${description}`]),
  );
  return reply({
    kind: 'help',
    blocks: [
      heading(code(usage(definition))),
      paragraph(definition.description),
      ...(options.length > 0 ? [list(options)] : []),
      ...exampleBlocks(definition, examples),
    ],
  });
}

/** `/help` over a list of commands, itself included. */
export function createHelpCommand(commands: readonly Command[]): Command {
  const help: Command = defineCommand(
    {
      name: 'help',
      description: 'What can be asked, with examples',
      options: [{ name: 'command', description: 'A command', rest: true, suggest: 'command' }],
      spokenOf: {
        verbs: ['help', 'use', 'work', 'start', 'operate'],
        things: ['command', 'bot', 'feature', 'manual', 'documentation', 'instruction'],
        places: ['help', 'command', 'manual', 'documentation', 'instruction'],
      },
      examples: ['', 'paper'],
    },
    async ({ command }, { engine }) => {
      const definitions = [...commands, help].map(({ definition }) => definition);
      if (command === undefined) return overview(definitions);
      const asked = command.replace(/^\//, '').toLowerCase();
      const found = definitions.find(({ name }) => name === asked);
      if (found !== undefined) return details(found, engine);
      const nearest = nearestName(
        asked,
        definitions.map(({ name }) => name),
      );
      throw new UserError(
        `There is no command /${asked.slice(0, 40)}.${nearest === undefined ? '' : ` Did you mean /${nearest}?`} See /help.`,
      );
    },
  );
  return help;
}
