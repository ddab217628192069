import type { Announcements } from '../announcements/announcements.ts';
import type { Paper } from '../paper.ts';
import { note, paragraph, reply } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { counted } from '../text/counted.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { withAnnouncements } from './follow/needs.ts';
import { currentPage, PAGE_SIZE, pageNote, paperList } from './paper-lists.ts';

/** What a person keeps, in the order of saving, newest first; `gone` counts what is held no longer. */
export async function savedPapers(
  announcements: Announcements,
  { actor, held }: Pick<CommandContext, 'actor' | 'held'>,
): Promise<{ readonly papers: readonly Paper[]; readonly gone: number }> {
  const ids = await announcements.saved(actor.id);
  const papers = (await Promise.all(ids.map(held))).filter((paper) => paper !== undefined);
  return { papers, gone: ids.length - papers.length };
}

export const savedCommand = defineCommand(
  {
    name: 'saved',
    beside: 'save',
    description: 'The papers on your own list',
    options: [],
    spokenOf: {
      verbs: ['see', 'show', 'find', 'open', 'get', 'list'],
      things: ['saved', 'bookmark', 'bookmarked', 'favourite', 'favorite', 'reading'],
      places: ['saved', 'bookmark', 'bookmarked', 'reading'],
    },
    examples: [''],
  },
  withAnnouncements(async (_, context, announcements) => {
    const { papers, gone } = await savedPapers(announcements, context);
    const lost = gone === 0 ? [] : [note(`${counted(gone, 'saved paper')} taken out of the library since.`)];
    if (papers.length === 0)
      return reply({
        kind: 'none',
        blocks: [
          paragraph('Nothing saved yet: "Save" under a paper or /save TITLE keeps it, for you alone.'),
          ...lost,
        ],
      });
    const range = currentPage(papers.length, context);
    const shown = papers.slice(range.offset, range.offset + PAGE_SIZE);
    return reply({
      kind: 'list',
      blocks: [
        paragraph(`You saved ${counted(papers.length, 'paper')}:`),
        paperList(shown, range.offset + 1),
        ...pageNote(range),
        ...lost,
        note('/cite TITLE gives a citation to copy, /unsave 1 takes the first off.'),
      ],
      papers,
      actions: pageActions(range, 'saved', {}),
    });
  }),
);
