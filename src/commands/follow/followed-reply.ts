import type { Announcements, Followed } from '../../announcements/announcements.ts';
import type { Rule } from '../../announcements/rule.ts';
import { LAB_IN_WORDS, subjectInWords } from '../../announcements/subject-words.ts';
import { commandAction, note, paragraph, reply, strong, UNDO, undoAction } from '../../reply/build.ts';
import type { CommandAction, Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { readableComing } from '../../text/readable-time.ts';
import type { CommandContext } from '../command.ts';
import { audience, whoFollows } from './needs.ts';
import { scheduleArgs, scheduleInWords } from './schedule-words.ts';
import { followable } from './scope-query.ts';

/** What is said of a rule that was made, changed or taken up again. */

const MAX_SUBJECT = 300;

export const followingAction = () => commandAction('Following', 'following');
export const sampleAction = ({ id }: Pick<Rule, 'id'>) =>
  commandAction('Send a sample now', 'sample', { rule: id });
export const unfollowAction = ({ id }: Pick<Rule, 'id'>, label = 'Unfollow') =>
  commandAction(label, 'unfollow', { rule: id });

/** When it is told, where, and when for the first time. */
export function timing(
  rule: Rule,
  { coming, first }: { readonly coming: Date | undefined; readonly first: boolean },
  context: CommandContext,
): string {
  const often = scheduleInWords(rule);
  const sentence = `${often.charAt(0).toUpperCase()}${often.slice(1)}, ${audience(context)}`;
  if (coming === undefined) return `${sentence}.`;
  return `${sentence}; ${first ? 'first' : 'next'} ${readableComing(coming, rule.timeZone, context.now())}.`;
}

/** Takes back what was just done: the rule itself, or its schedule where the rule was there before. */
function undo({ rule, isNew }: Followed, before: Rule | undefined): CommandAction[] {
  if (isNew) return [unfollowAction(rule, UNDO)];
  if (before === undefined || scheduleInWords(before) === scheduleInWords(rule)) return [];
  return [undoAction('follow', { what: followable(rule.subject), ...scheduleArgs(before) })];
}

/** How a sentence goes on behind "You follow dp-sgd" where that is nothing new. */
function ending({ rule, isNew }: Followed, before: Rule | undefined): string {
  if (isNew) return '.';
  const isSame = before !== undefined && scheduleInWords(before) === scheduleInWords(rule);
  return isSame ? ' already.' : '; when it is told has changed.';
}

export type FollowedParts = {
  readonly followed: Followed;
  /** The same rule as it was, where it was there. */
  readonly before?: Rule | undefined;
  readonly outlook?: string | undefined;
  readonly notes?: readonly string[];
};

export function followedReply(
  { followed, before, outlook, notes = [] }: FollowedParts,
  context: CommandContext,
): Reply {
  const { rule, first } = followed;
  return reply({
    kind: 'done',
    blocks: [
      paragraph(
        `${whoFollows(context, followed.isNew ? { now: 'now' } : {})} `,
        strong(cut(subjectInWords(rule.subject), MAX_SUBJECT)),
        ending(followed, before),
      ),
      ...(rule.subject.type === 'lab' && followed.isNew ? [note(`That is ${LAB_IN_WORDS}.`)] : []),
      paragraph(timing(rule, { coming: first, first: followed.isNew }, context)),
      ...(outlook === undefined ? [] : [note(outlook)]),
      ...notes.map((sentence) => note(sentence)),
    ],
    actions: [sampleAction(rule), followingAction(), ...undo(followed, before)],
  });
}

/** A rule that was there before and tells again. */
export function takenUpReply(rule: Rule, announcements: Announcements, context: CommandContext): Reply {
  const coming = announcements.next(rule);
  return reply({
    kind: 'done',
    blocks: [
      paragraph(`${whoFollows(context)} `, strong(cut(subjectInWords(rule.subject), MAX_SUBJECT)), ' again.'),
      paragraph(timing(rule, { coming, first: false }, context)),
    ],
    actions: [followingAction(), unfollowAction(rule)],
  });
}
