import { lastTime, localDate, nextTime, type Occurrence, timeOn, type WallTimes } from '../schedule/next.ts';
import type { Rule, Schedule } from './rule.ts';

/** When a rule tells its papers. */

/** A digest that could not be posted at its time is posted up to so much later; after that with the next one. */
export const GRACE_MS = 6 * 60 * 60 * 1000;

const FURTHEST_AHEAD_MS = 2 * 24 * 60 * 60 * 1000;

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

/**
 * The local date of what a rule told last. One further ahead than a clock is set back in earnest was written while the clock was
 * wrong, and would keep the rule silent until then; that a day's post is made once is seen to by its slot.
 */
function toldOn({ timeZone, lastDate }: Timed, now: Date): string | undefined {
  const furthest = localDate(new Date(now.getTime() + FURTHEST_AHEAD_MS), timeZone);
  return lastDate === undefined || lastDate > furthest ? undefined : lastDate;
}

/** The next time at which a rule can tell something; undefined for at-once. */
export function nextSlot(rule: Timed, now: Date): Date | undefined {
  const times = wallTimes(rule.schedule);
  return times && nextTime(now, times, rule.timeZone, toldOn(rule, now)).at;
}

/** The time whose papers may be told now: it has come, not too long ago, since the rule began, and that day told nothing yet. */
export function openSlot(rule: Timed, now: Date): Occurrence | undefined {
  const { schedule, timeZone, since } = rule;
  const times = wallTimes(schedule);
  if (times === undefined) return undefined;
  const lastDate = toldOn(rule, now);
  const last = lastTime(now, times, timeZone);
  const isOpen = now.getTime() - last.at.getTime() <= GRACE_MS && last.at >= since;
  return isOpen && (lastDate === undefined || last.date > lastDate) ? last : undefined;
}

/** When what a rule told last was due; undefined where it told nothing yet, or at once. */
export function lastSlot(rule: Timed, now: Date): Date | undefined {
  const { schedule, timeZone } = rule;
  const times = wallTimes(schedule);
  const lastDate = toldOn(rule, now);
  return times && lastDate !== undefined ? timeOn(lastDate, times.time, timeZone) : undefined;
}

/** What tells one rule's slot from another's in a conversation, by its local date. */
export function slotName({ schedule, timeZone }: Pick<Rule, 'schedule' | 'timeZone'>, date: string): string {
  const day = schedule.type === 'weekly' ? ` ${schedule.weekday}` : '';
  const time = schedule.type === 'at-once' ? '' : ` ${schedule.time} ${timeZone}`;
  return `${schedule.type}${day}${time} ${date}`;
}
