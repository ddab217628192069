import { lastTime, nextTime, type Occurrence, timeOn, type WallTimes } from '../schedule/next.ts';
import type { Rule, Schedule } from './rule.ts';

/** When a rule tells its papers. */

/** A digest that could not be posted at its time is posted up to so much later; after that with the next one. */
export const GRACE_MS = 6 * 60 * 60 * 1000;

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Undefined for what is told at once. */
function wallTimes(schedule: Schedule): WallTimes | undefined {
  switch (schedule.type) {
    case 'daily':
      return { time: schedule.time, weekdays: EVERY_DAY };
    case 'weekdays':
      return { time: schedule.time, weekdays: EVERY_DAY.slice(0, 5) };
    case 'weekly':
      return { time: schedule.time, weekdays: [schedule.weekday] };
    case 'at-once':
      return undefined;
  }
}

type Timed = Pick<Rule, 'schedule' | 'timeZone' | 'since' | 'lastDate'>;

/** The next time at which a rule can tell something; undefined for at-once. */
export function nextSlot({ schedule, timeZone, lastDate }: Timed, now: Date): Date | undefined {
  const times = wallTimes(schedule);
  return times && nextTime(now, times, timeZone, lastDate).at;
}

/** The time whose papers may be told now: it has come, not too long ago, since the rule began, and that day told nothing yet. */
export function openSlot({ schedule, timeZone, since, lastDate }: Timed, now: Date): Occurrence | undefined {
  const times = wallTimes(schedule);
  if (times === undefined) return undefined;
  const last = lastTime(now, times, timeZone);
  const isOpen = now.getTime() - last.at.getTime() <= GRACE_MS && last.at >= since;
  return isOpen && (lastDate === undefined || last.date > lastDate) ? last : undefined;
}

/** When what a rule told last was due; undefined where it told nothing yet, or at once. */
export function lastSlot({ schedule, timeZone, lastDate }: Timed): Date | undefined {
  const times = wallTimes(schedule);
  return times && lastDate !== undefined ? timeOn(lastDate, times.time, timeZone) : undefined;
}

/** What tells one rule's slot from another's in a conversation, by its local date. */
export function slotName({ schedule, timeZone }: Pick<Rule, 'schedule' | 'timeZone'>, date: string): string {
  const day = schedule.type === 'weekly' ? ` ${schedule.weekday}` : '';
  const time = schedule.type === 'at-once' ? '' : ` ${schedule.time} ${timeZone}`;
  return `${schedule.type}${day}${time} ${date}`;
}
