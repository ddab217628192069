import type { Announcements } from '../announcements/announcements.ts';
import type { Rule } from '../announcements/rule.ts';
import { commandAction, list, note, paragraph, reply } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { findRules } from './follow/find-rule.ts';
import { sampleAction, unfollowAction } from './follow/followed-reply.ts';
import { whoFollows, withAnnouncements } from './follow/needs.ts';
import { ruleReply } from './follow/rule-card.ts';
import { resumeActions, ruleItem } from './follow/rule-lists.ts';
import { currentPage, PAGE_SIZE, pageNote } from './paper-lists.ts';

/** All that is followed here; a row opens its rule, and nothing that a number or one press does ends it. */
function listed(rules: readonly Rule[], announcements: Announcements, context: CommandContext): Reply {
  const range = currentPage(rules.length, context);
  const shown = rules.slice(range.offset, range.offset + PAGE_SIZE);
  const [only, another] = rules;
  const first = shown[0]?.id ?? 'r1';
  const isOne = only !== undefined && another === undefined;
  return reply({
    kind: 'list',
    blocks: [
      paragraph(`${whoFollows(context)} ${isOne ? 'this' : `these ${rules.length}`}:`),
      list(
        shown.map((rule) => ruleItem(rule, announcements, context)),
        range.offset + 1,
      ),
      ...pageNote(range),
      note(
        `/follow ${first} at:17h tells it at another time, /sample ${first} shows what it would tell, /unfollow ${first} ends it.`,
      ),
    ],
    actions: [
      ...pageActions(range, 'following', {}),
      ...resumeActions(shown),
      ...(isOne && only.status === 'active' ? [sampleAction(only)] : []),
      isOne ? unfollowAction(only) : commandAction('Unfollow one', 'unfollow'),
    ],
  });
}

export const followingCommand = defineCommand(
  {
    name: 'following',
    beside: 'follow',
    description: 'What is followed here, and when it is told next',
    options: [
      {
        name: 'rule',
        description: 'Only this one: its id, its number in the list, or words of it',
        rest: true,
        suggest: 'rule',
      },
    ],
    spokenOf: {
      verbs: ['see', 'show', 'list', 'check', 'change'],
      things: ['subscription', 'followed', 'following', 'rule', 'schedule'],
    },
    examples: ['', 'lab'],
  },
  withAnnouncements(async ({ rule: typed }, context, announcements) => {
    const rules = await announcements.following(context.room);
    const [any] = rules;
    if (any === undefined)
      return reply({
        kind: 'none',
        blocks: [paragraph(`${whoFollows(context)} nothing yet.`)],
        actions: [commandAction('What can be followed', 'follow')],
      });
    if (typed === undefined) return listed(rules, announcements, context);
    const found = findRules(typed, rules);
    const [first, second] = found;
    if (first !== undefined && second === undefined) return ruleReply(first, announcements, context);
    if (first !== undefined) return listed(found, announcements, context);
    const all = listed(rules, announcements, context);
    const nothing = paragraph(`Nothing like "${cut(typed, 60)}" is followed here.`);
    return { ...all, kind: 'none', answered: false, blocks: [nothing, ...all.blocks] };
  }),
);
