import type { PostResult } from '../adapter.ts';
import { UserError } from '../errors.ts';
import { item, list, paragraph, reply } from '../reply/build.ts';
import { cut } from '../text/cut.ts';
import { defineCommand } from './command.ts';
import { findRules } from './follow/find-rule.ts';
import { followingAction, sampleAction, unfollowAction } from './follow/followed-reply.ts';
import { requireRight, withAnnouncements } from './follow/needs.ts';
import { subjectRow } from './follow/rule-lists.ts';

const MAX_OFFERED = 8;

/** What became of the sample, and what to do where it did not come. */
function outcome(result: PostResult): string {
  switch (result.outcome) {
    case 'sent':
      return 'A sample is posted here. It counts for nothing: the same papers can still be announced.';
    case 'retry':
      return `The sample could not be posted just now (${result.reason}). Try again in a minute.`;
    case 'rejected':
      return `The sample was refused (${result.reason}). Announcements would be too: tell whoever runs the bot.`;
    case 'gone':
      return `I may not post here (${result.reason}). Invite me to this channel, then try again.`;
    case 'unknown':
      return 'No answer came: the sample may stand here, or not.';
  }
}

export const sampleCommand = defineCommand(
  {
    name: 'sample',
    beside: 'follow',
    description: 'Post once what a rule would tell, as a sample',
    options: [
      {
        name: 'rule',
        description: 'Its id, its number in /following, or words of it',
        rest: true,
        suggest: 'rule',
      },
    ],
    needsRights: true,
    spokenOf: {
      verbs: ['try', 'test', 'preview'],
      things: ['digest', 'announcement', 'sample', 'notification'],
    },
    examples: ['', 'lab'],
  },
  withAnnouncements(async ({ rule: typed }, context, announcements) => {
    const rules = await announcements.following(context.room);
    const found = typed === undefined ? rules : findRules(typed, rules);
    const [only, another] = found;
    if (only === undefined)
      throw new UserError(
        rules.length === 0
          ? 'Nothing is followed here yet, so there is nothing to show a sample of. See /follow.'
          : `Nothing like "${cut(typed ?? '', 60)}" is followed here. See /following.`,
      );
    if (another !== undefined) {
      const rows = found.slice(0, MAX_OFFERED).map((rule) =>
        item([subjectRow(rule)], [[rule.id]], {
          ...sampleAction(rule),
          label: 'Sample',
        }),
      );
      return reply({ kind: 'choice', blocks: [paragraph('A sample of which one?'), list(rows, 1)] });
    }
    requireRight(context);
    const result = await announcements.sample(context.room, only.id);
    const isSent = result.outcome === 'sent';
    return reply({
      kind: 'done',
      answered: isSent,
      blocks: [paragraph(outcome(result))],
      actions: [...(isSent ? [] : [sampleAction(only)]), followingAction(), unfollowAction(only)],
    });
  }),
);
