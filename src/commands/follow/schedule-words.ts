import type { Rule, Schedule } from '../../announcements/rule.ts';
import { UserError } from '../../errors.ts';
import { timeOfDay } from './time-of-day.ts';

/** When something is told, as it is typed and in words. */

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
/** A weekday's name alone means every week on that day. */
export const WHEN = ['daily', 'weekdays', 'weekly', 'at-once', ...WEEKDAYS] as const;
export type When = (typeof WHEN)[number];

export const DEFAULT_TIME = '09:00';

/** A schedule from what was said of it; daily at 09:00 where nothing was. Throws UserError. */
export function readSchedule(when: When | undefined, at: string | undefined): Schedule {
  if (when === 'at-once') {
    if (at === undefined) return { type: 'at-once' };
    throw new UserError(
      `At once and at ${at.slice(0, 20)} cannot both be: leave out "at", or choose daily, weekdays or weekly.`,
    );
  }
  const time = at === undefined ? DEFAULT_TIME : timeOfDay(at);
  if (when === undefined || when === 'daily') return { type: 'daily', time };
  if (when === 'weekdays') return { type: 'weekdays', time };
  const day = when === 'weekly' ? 0 : WEEKDAYS.indexOf(when);
  return { type: 'weekly', time, weekday: day + 1 };
}

/** The value of `when` that reads as this schedule. */
export function whenOf(schedule: Schedule): When {
  return schedule.type === 'weekly' ? (WEEKDAYS[schedule.weekday - 1] ?? 'weekly') : schedule.type;
}

/** The arguments of `/follow` that read as this rule's schedule. */
export function scheduleArgs({ schedule, timeZone }: Pick<Rule, 'schedule' | 'timeZone'>) {
  const when = whenOf(schedule);
  return schedule.type === 'at-once' ? { when } : { when, at: schedule.time, zone: timeZone };
}

/** `every Monday at 09:00 (Europe/Berlin)`, `at once`. */
export function scheduleInWords({ schedule, timeZone }: Pick<Rule, 'schedule' | 'timeZone'>): string {
  switch (schedule.type) {
    case 'at-once':
      return 'at once, one by one';
    case 'daily':
      return `every day at ${schedule.time} (${timeZone})`;
    case 'weekdays':
      return `Monday to Friday at ${schedule.time} (${timeZone})`;
    case 'weekly': {
      const day = WEEKDAYS[schedule.weekday - 1] ?? 'monday';
      return `every ${day.charAt(0).toUpperCase()}${day.slice(1)} at ${schedule.time} (${timeZone})`;
    }
  }
}
