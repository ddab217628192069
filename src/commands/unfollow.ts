import type { Announcements } from '../announcements/announcements.ts';
import type { Rule } from '../announcements/rule.ts';
import { subjectInWords } from '../announcements/subject-words.ts';
import { commandAction, item, list, paragraph, reply, strong, undoAction } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { findRules } from './follow/find-rule.ts';
import { followingAction, unfollowAction } from './follow/followed-reply.ts';
import { requireRight, whoFollows, withAnnouncements } from './follow/needs.ts';
import { subjectRow } from './follow/rule-lists.ts';

const MAX_OFFERED = 8;
const MAX_SUBJECT = 200;

async function unfollowed(
  rules: readonly Rule[],
  announcements: Announcements,
  context: CommandContext,
): Promise<Reply> {
  requireRight(context);
  const ended: Rule[] = [];
  for (const { id } of rules) ended.push(await announcements.unfollow(context.room, id));
  const [only, another] = ended;
  const noLonger = whoFollows(context, { now: 'no longer' });
  const ids = ended.map(({ id }) => id).join(' ');
  return reply({
    kind: 'done',
    blocks:
      only !== undefined && another === undefined
        ? [paragraph(`${noLonger} `, strong(cut(subjectInWords(only.subject), MAX_SUBJECT)), '.')]
        : [
            paragraph(`${noLonger} these ${ended.length}:`),
            list(ended.slice(0, MAX_OFFERED).map((rule) => item([subjectRow(rule)]))),
          ],
    actions: [undoAction('follow', { what: ids }), followingAction()],
  });
}

export function whichOne(question: string, rules: readonly Rule[], context: CommandContext): Reply {
  const rows = rules
    .slice(0, MAX_OFFERED)
    .map((rule) => item([subjectRow(rule)], [[rule.id]], unfollowAction(rule)));
  const all = commandAction(`Unfollow all ${rules.length}`, 'unfollow', { rule: 'all' });
  return reply({
    kind: 'choice',
    blocks: [paragraph(question), list(rows, 1)],
    actions: [...(context.typed.rule === undefined && rules.length > 1 ? [all] : []), followingAction()],
  });
}

export const unfollowCommand = defineCommand(
  {
    name: 'unfollow',
    beside: 'follow',
    description: 'Stop telling of something that is followed here',
    options: [
      {
        name: 'rule',
        description: 'Its id, its number in /following, words of it, or all',
        rest: true,
        suggest: 'rule',
      },
    ],
    needsRights: true,
    spokenOf: {
      verbs: ['unfollow', 'unsubscribe', 'turn', 'switch', 'stop', 'cancel', 'mute', 'disable', 'end'],
      things: [
        'following',
        'follow',
        'announcement',
        'notification',
        'digest',
        'author',
        'topic',
        'posting',
        'post',
        'alert',
        'subscription',
        'announcing',
        'update',
        'daily',
        'weekly',
        'category',
      ],
    },
    canBeUndone: true,
    examples: ['', 'lab', 'all'],
  },
  withAnnouncements(async ({ rule: typed }, context, announcements) => {
    const rules = await announcements.following(context.room);
    const [only, another] = rules;
    if (only === undefined)
      return reply({
        kind: 'none',
        blocks: [paragraph(`${whoFollows(context)} nothing.`)],
        actions: [commandAction('What can be followed', 'follow')],
      });
    if (typed === undefined)
      return another === undefined
        ? unfollowed([only], announcements, context)
        : whichOne('Unfollow which one?', rules, context);
    if (/^(?:all|everything|\*)$/i.test(typed)) return unfollowed(rules, announcements, context);
    const found = findRules(typed, rules);
    const [first, second] = found;
    if (first === undefined)
      return {
        ...whichOne(
          `Nothing like "${cut(typed, 60)}" is followed here. Unfollow one of these?`,
          rules,
          context,
        ),
        kind: 'none',
        answered: false,
      };
    return second === undefined
      ? unfollowed([first], announcements, context)
      : whichOne(`${found.length} fit "${cut(typed, 60)}". Unfollow which one?`, found, context);
  }),
);
