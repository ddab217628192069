import type { Announcements } from '../../announcements/announcements.ts';
import type { Rule } from '../../announcements/rule.ts';
import { subjectInWords } from '../../announcements/subject-words.ts';
import { commandAction, item, type SpanInput } from '../../reply/build.ts';
import type { CommandAction, ListItem } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { readableComing } from '../../text/readable-time.ts';
import type { CommandContext } from '../command.ts';
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

/** What is followed, when and by whom; choosing it shows all of it, and changes nothing. */
export function ruleItem(
  rule: Rule,
  announcements: Announcements,
  { now, isDirect }: CommandContext,
): ListItem {
  const by: SpanInput[] = isDirect || rule.ownerName === '' ? [] : [` · asked by ${cut(rule.ownerName, 60)}`];
  return item(
    [subjectRow(rule)],
    [[state(rule, announcements, now())], [rule.id, ...by]],
    commandAction('Details', 'following', { rule: rule.id }),
  );
}

export const resumeAction = ({ id }: Pick<Rule, 'id'>, label = 'Resume') =>
  commandAction(label, 'follow', { what: id });

/** A paused rule is taken up again in one press. */
export function resumeActions(rules: readonly Rule[]): CommandAction[] {
  const paused = rules.filter(({ status }) => status === 'paused');
  return paused.map((rule) => resumeAction(rule, paused.length === 1 ? 'Resume' : `Resume ${rule.id}`));
}
