import { Temporal } from 'temporal-polyfill';

/** When something that happens on certain days at a time of the wall clock happens next, or did last: pure, over any time zone. */

export type WallTimes = {
  /** `HH:MM`. */
  readonly time: string;
  /** 1 is Monday, 7 is Sunday (ISO 8601); at least one. */
  readonly weekdays: readonly number[];
};

export type Occurrence = {
  readonly at: Date;
  /**
   * The local date that it belongs to, ISO 8601: the key by which something is done once a day. Instants are none, since a day has
   * 23 to 25 hours, and clocks are set.
   */
  readonly date: string;
};

/** A weekly time is at most so many days away. */
const DAYS_AROUND = 8;
/** Nor does a time of the wall clock lie on the other side of a moment for longer, wherever a zone skips or repeats. */
const DAYS_ASIDE = 2;

/** The canonical name of a time zone, however it was typed; undefined where there is none of that name. */
export function timeZoneName(typed: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed.trim() }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The date on the wall in a time zone, ISO 8601. */
export function localDate(moment: Date, timeZone: string): string {
  return zoned(moment, timeZone).toPlainDate().toString();
}

function zoned(moment: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
}

/** A time that the clock leaves out is taken an hour later, one that it shows twice the first time. */
function occurrence(day: Temporal.PlainDate, time: string, timeZone: string): Occurrence {
  const at = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
  return { at: new Date(at.epochMilliseconds), date: day.toString() };
}

/** A time of a day (ISO 8601) on the wall in a time zone. */
export function timeOn(date: string, time: string, timeZone: string): Date {
  return occurrence(Temporal.PlainDate.from(date), time, timeZone).at;
}

/** Day after day, or backwards, each reckoned only when it is looked at: the first ones mostly decide. */
function* daysFrom(
  moment: Date,
  { time, weekdays }: WallTimes,
  timeZone: string,
  step: 1 | -1,
): Generator<Occurrence> {
  const today = zoned(moment, timeZone).toPlainDate();
  for (let away = -DAYS_ASIDE; away <= DAYS_AROUND; away += 1) {
    const day = today.add({ days: away * step });
    if (weekdays.includes(day.dayOfWeek)) yield occurrence(day, time, timeZone);
  }
}

/** The first time after a moment; of a day later than `date` where that is given. */
export function nextTime(moment: Date, times: WallTimes, timeZone: string, date = ''): Occurrence {
  for (const one of daysFrom(moment, times, timeZone, 1)) if (one.at > moment && one.date > date) return one;
  // The clock was set back, behind what was done already.
  const later = Temporal.PlainDate.from(date).toZonedDateTime(timeZone);
  return nextTime(new Date(later.epochMilliseconds), times, timeZone, date);
}

/** The last time up to a moment. */
export function lastTime(moment: Date, times: WallTimes, timeZone: string): Occurrence {
  for (const one of daysFrom(moment, times, timeZone, -1)) if (one.at <= moment) return one;
  throw new RangeError('A schedule needs a day of the week');
}
