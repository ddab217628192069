import { asTypedInSlack } from '../../../adapters/slack/commands.ts';
import { createSlack } from '../../../adapters/slack/index.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { commandAction, paragraph, reply } from '../../../src/reply/build.ts';
import { startSlack } from '../../../test/standins/slack/index.ts';
import type { Outcome } from '../../../test/standins/slack/outcome.ts';
import type { Message, View } from '../../../test/standins/slack/workspace.ts';
import { type Platform, problemsOf } from './problems.ts';
import { ASKED, inTurn, openSurroundings, type Sender } from './sender.ts';
import { shownOnSlack } from './shown-on-slack.ts';

export const SLACK: Platform = {
  name: 'slack',
  written: (text) => asTypedInSlack(text, COMMAND_DEFINITIONS),
};

const FIRST = reply({
  kind: 'choice',
  blocks: [paragraph('Press')],
  actions: [commandAction('Again', ASKED.command, ASKED.args)],
});
/** What a window says until the reply is there. */
const LOOKING = 'Looking it up';

const buttonOf = (message: Message): string => {
  const found = JSON.stringify(message.blocks).match(/"action_id":"([^"]+)"/);
  if (found?.[1] === undefined) throw new Error('There is nothing to press');
  return found[1];
};

export async function createSlackSender(): Promise<Sender> {
  const slack = await startSlack();
  const { inbox, logger, takeLog, close } = await openSurroundings();
  let current = FIRST;
  const adapter = createSlack({
    config: {
      botToken: slack.botToken,
      transport: { type: 'socket', appToken: slack.appToken },
      apiUrl: slack.apiUrl.replace(/\/$/, ''),
      teamIds: [],
      channelIds: [],
      replies: 'private',
      mentionsOnly: false,
    },
    dispatch: async () => current,
    suggest: async () => [],
    definitions: COMMAND_DEFINITIONS,
    inbox,
    logger,
  });
  await adapter.start();
  const ada = slack.person('ada');
  const { view: home } = await ada.openHome();

  const textAndBlocks = (shown: Message | undefined) =>
    shown === undefined ? undefined : { text: shown.text, blocks: shown.blocks };
  const inWindow = (view: View | undefined) =>
    view === undefined ? undefined : { text: '', blocks: view.payload.blocks };

  async function pressed(made: typeof FIRST): Promise<Outcome> {
    current = FIRST;
    const { message } = await ada.command('/paper', 'x');
    if (message === undefined) throw new Error('There is nothing to press');
    current = made;
    return ada.press(message, buttonOf(message));
  }

  async function windowed(): Promise<View | undefined> {
    if (home === undefined) throw new Error('There is no page');
    const isFilled = ({ view }: Outcome) =>
      view !== undefined && view !== home && !JSON.stringify(view.payload).includes(LOOKING);
    return (await ada.press(home, 'question', { value: 'x', until: isFilled })).view;
  }

  const ROADS: Readonly<Record<string, (made: typeof FIRST) => Promise<unknown>>> = {
    command: async () => textAndBlocks((await ada.command('/paper', 'x')).message),
    'public command': async () => textAndBlocks((await ada.command('/paper', 'x share:yes')).message),
    mention: async () => textAndBlocks((await ada.mention('general', 'x')).message),
    'direct message': async () => textAndBlocks((await ada.dm('x')).message),
    button: async (made) => textAndBlocks((await pressed(made)).message),
    window: async () => inWindow(await windowed()),
  };
  const nextRoad = inTurn(Object.keys(ROADS));

  return {
    async send(made) {
      const road = nextRoad();
      const before = slack.violations.length;
      current = made;
      const message = await ROADS[road]?.(made);
      return {
        road: `slack, ${road}`,
        problems: [
          ...(message === undefined
            ? ['slack: no reply came']
            : problemsOf(made, shownOnSlack(message), SLACK, [ASKED])),
          ...slack.violations.slice(before).map((one) => `slack: ${JSON.stringify(one)}`),
          ...takeLog(),
        ],
      };
    },
    async stop() {
      await adapter.stop();
      await slack.close();
      await close();
    },
  };
}
