import { commandAction, list, note, paragraph, reply } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { defineCommand } from './command.ts';
import { sampleAction } from './follow/followed-reply.ts';
import { whoFollows, withAnnouncements } from './follow/needs.ts';
import { pausedActions, ruleItem } from './follow/rule-lists.ts';
import { currentPage, PAGE_SIZE, pageNote } from './paper-lists.ts';

export const followingCommand = defineCommand(
  {
    name: 'following',
    beside: 'follow',
    description: 'What is followed here, and when it is told next',
    options: [],
    examples: [''],
  },
  withAnnouncements(async (_, context, announcements) => {
    const rules = await announcements.following(context.room);
    const where = whoFollows(context);
    if (rules.length === 0)
      return reply({
        kind: 'none',
        blocks: [paragraph(`${where} nothing yet.`)],
        actions: [commandAction('What can be followed', 'follow')],
      });
    const range = currentPage(rules.length, context);
    const shown = rules.slice(range.offset, range.offset + PAGE_SIZE);
    const [only, another] = rules;
    const first = shown[0]?.id ?? 'r1';
    return reply({
      kind: 'list',
      blocks: [
        paragraph(`${where} ${rules.length === 1 ? 'this' : `these ${rules.length}`}:`),
        list(
          shown.map((rule) => ruleItem(rule, announcements, context)),
          range.offset + 1,
        ),
        ...pageNote(range),
        note(`/follow ${first} at:17h tells it at another time, /sample ${first} shows what it would tell.`),
      ],
      actions: [
        ...pageActions(range, 'following', {}),
        ...pausedActions(shown),
        ...(only !== undefined && another === undefined ? [sampleAction(only)] : []),
      ],
    });
  }),
);
