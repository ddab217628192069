import { type ArxivCalendar, arxivDate } from '../../../src/schedule/arxiv-calendar.ts';
import type { Fault } from '../../../test/standins/arxiv/faults.ts';
import type { WorldPaper } from '../../../test/standins/arxiv/world.ts';
import { pick, type Random } from '../seeded.ts';
import { ASKED } from './world.ts';

/** What goes wrong in the year, and when. */

export type Outage = { readonly of: 'bot' | 'discord' | 'slack'; readonly from: Date; readonly until: Date };

export type Troubles = {
  readonly faults: readonly Fault[];
  readonly outages: readonly Outage[];
  /** Papers that neither feeds nor OAI-PMH have until the digests of their day are out. */
  readonly held: readonly string[];
  /** By what it is called in the counts. */
  readonly counts: ReadonlyMap<string, number>;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Lengths of outages: an hour, a day, a week. */
const LENGTHS = [
  { name: '1 h', ms: HOUR_MS },
  { name: '1 day', ms: DAY_MS },
  { name: '1 week', ms: 7 * DAY_MS },
] as const;
/** One outage in so many days, so that each is over before the next. */
const OUTAGE_EVERY_DAYS = 12;
/** Of every so many evenings one has half of its papers held back, from all that tells of new papers. */
const HELD_EVERY_EVENINGS = 10;
const HELD_HOURS = 50;
/** No other trouble on these evenings: a stale feed would give what was held back the date of the day on which it was built. */
const HELD_EVENINGS = 3;
const WHO = ['arXiv', 'bot', 'discord', 'slack'] as const;

/** The noon after an evening, when its batch is in the feeds. */
function dayLater(evening: string): Date {
  return new Date(Date.parse(`${evening}T17:00:00Z`) + DAY_MS);
}

function announcedOn(evening: string, papers: readonly WorldPaper[]): string[] {
  return papers.filter(({ versions }) => versions[0]?.announcedOn === evening).map(({ id }) => id);
}

function nightly(feedAt: Date, evening: string, papers: readonly WorldPaper[], random: Random) {
  const ends = (hours: number) => new Date(feedAt.getTime() + hours * HOUR_MS);
  const from = feedAt;
  const day = { from, until: ends(24) };
  const category = pick(ASKED, random);
  const ids = announcedOn(evening, papers);
  const kinds: readonly (readonly [string, Fault])[] = [
    ['stale feed of one category, all day', { kind: 'stale', on: 'rss', category, ...day }],
    ['late batch', { kind: 'stale', on: 'rss', from, until: ends(3.5) }],
    ['all feeds stale, all day', { kind: 'stale', on: 'rss', ...day }],
    ['empty feed', { kind: 'empty', on: 'rss', category, ...day }],
    ['error as a feed', { kind: 'error-feed', on: 'rss', from, until: ends(2) }],
    ['broken XML', { kind: 'broken-xml', on: 'rss', category, from, until: ends(1) }],
    ['cut in the middle', { kind: 'truncated', from, times: 3 }],
    ['429', { kind: 'status', status: 429, retryAfter: '1800', from, times: 2 }],
    ['503', { kind: 'status', status: 503, from, until: ends(1.5) }],
    [
      'OAI-PMH without some ids until the next day',
      { kind: 'missing', on: 'oai', ids: ids.slice(0, 2), ...day },
    ],
    ['OAI-PMH empty for a night', { kind: 'empty', on: 'oai', ...day }],
    ['expired token', { kind: 'expired-token', from, times: 1 }],
  ];
  return pick(kinds, random);
}

export function createTroubles(
  evenings: readonly string[],
  papers: readonly WorldPaper[],
  calendar: ArxivCalendar,
  random: Random,
): Troubles {
  const faults: Fault[] = [];
  const outages: Outage[] = [];
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const held: string[] = [];
  for (const [index, evening] of evenings.entries()) {
    if (index % HELD_EVERY_EVENINGS !== HELD_EVERY_EVENINGS - 1) continue;
    // A cross-list would show the paper on another day, in another batch.
    const plain = papers.filter(({ crossListed = [] }) => crossListed.length === 0);
    const ids = announcedOn(evening, plain).filter((_, place) => place % 2 === 0);
    const { feedAt } = calendar.lastBatch(dayLater(evening));
    faults.push({ kind: 'missing', ids, until: new Date(feedAt.getTime() + HELD_HOURS * HOUR_MS) });
    held.push(...ids);
    count('evenings of which half of the papers are held back');
  }
  for (const [index, evening] of evenings.entries()) {
    const isHeld = (index + 1) % HELD_EVERY_EVENINGS < HELD_EVENINGS && held.length > 0;
    if (index < 2 || isHeld || random() > 0.4) continue;
    const { feedAt } = calendar.lastBatch(dayLater(evening));
    const [name, fault] = nightly(feedAt, evening, papers, random);
    faults.push(fault);
    count(name);
  }
  const first = Date.parse(`${evenings[2]}T12:00:00Z`);
  const last = Date.parse(`${evenings.at(-1)}T12:00:00Z`);
  let turn = 0;
  for (let at = first; at < last; at += OUTAGE_EVERY_DAYS * DAY_MS) {
    const from = new Date(at + Math.floor(random() * 3 * DAY_MS));
    // Each of them in each length, in turn.
    const who = WHO[turn % WHO.length] ?? 'arXiv';
    const length = LENGTHS[Math.floor(turn / WHO.length) % LENGTHS.length] ?? LENGTHS[0];
    turn += 1;
    const until = new Date(from.getTime() + length.ms);
    if (who === 'arXiv') faults.push({ kind: 'down', from, until });
    else outages.push({ of: who, from, until });
    count(`${who} down for ${length.name}`);
  }
  return { faults, outages, held, counts };
}

export function isDown(outages: readonly Outage[], of: Outage['of'], at: Date): boolean {
  return outages.some((outage) => outage.of === of && outage.from <= at && at < outage.until);
}

/** The date under which an evening's papers stand in the feeds. */
export function feedDateOf(evening: string): string {
  return arxivDate(dayLater(evening));
}
