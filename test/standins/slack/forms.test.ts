import { afterEach, describe, expect, test } from 'vitest';
import { type Bot, startHttpBot, startSocketBot } from './bolt-bot.ts';
import { type SlackStandIn, startSlack } from './index.ts';
import type { View } from './workspace.ts';

let slack: SlackStandIn;
let bot: Bot;
afterEach(async () => {
  await bot.stop();
  await slack.close();
});

describe.each([
  ['signed requests', startHttpBot],
  ['sockets', startSocketBot],
] as const)('over %s', (_name, startBot) => {
  async function openForm(options = {}): Promise<[person: ReturnType<SlackStandIn['person']>, view: View]> {
    slack = await startSlack(options);
    bot = await startBot(slack);
    const ada = slack.person('ada');
    const { view } = await ada.command('/form');
    if (view === undefined) throw new Error('no form was opened');
    return [ada, view];
  }

  test('a command opens a form; options are asked for while somebody types', async () => {
    const [ada, view] = await openForm();

    const options = await ada.suggest(view, 'paper', 're');

    expect(view.payload.title).toEqual({ type: 'plain_text', text: 'Find a paper' });
    expect(options).toEqual([{ text: { type: 'plain_text', text: 'Paper about re' }, value: 're' }]);
    expect(await ada.suggest(view, 'paper', 'r')).toEqual([]);
    await expect(ada.suggest(view, 'note', 'abc')).rejects.toThrow('asks nobody');
    await expect(ada.suggest(view, 'nothing', 'abc')).rejects.toThrow('there is: paper, note');
    expect(slack.violations).toEqual([]);
  });

  test('a form that is sent closes, shows errors or changes, as the bot says', async () => {
    const [ada, view] = await openForm();
    const [paper] = await ada.suggest(view, 'paper', 're');
    if (paper === undefined) throw new Error('no option');

    await ada.submit(view, { paper, note: 'bad' });
    expect(view).toMatchObject({ open: true, errors: { note: 'Not this' } });

    await ada.submit(view, { paper, note: 'more' });
    expect(view).toMatchObject({ open: true, errors: {}, payload: { title: { text: 'Chose re' } } });

    await ada.submit(view, { paper });
    expect(view.open).toBe(false);
    expect(slack.violations).toEqual([]);
  });

  test('a button opens a form too, and a person can close it', async () => {
    slack = await startSlack();
    bot = await startBot(slack);
    const ada = slack.person('ada');
    const { message } = await ada.command('/echo', 'x');
    if (message === undefined) throw new Error('no message');

    const { view } = await ada.press(message, 'open');

    expect(view?.open).toBe(true);
    expect(view?.userId).toBe(ada.id);
    bot.app.view({ type: 'view_closed', callback_id: 'search' }, ({ ack }) => ack());
    if (view !== undefined) expect((await ada.closeView(view)).ack?.ok).toBe(true);
    expect(view?.open).toBe(false);
  });

  test('a button of an ephemeral message comes without the message', async () => {
    slack = await startSlack({ emulator: false });
    bot = await startBot(slack);
    const ada = slack.person('ada');
    const { message } = await ada.command('/echo', 'x');
    if (message === undefined) throw new Error('no message');

    await ada.press(message, 'again');

    expect(slack.delivered[1]?.payload).not.toHaveProperty('message');
    const container = { type: 'message', message_ts: message.ts, is_ephemeral: true };
    expect(slack.delivered[1]?.payload).toMatchObject({ container });
    await expect(async () => slack.person('grace').press(message, 'again')).rejects.toThrow('cannot see');
  });

  test('a trigger is for once, and for three seconds', async () => {
    await openForm();
    const trigger_id = String(slack.delivered[0]?.payload.trigger_id);
    const view = {
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'Again' },
      blocks: [],
    };

    await expect(bot.app.client.views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id');
    slack.advance(3001);
    await expect(bot.app.client.views.open({ trigger_id, view })).rejects.toThrow('expired_trigger_id');
    await expect(bot.app.client.views.open({ trigger_id: 'x', view })).rejects.toThrow('invalid_trigger_id');
  });
});
