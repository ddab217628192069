import type { ArxivBatch, ArxivCalendar } from '../../../schedule/arxiv-calendar.ts';
import { feedBatch, type PollState } from './poll-state.ts';

/** When to look at what: pure. */

export type DueLooks = {
  /** Categories that were never looked at. */
  readonly baselines: readonly string[];
  /** Categories whose feed does not show the newest batch yet, as far as is known. */
  readonly feeds: readonly string[];
  /** Categories whose newest batch is to be read again through OAI-PMH. */
  readonly harvests: readonly string[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** In the morning, 6:30 on the wall: what the feeds missed is there by then. */
const HARVEST_AFTER_FEED_MS = 6.5 * HOUR_MS;
/** A batch that is late by hours is looked for every hour only, and not for ever: OAI-PMH will have it. */
const EAGER_MS = 2 * HOUR_MS;
const EAGER_PAUSE_MS = 15 * MINUTE_MS;
const PATIENT_PAUSE_MS = HOUR_MS;
const FEED_GIVEN_UP_AFTER_MS = 18 * HOUR_MS;
/** Not all who ask arXiv should ask at midnight sharp. */
const JITTER_MS = 2 * MINUTE_MS;

const later = (moment: Date, ms: number) => new Date(moment.getTime() + ms);
/** When a batch is read again through OAI-PMH. */
export function harvestAt({ feedAt }: ArxivBatch): Date {
  return later(feedAt, HARVEST_AFTER_FEED_MS);
}

/** The newest batch that OAI-PMH is to be asked for. */
export function harvestBatch(calendar: ArxivCalendar, now: Date): ArxivBatch {
  let batch = calendar.lastBatch(now);
  while (harvestAt(batch) > now) batch = calendar.lastBatch(later(batch.announcedAt, -1));
  return batch;
}

export function dueLooks(
  calendar: ArxivCalendar,
  state: PollState,
  categories: readonly string[],
  now: Date,
): DueLooks {
  const feed = feedBatch(calendar, now);
  const isFeedUp = now < feed.feedEndsAt && now < later(feed.feedAt, FEED_GIVEN_UP_AFTER_MS);
  const harvest = harvestBatch(calendar, now);
  const known = categories.flatMap((category) => {
    const found = state.categories[category];
    return found === undefined ? [] : [{ category, ...found }];
  });
  return {
    baselines: categories.filter((category) => state.categories[category] === undefined),
    feeds: known
      .filter(({ feedDate }) => isFeedUp && feedDate < feed.feedDate)
      .map(({ category }) => category),
    harvests: known.filter(({ harvested }) => harvested < harvest.date).map(({ category }) => category),
  };
}

/** How long to wait before what is still due is tried again. */
export function retryPauseMs(calendar: ArxivCalendar, now: Date): number {
  const since = [feedBatch(calendar, now).feedAt, harvestAt(harvestBatch(calendar, now))];
  const isEager = since.some((from) => now.getTime() - from.getTime() < EAGER_MS);
  return isEager ? EAGER_PAUSE_MS : PATIENT_PAUSE_MS;
}

/** When something is due again where nothing is now. */
export function nextLook(calendar: ArxivCalendar, now: Date, random: () => number): Date {
  const last = calendar.lastBatch(now);
  const next = calendar.nextBatch(now);
  const moments = [last.feedAt, harvestAt(last), next.feedAt].filter((moment) => moment > now);
  const first = Math.min(...moments.map((moment) => moment.getTime()));
  return new Date(first + Math.round(random() * JITTER_MS));
}
