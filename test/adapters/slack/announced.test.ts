import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationOf } from '../../../adapters/slack/request.ts';
import { commandAction, heading, item, list, reply } from '../../../src/reply/build.ts';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import type { Message } from '../../standins/slack/workspace.ts';
import { buttonsOf, idOf, type SlackBot, startSlackBot } from './slack-bot.ts';

/** What the bot has posted by itself, and what people do with it. */

const IDS = ['2105.10844', '2203.00324'];

const digest = reply({
  kind: 'list',
  blocks: [
    heading('Two new papers'),
    list(
      IDS.map((id) => item([`Paper ${id}`], [], commandAction('Abstract', 'paper', { query: id }))),
      1,
    ),
  ],
  actions: [commandAction('And 12 more', 'paper', { query: 'privacy' }, 2)],
});

describe('a button under an announcement', () => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack);
  });
  afterAll(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    await slack.close();
  });

  async function announced(channel: string, key: string): Promise<Message> {
    const id = slack.workspace.channels.find(({ name }) => name === channel)?.id ?? '';
    const target = conversationOf({ team: slack.workspace.teamId, channel: id });
    const result = await bot.adapter.poster?.post({ target, reply: digest, key });
    expect(result?.outcome).toBe('sent');
    const message = slack.messagesIn(channel).at(-1);
    if (message === undefined) throw new Error('Nothing was posted');
    return message;
  }

  it('gives whoever presses a reply of their own, and leaves the announcement as it is', async () => {
    const message = await announced('general', 'digest-1');
    expect(buttonsOf(message)).toEqual(['Abstract 1', 'Abstract 2', 'And 12 more']);
    for (const name of ['ada', 'grace']) {
      const person = slack.person(name);
      for (const label of ['And 12 more', 'Abstract 2']) {
        const { message: shown } = await person.press(message, idOf(message, label));
        expect(shown).toMatchObject({ onlyFor: person.id });
        expect(buttonsOf(shown)).toContain('Share with channel');
      }
    }
    expect(message.versions).toHaveLength(1);
    expect(slack.messagesIn('general')).toHaveLength(1);
  });

  it('answers below in a direct conversation too', async () => {
    const ada = slack.person('ada');
    const target = await bot.adapter.poster?.openDirect(`slack:${slack.workspace.teamId}:${ada.id}`);
    if (target === undefined) throw new Error('There is no direct conversation');
    const result = await bot.adapter.poster?.post({ target, reply: digest, key: 'digest-2' });
    expect(result?.outcome).toBe('sent');
    const message = slack.messagesIn('directmessage').at(-1);
    if (message === undefined) throw new Error('Nothing was posted');
    const { message: shown } = await ada.press(message, idOf(message, 'And 12 more'));
    expect(shown?.text).toContain('Page 2 of 5');
    expect(message.versions).toHaveLength(1);
  });

  it('asks for the thread where it stands in one', async () => {
    const main = await announced('papers', 'digest-3');
    const id = slack.workspace.channels.find(({ name }) => name === 'papers')?.id ?? '';
    const target = conversationOf({ team: slack.workspace.teamId, channel: id });
    await bot.adapter.poster?.post({ target, reply: digest, key: 'digest-3-d', inThreadOf: main.ts });
    const details = slack.messagesIn('papers').at(-1);
    if (details === undefined) throw new Error('Nothing was posted');
    expect(details.threadTs).toBe(main.ts);
    const { message: shown } = await slack.person('ada').press(details, idOf(details, 'Abstract 1'));
    expect(shown).toMatchObject({ threadTs: main.ts, onlyFor: slack.person('ada').id });
  });
});

it('holds up no answer while a post waits for a rate limit, nor while another takes long', async () => {
  const slack = await startSlack();
  const bot = await startSlackBot(slack);
  const id = slack.workspace.channels.find(({ name }) => name === 'general')?.id ?? '';
  const target = conversationOf({ team: slack.workspace.teamId, channel: id });
  slack.fault({ method: 'chat.postMessage', kind: 'http', status: 429, retryAfter: 30, times: 1 });
  expect(await bot.adapter.poster?.post({ target, reply: digest, key: 'p-1' })).toMatchObject({
    outcome: 'retry',
    retryAfterMs: 30_000,
  });
  const { message } = await slack.person('ada').mention('general', 'how many papers have code?');
  expect(message?.text).toMatch(/\d/);
  await bot.stop();
  expect(await bot.adapter.poster?.post({ target, reply: digest, key: 'p-2' })).toMatchObject({
    outcome: 'retry',
  });
  await slack.close();
});
