import { afterEach, expect, test } from 'vitest';
import { type Bot, startHttpBot } from './bolt-bot.ts';
import { type SlackStandIn, startSlack } from './index.ts';
import type { Forgery } from './signed-requests.ts';

let slack: SlackStandIn;
let bot: Bot;
afterEach(async () => {
  await bot.stop();
  await slack.close();
});

async function send(forgery: Forgery) {
  slack = await startSlack({ emulator: false });
  bot = await startHttpBot(slack);
  const command = slack.person('ada').command('/now', 'x', { forgery });
  const { ack } = await command;
  return ack;
}

test.each([
  ['wrongSecret', 401],
  ['unsigned', 401],
  ['stale', 401],
  ['tampered', 401],
  ['truncatedSignature', 401],
  ['huge', 413],
] as const)('the framework refuses a request that is %s', async (forgery, status) => {
  const ack = await send(forgery);

  expect(ack).toMatchObject({ ok: false, status });
  expect(slack.messagesIn('general')).toEqual([]);
  expect(slack.violations).toEqual([]);
});

test('the framework takes a request from an hour ahead: whoever uses it has to refuse that', async () => {
  expect(await send('future')).toMatchObject({ ok: true, status: 200 });
});

test('the framework handles a replayed request again: whoever uses it has to drop that', async () => {
  const handled: string[] = [];
  slack = await startSlack({ emulator: false });
  bot = await startHttpBot(slack);
  bot.app.command('/seen', async ({ ack, command }) => {
    handled.push(command.trigger_id);
    await ack('Seen');
  });

  const { ack } = await slack.person('ada').command('/seen', '', { forgery: 'replayed' });

  expect(ack?.ok).toBe(true);
  expect(handled).toHaveLength(2);
  expect(new Set(handled).size).toBe(1);
});
