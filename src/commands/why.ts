import type { WhyEvent } from '../announcements/announcements.ts';
import type { Rule } from '../announcements/rule.ts';
import { subjectAsTyped } from '../announcements/subject-words.ts';
import { commandAction, heading, item, list, note, paragraph, reply } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import type { ListItem } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { readableMoment } from '../text/readable-time.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { withAnnouncements } from './follow/needs.ts';
import { PAPER_OPTION } from './named-paper.ts';
import { heldPaper } from './saving/held-paper.ts';

const MAX_EVENTS = 8;
const MAX_REASONS = 4;

const ARRIVED: Readonly<Record<Extract<WhyEvent, { type: 'arrived' }>['kind'], string>> = {
  new: 'came in as new',
  cross: 'came in as a cross-list',
  version: 'came in a new version',
  withdrawn: 'was withdrawn',
};

const SOURCES: Readonly<Record<string, string>> = {
  arxiv: 'from arXiv',
  inbox: 'from the inbox',
  ingest: 'from a file',
  added: 'added by somebody here',
};

function byRule({ id, subject }: Rule): string {
  return `by ${id} (${cut(subjectAsTyped(subject), 80)})`;
}

function because(reasons: readonly string[]): (readonly string[])[] {
  return reasons.length === 0 ? [] : [[reasons.slice(0, MAX_REASONS).join('; ')]];
}

function eventItem(event: WhyEvent, { timeZone, isDirect }: CommandContext): ListItem {
  const where = isDirect ? 'to you' : 'here';
  switch (event.type) {
    case 'arrived': {
      const source = SOURCES[event.source] ?? `from ${event.source}`;
      return item([`${readableMoment(event.at, timeZone)}: ${ARRIVED[event.kind]}, ${source}`]);
    }
    case 'announced':
      return item(
        [`${readableMoment(event.at, timeZone)}: announced ${where} ${byRule(event.rule)}`],
        because(event.reasons),
      );
    case 'waiting': {
      const due = event.due === undefined ? 'soon' : readableMoment(event.due, timeZone);
      return item([`Will be announced ${where} ${due} ${byRule(event.rule)}`], because(event.reasons));
    }
    case 'held-back':
      return item([`Not announced: ${cut(event.because, 200)}`]);
  }
}

/** As it happened; what is still to come stands last. */
function inOrder(events: readonly WhyEvent[]): WhyEvent[] {
  const time = (event: WhyEvent) => ('at' in event ? event.at.getTime() : Number.POSITIVE_INFINITY);
  return [...events].sort((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
}

export const whyCommand = defineCommand(
  {
    name: 'why',
    beside: 'follow',
    description: 'When and why a paper was announced here, or why not',
    options: [PAPER_OPTION],
    examples: ['{title}'],
  },
  withAnnouncements(async ({ paper: reference }, context, announcements) => {
    const named = await heldPaper(reference, 'why', context);
    if ('reply' in named) return named.reply;
    const { paper, readAs } = named;
    const side = { conversation: context.room, actorId: context.actor.id };
    const events = inOrder(await announcements.why(paper, side));
    const rules = events.flatMap((event) => ('rule' in event ? [event.rule.id] : []));
    return reply({
      kind: 'answer',
      blocks: [
        ...readAs,
        heading(titleSpan(paper)),
        ...(events.length === 0
          ? [paragraph('It came with the library, before anything was announced.')]
          : [
              list(events.slice(-MAX_EVENTS).map((event) => eventItem(event, context))),
              note(`Times are of ${context.timeZone}.`),
            ]),
      ],
      papers: [paper],
      actions: [
        commandAction('This paper', 'paper', { query: paper.id }),
        ...(rules.length > 0 ? [commandAction('Following', 'following')] : []),
      ],
    });
  }),
);
