import { expect, it, onTestFinished } from 'vitest';
import { conversationOf } from '../../../adapters/slack/request.ts';
import type { CommandRequest } from '../../../src/adapter.ts';
import { startSlack } from '../../standins/slack/index.ts';
import { idOf, startSlackBot } from './slack-bot.ts';

it('takes what is asked in a window for the person’s direct conversation with the bot, and asks for that once', async () => {
  const asked: CommandRequest[] = [];
  const slack = await startSlack();
  const bot = await startSlackBot(slack, {
    around: (dispatch) => (request) => {
      asked.push(request);
      return dispatch(request);
    },
  });
  onTestFinished(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    await slack.close();
  });
  const ada = slack.person('ada');
  slack.fault({ method: 'conversations.open', kind: 'error', error: 'missing_scope', times: 1 });
  const rooms: unknown[] = [];
  for (let times = 0; times < 3; times += 1) {
    const { message } = await ada.command('/paper');
    if (message === undefined) throw new Error('No message');
    const { view } = await ada.press(message, idOf(message, 'Search'));
    if (view === undefined) throw new Error('No form');
    const before = asked.length;
    await ada.submit(
      view,
      { words: 'privacy' },
      { until: () => !/Looking it up|external_select/.test(JSON.stringify(view.payload)) },
    );
    const last = asked[before];
    expect(last).toMatchObject({ isDirect: true, actor: { mayManage: true } });
    rooms.push(last?.room);
  }
  const direct = slack.workspace.directChannel(ada.id);
  const room = conversationOf({ team: slack.workspace.teamId, channel: direct.id });
  expect(rooms).toEqual([undefined, room, room]);
  expect(slack.callsOf('conversations.open')).toHaveLength(2);
});
