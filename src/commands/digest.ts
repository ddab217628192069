import { UserError } from '../errors.ts';
import { item, list, paragraph, reply, type SpanInput } from '../reply/build.ts';
import { pageActions, pageOf } from '../reply/pagination.ts';
import { paperItem } from '../reply/paper-card.ts';
import type { ListItem } from '../reply/reply.ts';
import { counted } from '../text/counted.ts';
import { defineCommand } from './command.ts';
import { withAnnouncements } from './follow/needs.ts';
import { pageNote } from './paper-lists.ts';

/** Why it is there, behind date and first author: eight rows have to fit a phone's screen. */
function withReasons(details: ListItem['details'], reasons: readonly string[]): SpanInput[][] {
  const [line = [], ...others] = details;
  return [[...line, ` · ${reasons.join('; ')}`], ...others.map((one) => [...one])];
}

export const digestCommand = defineCommand(
  {
    name: 'digest',
    beside: 'follow',
    description: 'All papers of an announcement, with why each is there',
    options: [
      {
        name: 'post',
        description: 'The announcement, as the button under it names it',
        rest: true,
        required: true,
      },
    ],
    examples: [],
  },
  withAnnouncements(async ({ post }, context, announcements) => {
    const told = await announcements.digestPapers(post, {
      conversation: context.room,
      actorId: context.actor.id,
    });
    if (told.length === 0)
      throw new UserError('No announcement of that name was posted here. Press the button under it.');
    const papers = await Promise.all(told.map(({ paper }) => context.held(paper)));
    const held = told.flatMap(({ reasons }, index) => {
      const paper = papers[index];
      return paper === undefined ? [] : [{ paper, reasons }];
    });
    const gone = told.length - held.length;
    // As many as the announcement shows of itself, so that the second page is what comes next.
    const page = pageOf(held, context.page, context.digestHeadlines);
    return reply({
      kind: 'list',
      blocks: [
        paragraph(
          `${counted(told.length, 'paper')} of this announcement${gone === 0 ? '' : `, ${gone} taken out since`}:`,
        ),
        list(
          page.items.map(({ paper, reasons }) => {
            const row = paperItem(paper);
            return reasons.length === 0
              ? row
              : item(row.spans, withReasons(row.details, reasons), row.action);
          }),
          page.offset + 1,
        ),
        ...pageNote({ ...page, asked: context.page }),
      ],
      papers: held.map(({ paper }) => paper),
      actions: pageActions(page, 'digest', { post }),
    });
  }),
);
