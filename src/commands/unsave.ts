import type { Announcements } from '../announcements/announcements.ts';
import type { Paper } from '../paper.ts';
import { commandAction, paragraph, reply } from '../reply/build.ts';
import { titleAtEnd } from '../reply/paper-card.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { withAnnouncements } from './follow/needs.ts';
import { PAPER_OPTION } from './named-paper.ts';
import { savedPapers } from './saved.ts';
import { heldPaper } from './saving/held-paper.ts';

/** A number means the place in the list of `/saved`. */
async function byNumber(
  reference: string,
  announcements: Announcements,
  context: CommandContext,
): Promise<Paper | undefined> {
  if (!/^\d{1,3}$/.test(reference)) return undefined;
  const { papers } = await savedPapers(announcements, context);
  return papers[Number(reference) - 1];
}

export const unsaveCommand = defineCommand(
  {
    name: 'unsave',
    beside: 'save',
    description: 'Take a paper off your own list',
    options: [
      {
        ...PAPER_OPTION,
        description: 'A title or words of it, its number in /saved, an id or a link',
        suggest: 'saved',
      },
    ],
    examples: ['1', '{title}'],
  },
  withAnnouncements(async ({ paper: reference }, context, announcements) => {
    const numbered = await byNumber(reference, announcements, context);
    const named =
      numbered === undefined
        ? await heldPaper(reference, 'unsave', context)
        : { paper: numbered, readAs: [] };
    if ('reply' in named) return named.reply;
    const { paper, readAs } = named;
    const wasSaved = await announcements.unsave(context.actor.id, paper.id);
    const title = titleAtEnd(paper);
    return reply({
      kind: 'done',
      answered: wasSaved,
      blocks: [
        ...readAs,
        wasSaved ? paragraph('Off your list: ', ...title) : paragraph('Not on your list: ', ...title),
      ],
      papers: [paper],
      actions: [
        commandAction(wasSaved ? 'Undo' : 'Save it', 'save', { paper: paper.id }),
        commandAction('Saved papers', 'saved'),
      ],
    });
  }),
);
