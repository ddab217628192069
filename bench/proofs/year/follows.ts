import type { Schedule, Subject } from '../../../src/announcements/rule.ts';
import { type ConversationId, encodeConversation } from '../../../src/conversation.ts';
import { EMPTY_QUERY } from '../../../src/query/query.ts';
import { dayAfter, type WorldPaper } from '../../../test/standins/arxiv/world.ts';
import { ASKED, FOLLOWED_AUTHOR, LAB_ABSTRACT, LAB_AUTHOR, TOPIC } from './world.ts';

/** Who follows what in that year, and which papers are for them: said here again, apart from the program. */

/** `may`: it depends on when a source was heard. */
export type Due = 'must' | 'may' | 'never';

export type YearFollow = {
  readonly conversation: ConversationId;
  readonly isDirect: boolean;
  readonly subject: Subject;
  readonly schedule: Schedule;
  readonly timeZone: string;
  /** @param listed the paper's categories when it could first be seen, `later` the ones after that */
  takes(paper: WorldPaper, listed: readonly string[], later: readonly string[]): Due;
};

const query = (more: Partial<typeof EMPTY_QUERY>): Subject => ({
  type: 'query',
  query: { ...EMPTY_QUERY, ...more },
});
const must = (holds: boolean): Due => (holds ? 'must' : 'never');
const inCategory =
  (category: string): YearFollow['takes'] =>
  (_, listed, later) =>
    listed.includes(category) ? 'must' : later.includes(category) ? 'may' : 'never';
const daily = (time: string): Schedule => ({ type: 'daily', time });
const inDiscord = (channel: string) => encodeConversation('discord', ['1', channel]);
const inSlack = (channel: string) => encodeConversation('slack', ['T1', channel]);
const base = { isDirect: false };

export const FOLLOWS: readonly YearFollow[] = [
  {
    ...base,
    conversation: inDiscord('new-york'),
    subject: query({ categories: ['cs.CR'] }),
    schedule: daily('09:00'),
    timeZone: 'America/New_York',
    takes: inCategory('cs.CR'),
  },
  {
    ...base,
    conversation: inSlack('berlin'),
    subject: query({ authors: [FOLLOWED_AUTHOR] }),
    schedule: { type: 'weekdays', time: '09:00' },
    timeZone: 'Europe/Berlin',
    takes: ({ authors }) => must(authors.includes(FOLLOWED_AUTHOR)),
  },
  {
    conversation: encodeConversation('discord', ['dm', 'ada']),
    isDirect: true,
    subject: query({ topics: [TOPIC] }),
    schedule: { type: 'weekly', weekday: 1, time: '09:00' },
    timeZone: 'Asia/Kolkata',
    takes: ({ abstract }) => must(abstract.includes(TOPIC)),
  },
  {
    ...base,
    conversation: inDiscord('at-once'),
    subject: query({ categories: ['stat.ML'] }),
    schedule: { type: 'at-once' },
    timeZone: 'UTC',
    takes: inCategory('stat.ML'),
  },
  {
    ...base,
    conversation: inSlack('lab'),
    subject: { type: 'lab' },
    schedule: daily('10:00'),
    timeZone: 'Europe/Berlin',
    takes: ({ authors, abstract }) => must(authors.includes(LAB_AUTHOR) || abstract === LAB_ABSTRACT),
  },
  {
    ...base,
    // The feeds come half an hour after this time, every day.
    conversation: inSlack('kolkata'),
    subject: query({ categories: ['cs.CR'] }),
    schedule: daily('09:00'),
    timeZone: 'Asia/Kolkata',
    takes: inCategory('cs.CR'),
  },
  {
    ...base,
    // A time that is left out on one day of the year, and is there twice on another.
    conversation: inDiscord('night'),
    subject: query({ categories: ['cs.LG'] }),
    schedule: daily('02:30'),
    timeZone: 'Europe/Berlin',
    takes: inCategory('cs.LG'),
  },
];

const isAsked = (category: string) => ASKED.some((one) => one === category);

/** The evening on which a paper can first be seen in what is asked for, and in which categories it stands then and later. */
export function firstSeen({ categories, versions, crossListed = [] }: WorldPaper) {
  const announcedOn = versions[0]?.announcedOn ?? '';
  const listedOn = (category: string) =>
    crossListed.find((cross) => cross.category === category)?.announcedOn ?? announcedOn;
  const asked = categories.filter(isAsked);
  const evening = asked.map(listedOn).sort()[0] ?? dayAfter(announcedOn, 10_000);
  return {
    evening,
    listed: asked.filter((category) => listedOn(category) <= evening),
    later: asked.filter((category) => listedOn(category) > evening),
  };
}
