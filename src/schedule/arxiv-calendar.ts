import { Temporal } from 'temporal-polyfill';
import { shippedLines } from '../shipped-data.ts';
import { lastTime, localDate, nextTime, type WallTimes } from './next.ts';

/**
 * When arXiv announces papers (https://info.arxiv.org/help/availability.html): Sunday to Thursday at 20:00 Eastern US, but for some
 * holidays. The calendar says when to look; what is new, only the content tells.
 */

/** What is announced together on one evening. */
export type ArxivBatch = {
  /** The evening's date on the wall in New York, ISO 8601. */
  readonly date: string;
  readonly announcedAt: Date;
  /** From then on OAI-PMH may have it. */
  readonly harvestableAt: Date;
  /** The feeds are built at midnight, and carry the date of the day that begins then. */
  readonly feedAt: Date;
  readonly feedDate: string;
  /** The feeds are built anew, and this batch is gone from them. */
  readonly feedEndsAt: Date;
};

/** Why an evening has no announcement. */
export type NoMailing = 'weekend' | 'holiday';

export type ArxivCalendar = {
  /** The newest batch that is announced. */
  lastBatch(now: Date): ArxivBatch;
  nextBatch(now: Date): ArxivBatch;
  /** The first of the `count` evenings with an announcement that end with this one, or the last before it. */
  startOf(evening: string, count: number): string;
  /** Of a date on the wall in New York, ISO 8601; undefined where there is an announcement that evening. */
  noMailing(date: string): NoMailing | undefined;
  /** The last year for which holidays are known. */
  readonly knownUntil: number;
};

export const ARXIV_ZONE = 'America/New_York';
const EVENINGS: WallTimes = { time: '20:00', weekdays: [7, 1, 2, 3, 4] };
/** Papers were there around half past ten: https://info.arxiv.org/help/oa/index.html says "typically around 10pm". */
const HARVESTABLE = '22:30';

function at(day: Temporal.PlainDate, time: string): Date {
  const moment = day.toZonedDateTime({ timeZone: ARXIV_ZONE, plainTime: Temporal.PlainTime.from(time) });
  return new Date(moment.epochMilliseconds);
}

function toBatch(date: string): ArxivBatch {
  const day = Temporal.PlainDate.from(date);
  const next = day.add({ days: 1 });
  return {
    date,
    announcedAt: at(day, EVENINGS.time),
    harvestableAt: at(day, HARVESTABLE),
    feedAt: at(next, '00:00'),
    feedDate: next.toString(),
    feedEndsAt: at(next.add({ days: 1 }), '00:00'),
  };
}

/** The evenings without announcement that are shipped with the program. */
export function shippedNoMailingDays(): readonly string[] {
  return shippedLines('arxiv-no-mailing-days.txt');
}

/** @param noMailingDays dates on the wall in New York, ISO 8601 */
export function createArxivCalendar(
  noMailingDays: readonly string[] = shippedNoMailingDays(),
): ArxivCalendar {
  const holidays = new Set(noMailingDays);

  function noMailing(date: string): NoMailing | undefined {
    if (!EVENINGS.weekdays.includes(Temporal.PlainDate.from(date).dayOfWeek)) return 'weekend';
    return holidays.has(date) ? 'holiday' : undefined;
  }

  function lastBatch(now: Date): ArxivBatch {
    const { at: evening, date } = lastTime(now, EVENINGS, ARXIV_ZONE);
    return holidays.has(date) ? lastBatch(new Date(evening.getTime() - 1)) : toBatch(date);
  }

  function nextBatch(now: Date): ArxivBatch {
    const { at: evening, date } = nextTime(now, EVENINGS, ARXIV_ZONE);
    return holidays.has(date) ? nextBatch(evening) : toBatch(date);
  }

  return {
    lastBatch,
    nextBatch,
    startOf(evening, count) {
      let { date, announcedAt } = lastBatch(at(Temporal.PlainDate.from(evening), EVENINGS.time));
      for (let left = count - 1; left > 0; left -= 1)
        ({ date, announcedAt } = lastBatch(new Date(announcedAt.getTime() - 1)));
      return date;
    },
    noMailing,
    knownUntil: Math.max(...[...holidays].map((date) => Number(date.slice(0, 4))), 0),
  };
}

/** The date on the wall in New York. */
export function arxivDate(moment: Date): string {
  return localDate(moment, ARXIV_ZONE);
}
