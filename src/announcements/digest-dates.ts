import type { PaperDate } from '../paper.ts';
import { ARXIV_ZONE } from '../schedule/arxiv-calendar.ts';
import { localDate, timeOn } from '../schedule/next.ts';
import type { DeliveryWithReasons, PostBody } from './post.ts';

/** The days that a digest is about. */

type DigestBody = Extract<PostBody, { type: 'digest' }>;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function parts(date: PaperDate): { day: number | undefined; month: string; year: string } {
  const [year = '', month = '1', day] = date.split('-');
  return {
    day: day === undefined ? undefined : Number(day),
    month: MONTHS[Number(month) - 1] ?? month,
    year,
  };
}

/** `24 November`. */
export function readableDay(date: PaperDate): string {
  const { day, month, year } = parts(date);
  return day === undefined ? `${month} ${year}` : `${day} ${month}`;
}

/** `21 to 23 November`, `30 November to 2 December`. */
export function readableDays(first: PaperDate, last: PaperDate): string {
  const [from, to] = [parts(first), parts(last)];
  const isSameMonth = from.month === to.month && from.year === to.year && from.day !== undefined;
  return `${isSameMonth ? from.day : readableDay(first)} to ${readableDay(last)}`;
}

const WHOLE_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The source announced it before the digest that was posted already was due: the paper was missed then, by whomever. Moments are
 * compared and no dates: where a digest is due in the morning of India, arXiv's day has not begun, and that day's papers are in time
 * for the next one.
 */
export function isLate({ arrival: { announcedOn } }: DeliveryWithReasons, { before }: DigestBody): boolean {
  if (announcedOn === undefined || before === undefined || !WHOLE_DATE.test(announcedOn)) return false;
  return timeOn(announcedOn, '00:00', ARXIV_ZONE) <= new Date(before);
}

function dayOf({ arrival }: DeliveryWithReasons, { timeZone }: DigestBody): PaperDate {
  return arrival.announcedOn ?? localDate(arrival.arrivedAt, timeZone);
}

/** The first and the last of several days on which the papers came, late ones left aside; undefined for one day. */
export function datesOf(
  deliveries: readonly DeliveryWithReasons[],
  body: DigestBody,
): readonly [PaperDate, PaperDate] | undefined {
  const days = deliveries
    .filter((delivery) => !isLate(delivery, body))
    .map((delivery) => dayOf(delivery, body))
    .sort();
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined || first === last ? undefined : [first, last];
}
