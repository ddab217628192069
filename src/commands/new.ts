import { UserError } from '../errors.ts';
import type { Shelf } from '../paper.ts';
import { commandAction, paragraph, reply } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { readableDate } from '../reply/paper-text.ts';
import type { Block, CommandAction } from '../reply/reply.ts';
import { counted } from '../text/counted.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { IN_OPTION, placeOf, readQuery } from './filters.ts';
import { silenceBlocks } from './follow/silence-blocks.ts';
import { currentPage, PAGE_SIZE, pageNote, paperList } from './paper-lists.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_DAYS = 36_500;

function daysAgo(days: string, now: Date): string {
  const number = /^\d{1,5}$/.test(days) ? Number(days) : Number.NaN;
  if (!(number >= 1 && number <= MAX_DAYS))
    throw new UserError(
      `"days:${days.slice(0, 40)}" is not understood: write a number of days, such as days:30.`,
    );
  return new Date(now.getTime() - number * DAY_MS).toISOString().slice(0, 10);
}

/** `7 days`, or a date: what people type after /new without an option's name. */
function readWords(words: string): { since?: string; days?: string } {
  const days = /^(\d{1,3}) *(?:d|days?)?$/i.exec(words)?.[1];
  return days === undefined ? { since: words } : { days };
}

/** What sources brought is looked at apart: thousands of papers a month would hide the lab's own. */
function otherShelf(shelf: Shelf, { engine, typed }: CommandContext): CommandAction[] {
  const brought = engine.size('stream');
  if (shelf === 'stream' || brought === 0) return [];
  return [commandAction(`In the stream (${brought})`, 'new', { ...typed, in: 'stream' })];
}

/** A stream in which nothing is: perhaps nothing ever comes. */
function whyEmpty(shelf: Shelf, context: CommandContext): Promise<Block[]> {
  return shelf === 'stream' ? silenceBlocks(context, { alsoNoSources: true }) : Promise.resolve([]);
}

export const newCommand = defineCommand(
  {
    name: 'new',
    description: 'The newest papers',
    options: [
      { name: 'since', description: 'From this date on: 2023, 2023-07 or 2023-07-13', rest: true },
      { name: 'days', description: 'Of the last days: a number' },
      IN_OPTION,
    ],
    spokenOf: {
      verbs: ['see', 'find', 'get'],
      things: ['new', 'newest', 'latest', 'recent', 'newly'],
    },
    examples: ['', 'since:{year}', 'days:90', 'in:stream'],
  },
  async ({ since: typed, days: typedDays, in: shelf = 'library' }, context) => {
    const { since, days = typedDays } = typed === undefined ? {} : readWords(typed);
    const from = days === undefined ? since : daysAgo(days, context.now());
    await context.openStream();
    const query = readQuery('', { since: from, in: shelf });
    const papers = await context.engine.list(query);
    const all = from === undefined ? papers : await context.engine.list(readQuery('', { in: shelf }));
    const range = currentPage(papers.length, context);
    const shown = papers.slice(range.offset, range.offset + PAGE_SIZE);
    const newest = all[0];
    if (shown.length === 0) {
      const last = newest === undefined ? '' : ` The newest is of ${readableDate(newest.date)}:`;
      return reply({
        kind: 'none',
        answered: false,
        blocks: [
          paragraph(
            `Nothing ${placeOf(query)}${from === undefined ? ' yet' : ` since ${readableDate(from)}`}.${last}`,
          ),
          ...(newest === undefined ? await whyEmpty(shelf, context) : [paperList([newest])]),
        ],
        papers: newest === undefined ? [] : [newest],
        actions: otherShelf(shelf, context),
      });
    }
    const since_ =
      from === undefined
        ? `The newest${shelf === 'stream' ? ' in the stream' : ''}`
        : `${counted(papers.length, 'paper')}${shelf === 'stream' ? ' in the stream' : ''} since ${readableDate(from)}`;
    return reply({
      kind: 'list',
      blocks: [
        ...(from === undefined ? await silenceBlocks(context) : []),
        paragraph(`${since_}:`),
        paperList(shown, range.offset + 1),
        ...pageNote(range),
      ],
      papers: from === undefined ? shown : papers,
      actions: [...pageActions(range, 'new', context.typed), ...otherShelf(shelf, context)],
    });
  },
);
