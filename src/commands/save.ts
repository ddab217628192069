import { commandAction, paragraph, reply, undoAction } from '../reply/build.ts';
import { titleAtEnd } from '../reply/paper-card.ts';
import { defineCommand } from './command.ts';
import { withAnnouncements } from './follow/needs.ts';
import { PAPER_OPTION } from './named-paper.ts';
import { heldPaper } from './saving/held-paper.ts';

export const saveCommand = defineCommand(
  {
    name: 'save',
    description: 'Keep a paper on your own list',
    options: [PAPER_OPTION],
    spokenOf: {
      verbs: ['save', 'keep', 'bookmark', 'star', 'store'],
      things: [
        'paper',
        'preprint',
        'article',
        'bookmark',
        'favourite',
        'favorite',
        'reading',
        'list',
        'later',
        'it',
        'one',
      ],
    },
    canBeUndone: true,
    examples: ['{title}'],
  },
  withAnnouncements(async ({ paper: reference }, context, announcements) => {
    const named = await heldPaper(reference, 'save', context);
    if ('reply' in named) return named.reply;
    const { paper, readAs } = named;
    const isNew = await announcements.save(context.actor.id, paper.id);
    const title = titleAtEnd(paper);
    return reply({
      kind: 'done',
      blocks: [
        ...readAs,
        isNew ? paragraph('Saved for you: ', ...title) : paragraph('On your list already: ', ...title),
      ],
      papers: [paper],
      actions: [
        isNew
          ? undoAction('unsave', { paper: paper.id })
          : commandAction('Take it off', 'unsave', { paper: paper.id }),
        commandAction('Saved papers', 'saved'),
      ],
    });
  }),
);
