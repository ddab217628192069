import type { Announcements } from '../../announcements/announcements.ts';
import type { Rule } from '../../announcements/rule.ts';
import { LAB_IN_WORDS } from '../../announcements/subject-words.ts';
import { heading, note, paragraph, reply, strong } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { readableMoment } from '../../text/readable-time.ts';
import type { CommandContext } from '../command.ts';
import { followingAction, sampleAction, timing, unfollowAction } from './followed-reply.ts';
import { resumeAction, subjectRow } from './rule-lists.ts';

/** One rule: what it follows, where and when, who asked for it, and how to change or end it. */

const MAX_NAME = 60;

function since(rule: Rule, { isDirect }: CommandContext): string {
  const by = isDirect || rule.ownerName === '' ? '' : `, asked by ${cut(rule.ownerName, MAX_NAME)}`;
  return `${rule.id}, since ${readableMoment(rule.since, rule.timeZone)}${by}`;
}

/** Where it takes only one to say it is told otherwise. */
function otherwise({ id, schedule }: Rule): string {
  const change = schedule.type === 'at-once' ? `/follow ${id} daily at 9am` : `/follow ${id} weekly at 17h`;
  return `${change} tells it at another time; /unfollow ${id} ends it, and can be undone.`;
}

export function ruleReply(rule: Rule, announcements: Announcements, context: CommandContext): Reply {
  const isPaused = rule.status === 'paused';
  return reply({
    kind: 'answer',
    blocks: [
      heading(strong(subjectRow(rule))),
      ...(rule.subject.type === 'lab' ? [note(`That is ${LAB_IN_WORDS}.`)] : []),
      paragraph(
        isPaused
          ? `Paused: ${cut(rule.reason ?? 'it was stopped', 200)}`
          : timing(rule, { coming: announcements.next(rule), first: false }, context),
      ),
      note(since(rule, context)),
      note(otherwise(rule)),
    ],
    actions: [
      ...(isPaused ? [resumeAction(rule)] : [sampleAction(rule)]),
      unfollowAction(rule),
      followingAction(),
    ],
  });
}
