import { z } from 'zod';
import type { ArxivBatch, ArxivCalendar } from '../../../schedule/arxiv-calendar.ts';

/** Where the poller stands with each category: the cursor of the source `arxiv`. */

const Day = z.iso.date().or(z.literal(''));

const CategoryState = z.object({
  /** The newest id (`idOrder`) when it was first looked at: papers up to it are older than our looking. */
  floor: z.string().max(20),
  /** Fingerprint of the feed that was taken last; empty: none. */
  taken: z.string().max(64),
  /** The date of the newest feed that is done with. */
  feedDate: Day,
  /** The evening of the newest batch that was read again through OAI-PMH. */
  harvested: Day,
  /** When it last brought an id that was not seen before. */
  broughtAt: z.iso.datetime().optional(),
});
export type CategoryState = Readonly<z.infer<typeof CategoryState>>;

const PollState = z.object({ categories: z.record(z.string(), CategoryState) });
export type PollState = { readonly categories: Readonly<Record<string, CategoryState>> };

/** After a longer outage a category begins anew, instead of bringing months at once. */
const LONGEST_GAP_DAYS = 30;
const DAY_MS = 86_400_000;

/** Undefined where the cursor is another program's. */
export function decodeState(cursor: string | undefined): PollState | undefined {
  if (cursor === undefined) return undefined;
  try {
    return PollState.safeParse(JSON.parse(cursor)).data;
  } catch {
    return undefined;
  }
}

export function encodeState(state: PollState): string {
  return JSON.stringify(state);
}

/** The day before which nothing is asked for any more, ISO 8601. */
export function oldestDay(now: Date): string {
  return new Date(now.getTime() - LONGEST_GAP_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** The states of categories that are asked now and were not left alone for too long; the others begin anew. */
export function goingOn(state: PollState, categories: readonly string[], now: Date): PollState {
  const oldest = oldestDay(now);
  const kept = Object.entries(state.categories).filter(
    ([category, { harvested, feedDate }]) =>
      // Feeds may work for months where OAI-PMH does not.
      categories.includes(category) && (harvested >= oldest || feedDate >= oldest),
  );
  return { categories: Object.fromEntries(kept) };
}

/** The newest batch that the feeds may show. */
export function feedBatch(calendar: ArxivCalendar, now: Date): ArxivBatch {
  const last = calendar.lastBatch(now);
  return last.feedAt <= now ? last : calendar.lastBatch(new Date(last.announcedAt.getTime() - 1));
}
