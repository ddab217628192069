import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bot, startHttpBot } from './bolt-bot.ts';
import { type SlackStandIn, startSlack } from './index.ts';
import { UNTIL_ACKNOWLEDGED } from './outcome.ts';

let slack: SlackStandIn;
let bot: Bot;
let url: string;
beforeEach(async () => {
  slack = await startSlack({ emulator: false });
  bot = await startHttpBot(slack);
  bot.app.command('/url', async ({ ack, command }) => {
    url = command.response_url;
    await ack();
  });
  await slack.person('ada').command('/url', '', { channel: 'papers', until: UNTIL_ACKNOWLEDGED });
});
afterEach(async () => {
  await bot.stop();
  await slack.close();
});

async function respond(body: object): Promise<[status: number, error: unknown]> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const { error } = (await response.json()) as { error?: string };
  return [response.status, error];
}

test('a response_url works five times', async () => {
  for (let use = 0; use < 5; use++) expect(await respond({ text: `Use ${use}` })).toEqual([200, undefined]);
  expect(await respond({ text: 'Once more' })).toEqual([404, 'used_url']);
  expect(slack.person('ada').sees('papers')).toHaveLength(5);
});

test('and for 30 minutes', async () => {
  slack.advance(30 * 60 * 1000 - 1000);
  expect(await respond({ text: 'Late' })).toEqual([200, undefined]);
  slack.advance(2000);
  expect(await respond({ text: 'Too late' })).toEqual([404, 'expired_url']);
});

test("a command's answer replaces nothing: there is no original", async () => {
  await respond({ text: 'Searching' });
  await respond({ text: 'Found', replace_original: true });

  const texts = slack
    .person('ada')
    .sees('papers')
    .map(({ text }) => text);
  expect(texts).toEqual(['Searching', 'Found']);
});

test('it can speak to the channel, where links must not unfurl', async () => {
  expect(await respond({ text: 'For all', response_type: 'in_channel' })).toEqual([200, undefined]);

  expect(slack.messagesIn('papers').map(({ text }) => text)).toEqual(['For all']);
  expect(slack.violations.map(({ rule }) => rule)).toEqual(['unfurl', 'unfurl']);
});

test('what says nothing, or breaks a limit, is refused', async () => {
  expect(await respond({})).toEqual([400, 'no_text']);
  expect(await respond({ text: 'x', blocks: [{ type: 'nothing' }] })).toEqual([400, 'invalid_blocks']);
  url = `${url}x`;
  expect(await respond({ text: 'x' })).toEqual([404, 'not_found']);
  expect(slack.leaksIn(url)).toHaveLength(1);
});
