import type { SourceHealth } from '../../../library/source-log.ts';
import { type ArxivCalendar, arxivDate, type NoMailing } from '../../../schedule/arxiv-calendar.ts';
import { harvestAt, harvestBatch, retryPauseMs } from './looks.ts';
import { ARXIV_OAI, feedSource } from './names.ts';
import { type CategoryState, feedBatch, type PollState } from './poll-state.ts';

/** Why there is nothing new, told apart: arXiv rests, is late, is stale, or ours has failed. */
export type ArxivStanding =
  | { readonly type: 'no-sources' }
  | { readonly type: 'no-announcement-today'; readonly because: NoMailing; readonly next: Date }
  | { readonly type: 'not-out-yet'; readonly expected: Date }
  | { readonly type: 'stale'; readonly source: string; readonly lastNew: Date | undefined }
  | { readonly type: 'failing'; readonly source: string; readonly since: Date; readonly reason: string };

export type StandingParts = {
  readonly calendar: ArxivCalendar;
  readonly state: PollState;
  /** What is asked for. */
  readonly categories: readonly string[];
  readonly health: readonly SourceHealth[];
  readonly now: Date;
};

const MINUTE_MS = 60_000;
/** A short failure is nobody's business. */
const FAILING_AFTER_MS = 30 * MINUTE_MS;
/** What was not there by the morning's reading, and an hour later, does not come by itself. */
const STALE_AFTER_HARVEST_MS = 60 * MINUTE_MS;
const HOURS_TO_EVENING_MS = 20 * 60 * MINUTE_MS;

const source = (category: string | undefined) => (category === undefined ? 'arXiv' : `arXiv ${category}`);

function failing({ categories, health, now }: StandingParts, afterMs: number): ArxivStanding | undefined {
  const sources = [...categories.map(feedSource), ARXIV_OAI];
  const [first] = health
    .filter((one) => sources.includes(one.source))
    .flatMap(({ failingSince: since, reason = 'It does not answer' }) =>
      since !== undefined && now.getTime() - since.getTime() >= afterMs ? [{ since, reason }] : [],
    )
    .sort((a, b) => a.since.getTime() - b.since.getTime());
  return first && { type: 'failing', source: 'arXiv', ...first };
}

/** The last evening at which arXiv might have announced something; evenings begin at eight. */
function lastEvening(now: Date): string {
  return arxivDate(new Date(now.getTime() - HOURS_TO_EVENING_MS));
}

function newest(states: readonly CategoryState[]): Date | undefined {
  const [last] = states
    .flatMap(({ broughtAt }) => broughtAt ?? [])
    .sort()
    .reverse();
  return last === undefined ? undefined : new Date(last);
}

/** @returns undefined where news have come as expected */
export function arxivStanding(parts: StandingParts): ArxivStanding | undefined {
  const { calendar, state, categories, now } = parts;
  if (categories.length === 0) return { type: 'no-sources' };
  const states = categories.flatMap((category) => state.categories[category] ?? []);
  const isWhole = states.length === categories.length;
  const [feed, harvest] = [feedBatch(calendar, now), harvestBatch(calendar, now)];
  const isRead = (one: CategoryState) => one.harvested >= harvest.date && one.feedDate >= feed.feedDate;
  const failure = isWhole && states.every(isRead) ? undefined : failing(parts, FAILING_AFTER_MS);
  if (failure !== undefined) return failure;

  const because = calendar.noMailing(lastEvening(now));
  if (because !== undefined)
    return { type: 'no-announcement-today', because, next: calendar.nextBatch(now).feedAt };
  const batch = calendar.lastBatch(now);
  if (now < batch.feedAt) return { type: 'not-out-yet', expected: batch.feedAt };

  const hasShown = states.some(({ feedDate }) => feedDate >= batch.feedDate);
  const lastNew = newest(states);
  if (hasShown || (lastNew !== undefined && lastNew >= batch.announcedAt)) return undefined;
  // Nothing was ever read: it is not known that anything is late.
  const neverRead = isWhole ? undefined : failing(parts, 0);
  if (neverRead !== undefined) return neverRead;
  if (!isWhole || now.getTime() < harvestAt(batch).getTime() + STALE_AFTER_HARVEST_MS)
    return { type: 'not-out-yet', expected: new Date(now.getTime() + retryPauseMs(calendar, now)) };
  return { type: 'stale', source: source(categories.length === 1 ? categories[0] : undefined), lastNew };
}
