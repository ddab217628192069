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
  ['signed requests', startHttpBot, 'http'],
  ['sockets', startSocketBot, 'socket'],
] as const)('over %s', (_name, startBot, transport) => {
  async function start() {
    slack = await startSlack();
    bot = await startBot(slack);
    return slack.person('ada');
  }

  test('a command is acknowledged and answered to the person alone', async () => {
    const ada = await start();

    const { ack, message } = await ada.command('/echo', 'a & <b>', { channel: 'papers' });

    expect(ack).toMatchObject({ transport, ok: true, body: '' });
    expect(message).toMatchObject({ text: 'Echo: a &amp; &lt;b&gt;', onlyFor: ada.id });
    expect(ada.sees('papers')).toEqual([message]);
    expect(slack.person('grace').sees('papers')).toEqual([]);
    expect(slack.calls.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['auth.test', 'response_url']),
    );
  });

  test('an acknowledgement can be the answer', async () => {
    const ada = await start();

    const { message } = await ada.command('/now', 'please');

    expect(message?.text).toBe('At once: please');
    expect(slack.messagesIn('general')).toEqual([message]);
  });

  test('a button replaces or deletes the message that it is on', async () => {
    const ada = await start();
    const { message } = await ada.command('/echo', 'x');
    if (message === undefined) throw new Error('no message');

    const pressed = await ada.press(message, 'again');
    expect(pressed.messages).toEqual([message]);
    expect(message.text).toBe('Page 2');
    expect(message.blocks).toEqual([]);

    const other = (await ada.command('/echo', 'y')).message;
    if (other === undefined) throw new Error('no message');
    expect((await ada.press(other, 'away')).message).toBeUndefined();
    expect(other.deleted).toBe(true);
    await expect(async () => ada.press(other, 'away')).rejects.toThrow('cannot see');
  });

  test('what the bot posts is in the channel for everybody', async () => {
    const ada = await start();

    await ada.command('/post', 'Good morning', { channel: 'papers' });

    expect(slack.messagesIn('papers').map(({ text }) => text)).toEqual(['Good morning']);
    expect(slack.callsOf('chat.postMessage')).toMatchObject([{ fields: { text: 'Good morning' } }]);
    expect(slack.violations).toEqual([]);
  });

  test('a command that nobody listens to fails as in Slack', async () => {
    slack = await startSlack({ ackMs: 100 });
    bot = await startBot(slack);

    const { ack, messages } = await slack.person('ada').command('/unknown');

    expect(ack).toMatchObject({ ok: false, failure: 'operation_timeout' });
    expect(messages).toEqual([]);
    expect(slack.violations).toMatchObject([{ method: 'ack /unknown', rule: 'unacknowledged' }]);
  });
});
