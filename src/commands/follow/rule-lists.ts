import type { Announcements } from '../../announcements/announcements.ts';
import type { Rule } from '../../announcements/rule.ts';
import { subjectInWords } from '../../announcements/subject-words.ts';
import { commandAction, item, type SpanInput } from '../../reply/build.ts';
import type { CommandAction, ListItem } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { readableComing } from '../../text/readable-time.ts';
import type { CommandContext } from '../command.ts';
import { unfollowAction } from './followed-reply.ts';
import { scheduleInWords } from './schedule-words.ts';

/** Rules in rows. */

const MAX_ROW = 160;

function state(rule: Rule, announcements: Announcements, now: Date): string {
  if (rule.status === 'paused') return `Paused: ${cut(rule.reason ?? 'it was stopped', MAX_ROW)}`;
  const next = announcements.next(rule);
  const words = scheduleInWords(rule);
  const often = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return next === undefined ? often : `${often}; next ${readableComing(next, rule.timeZone, now)}`;
}

/** What a rule follows, as a row begins. */
export function subjectRow({ subject }: Pick<Rule, 'subject'>): string {
  const words = subjectInWords(subject);
  return cut(`${words.charAt(0).toUpperCase()}${words.slice(1)}`, MAX_ROW);
}

/** What is followed, when and by whom; a paused rule's button resumes it, the others' unfollow. */
export function ruleItem(
  rule: Rule,
  announcements: Announcements,
  { now, isDirect }: CommandContext,
): ListItem {
  const by: SpanInput[] = isDirect || rule.ownerName === '' ? [] : [` · asked by ${cut(rule.ownerName, 60)}`];
  return item(
    [subjectRow(rule)],
    [[state(rule, announcements, now())], [rule.id, ...by]],
    rule.status === 'paused' ? commandAction('Resume', 'follow', { what: rule.id }) : unfollowAction(rule),
  );
}

/** The buttons that rows have no room for: a paused rule can be unfollowed too. */
export function pausedActions(rules: readonly Rule[]): CommandAction[] {
  return rules
    .filter(({ status }) => status === 'paused')
    .map((rule) => unfollowAction(rule, `Unfollow ${rule.id}`));
}
