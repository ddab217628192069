import type { Announcements } from '../announcements/announcements.ts';
import { UserError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import { commandAction, paragraph, reply, undoAction } from '../reply/build.ts';
import { titleAtEnd } from '../reply/paper-card.ts';
import { counted } from '../text/counted.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { withAnnouncements } from './follow/needs.ts';
import { rowNumber } from './listed-rows.ts';
import { PAPER_OPTION } from './named-paper.ts';

import { savedPapers } from './saved.ts';
import { heldPaper } from './saving/held-paper.ts';

/** Where no list was shown, a number means the place in the list of `/saved`. */
async function byNumber(
  reference: string,
  announcements: Announcements,
  context: CommandContext,
): Promise<Paper | undefined> {
  const number = rowNumber(reference);
  if (number === undefined || (context.remembered.rows ?? []).length > 0) return undefined;
  const { papers } = await savedPapers(announcements, context);
  const paper = papers[number - 1];
  if (paper === undefined)
    throw new UserError(
      `You saved ${counted(papers.length, 'paper')}, so there is no ${number}. See /saved.`,
    );
  return paper;
}

export const unsaveCommand = defineCommand(
  {
    name: 'unsave',
    beside: 'save',
    description: 'Take a paper off your own list',
    options: [
      {
        ...PAPER_OPTION,
        suggest: 'saved',
      },
    ],
    spokenOf: {
      verbs: ['unsave', 'remove', 'delete', 'take'],
      things: ['saved', 'bookmark', 'bookmarked', 'reading', 'list', 'favourite'],
    },
    canBeUndone: true,
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
        wasSaved
          ? undoAction('save', { paper: paper.id })
          : commandAction('Save it', 'save', { paper: paper.id }),
        commandAction('Saved papers', 'saved'),
      ],
    });
  }),
);
