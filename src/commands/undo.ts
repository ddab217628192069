import { commandAction, note, paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import { type CommandContext, defineCommand } from './command.ts';

/** What can be undone, and what was done last, where that is nothing that can be. */
function nothingToUndo({ definitions, remembered, announcements, lastDeed }: CommandContext): Reply {
  const undoable = definitions.filter(({ canBeUndone }) => canBeUndone).map(({ name }) => `/${name}`);
  const last =
    lastDeed === undefined && remembered.last !== undefined
      ? [note('The last thing you did here was to ask for papers, which changes nothing. /reset forgets it.')]
      : [];
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph('You have done nothing here lately that could be undone.'),
      ...last,
      note(`What can be undone: ${undoable.join(', ')}. The button under their replies does it, too.`),
    ],
    actions:
      announcements === undefined
        ? [commandAction('Help', 'help')]
        : [commandAction('Following', 'following'), commandAction('Saved papers', 'saved')],
  });
}

export const undoCommand = defineCommand(
  {
    name: 'undo',
    description: 'Take back what you did here last',
    options: [],
    // What it takes back may need them.
    needsRights: true,
    spokenOf: {
      verbs: ['undo', 'revert', 'reverse', 'take', 'cancel'],
      things: ['last', 'previous', 'action', 'change', 'addition', 'mistake', 'removal', 'back', 'it'],
    },
    examples: [''],
  },
  async (_, context) => {
    const { lastDeed } = context;
    if (lastDeed === undefined) return nothingToUndo(context);
    const undone = await context.act(lastDeed.undo);
    if (undone.kind !== 'done') return undone;
    return { ...undone, blocks: [paragraph(`Undone: ${lastDeed.said}`), ...undone.blocks] };
  },
);
