import { afterEach, describe, expect, test } from 'vitest';
import { type Bot, startHttpBot, startSocketBot } from './bolt-bot.ts';
import { type SlackStandIn, startSlack } from './index.ts';

let slack: SlackStandIn;
let bot: Bot;
afterEach(async () => {
  await bot.stop();
  await slack.close();
});

describe.each([
  ['signed requests', startHttpBot],
  ['sockets', startSocketBot],
] as const)('over %s', (_name, startBot: (slack: SlackStandIn) => Promise<Bot>) => {
  async function start() {
    slack = await startSlack();
    bot = await startBot(slack);
    return slack.person('ada');
  }

  test('a mention is answered in its thread', async () => {
    const ada = await start();

    const { ack, message } = await ada.mention('papers', 'R&D?');

    expect(ack?.ok).toBe(true);
    const [asked] = slack.messagesIn('papers');
    const typed = `<@${slack.workspace.bot.id}> R&amp;D?`;
    expect(message).toMatchObject({ text: `You wrote ${typed.length} characters`, threadTs: asked?.ts });
    await expect(ada.mention('elsewhere', 'Hello?')).rejects.toThrow('hears nothing');
  });

  test('a direct message is answered once, though the bot is told of its own answer too', async () => {
    const ada = await start();

    const { message } = await ada.dm('hello');
    await slack.until(() => slack.delivered.length === 2);
    await Promise.all(slack.delivered.map(({ acknowledgement }) => acknowledgement));

    expect(message?.text).toBe('You said: hello');
    expect(ada.sees('dm').map(({ text }) => text)).toEqual(['hello', 'You said: hello']);
    expect(slack.person('grace').sees('dm')).toEqual([]);
    expect(slack.violations.filter(({ rule }) => rule !== 'unfurl')).toEqual([]);
  });

  test('a change of a direct message is told without a text of its own', async () => {
    const ada = await start();
    const { message } = await ada.dm('hello');

    await bot.app.client.chat.update({
      channel: message?.channel ?? '',
      ts: message?.ts ?? '',
      text: 'Changed',
    });
    await slack.until(() => slack.delivered.length === 3);

    const event = { subtype: 'message_changed', message: { text: 'Changed' } };
    expect(slack.delivered[2]?.payload).toMatchObject({ event });
    expect(slack.delivered[2]?.payload).not.toHaveProperty('event.text');
  });

  test('the home tab is published', async () => {
    const ada = await start();

    const { view } = await ada.openHome();
    const again = await ada.openHome();

    expect(view?.payload).toMatchObject({ type: 'home', blocks: [{ text: { text: 'Welcome' } }] });
    expect(again.view).toBe(view);
    expect(slack.delivered[0]?.payload).not.toHaveProperty('event.view');
    expect(slack.delivered[1]?.payload).toHaveProperty('event.view.id', view?.id);
    expect(slack.violations).toEqual([]);
  });

  test('an event is sent again with the same id and the reason', async () => {
    const ada = await start();
    const retries: unknown[] = [];
    bot.app.use(async ({ context, next }) => {
      retries.push([context.retryNum, context.retryReason]);
      await next();
    });
    await ada.mention('papers', 'once');
    const [first] = slack.delivered;
    if (first === undefined) throw new Error('nothing was delivered');

    const ack = await slack.redeliver(first, { attempt: 2, reason: 'http_timeout' });
    await slack.until(() => slack.messagesIn('papers').length === 3);

    expect(ack.ok).toBe(true);
    expect(slack.delivered[1]?.payload.event_id).toBe(first.payload.event_id);
    expect(retries).toEqual([
      [undefined, undefined],
      [2, 'http_timeout'],
    ]);
  });

  test('one event can arrive twice, and events in another order', async () => {
    const ada = await start();

    await ada.mention('general', 'twice', {
      copies: 2,
      delayMs: 1,
      until: ({ messages }) => messages.length === 2,
    });
    const held = slack.hold();
    const first = ada.mention('papers', 'a');
    const second = ada.mention('general', 'ab');
    expect(held.size).toBe(2);
    await held.release('last to first');
    await Promise.all([first, second]);

    const order = slack
      .callsOf('chat.postMessage')
      .slice(2)
      .map(({ fields }) => fields.text);
    const lengths = ['ab', 'a'].map((text) => `<@${slack.workspace.bot.id}> ${text}`.length);
    expect(order).toEqual(lengths.map((length) => `You wrote ${length} characters`));
  });

  test('any event can be sent', async () => {
    await start();
    const heard: string[] = [];
    bot.app.event('app_uninstalled', async ({ event }) => void heard.push(event.type));

    const ack = await slack.event({ type: 'app_uninstalled' });

    expect(ack.ok).toBe(true);
    expect(heard).toEqual(['app_uninstalled']);
  });

  test('what makes no sense is not acknowledged', async () => {
    slack = await startSlack({ emulator: false, ackMs: 100 });
    bot = await startBot(slack);

    const ack = await slack.deliver('interactive', { type: 'nonsense' });

    expect(ack).toMatchObject({ ok: false, failure: 'operation_timeout' });
  });
});

test('an address for signed requests proves itself', async () => {
  slack = await startSlack({ emulator: false });
  bot = await startHttpBot(slack);

  expect(await slack.verifyUrl()).toBe(true);
});
