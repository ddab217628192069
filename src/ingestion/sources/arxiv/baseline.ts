import type { ArxivCalendar } from '../../../schedule/arxiv-calendar.ts';
import { type ArxivDraft, idOrder } from './arxiv-record.ts';
import type { ArxivClient } from './client.ts';
import { fingerprint } from './fingerprint.ts';
import type { FeedItem } from './parse-feed.ts';
import { type CategoryState, feedBatch } from './poll-state.ts';

/** The first look at a category: what is there is taken note of, and the next look tells what has come since. */
export type Baseline = {
  readonly state: CategoryState;
  /** What is current; the stream takes it. */
  readonly drafts: readonly ArxivDraft[];
};

/** Announcement days that are read again each time. */
export const EVENINGS_AGAIN = 3;
/** An older paper that comes up was edited, not announced. */
const CURRENT_DAYS = 14;
const DAY_MS = 86_400_000;

/** Papers as they were announced: one version, and that of these days. */
function isCurrent(draft: ArxivDraft, now: Date): boolean {
  const [first, ...others] = draft.versions ?? [];
  const oldest = new Date(now.getTime() - CURRENT_DAYS * DAY_MS).toISOString().slice(0, 10);
  return others.length === 0 && first?.number === 1 && first.date >= oldest;
}

function newest(ids: readonly string[], now: Date): string {
  // Where nothing is there to tell, ids of this month may be new.
  const month = `${now.toISOString().slice(2, 4)}${now.toISOString().slice(5, 7)}.00000`;
  return ids.map(idOrder).sort().at(-1) ?? month;
}

function fromFeed(items: readonly FeedItem[]): ArxivDraft[] {
  return items.filter(({ type }) => type === 'new' || type === 'cross').map(({ draft }) => draft);
}

export async function takeBaseline(
  client: ArxivClient,
  category: string,
  { calendar, now }: { readonly calendar: ArxivCalendar; readonly now: Date },
  signal: AbortSignal,
): Promise<Baseline> {
  const batch = feedBatch(calendar, now);
  const { items } = await client.feed(category, signal);
  const hasNew = items.some(({ type }) => type === 'new');
  const from = calendar.startOf(batch.date, EVENINGS_AGAIN);
  // At weekends the feed is empty, and in a small category it may hold no new paper.
  const records = hasNew ? [] : await client.changes(category, from, signal);
  const drafts = [
    ...fromFeed(items),
    ...records.flatMap(({ draft }) => (draft !== undefined && isCurrent(draft, now) ? [draft] : [])),
  ];
  const ids = hasNew
    ? items.filter(({ type }) => type === 'new').map(({ arxivId }) => arxivId)
    : records.map(({ arxivId }) => arxivId);
  return {
    drafts,
    state: {
      floor: newest(ids, now),
      taken: fingerprint(items),
      // A feed that is still that of the day before brings today's papers as news later.
      feedDate: items.some(({ publishedOn }) => publishedOn === batch.feedDate) ? batch.feedDate : '',
      harvested: batch.date,
    },
  };
}
