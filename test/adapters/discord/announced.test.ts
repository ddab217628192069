import { describe, expect, it } from 'vitest';
import { conversationOf } from '../../../adapters/discord/request.ts';
import type { Adapter } from '../../../src/adapter.ts';
import type { ConversationId } from '../../../src/conversation.ts';
import { commandAction, heading, item, list, reply } from '../../../src/reply/build.ts';
import { botFor, botOnDiscord } from './bot-on-discord.ts';
import { labelsOf, textOf } from './message-text.ts';

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

async function announce({ poster }: Adapter, target: ConversationId, key = 'digest-1') {
  const result = await poster?.post({ target, reply: digest, key });
  expect(result?.outcome).toBe('sent');
}

describe('a button under an announcement', () => {
  it('gives whoever presses a reply of their own, and leaves the announcement as it is', async () => {
    const { discord, adapter } = await botOnDiscord();
    const general = discord.channel('general');
    await announce(adapter, conversationOf(general.guild?.id ?? '', general.id));
    const [posted] = discord.messages(general);
    const before = textOf(posted);

    for (const name of ['ada', 'bob']) {
      const pressed = await discord.user(name).press(posted, 'And 12 more');
      expect(pressed).toMatchObject({ state: 'answered', visibility: 'ephemeral' });
      expect(textOf(pressed.message)).toContain('Page 2 of 5');
      expect(labelsOf(pressed.message)).toContain('Share with channel');
      const back = await discord.user(name).press(pressed.message, 'Previous');
      expect(textOf(back.message)).toContain('Page 1 of 5');
    }
    const row = await discord.user('bob').press(posted, 'Abstract');
    expect(row.visibility).toBe('ephemeral');
    expect(textOf(posted)).toBe(before);
    expect(discord.messages(general)).toHaveLength(1);
  });

  it('answers below in a direct conversation, where the announcement stays too', async () => {
    const { discord, adapter } = await botOnDiscord();
    const target = await adapter.poster?.openDirect(`discord:${discord.user('ada').id}`);
    if (target === undefined) throw new Error('There is no direct conversation');
    await announce(adapter, target);
    const direct = discord.direct('ada');
    const [posted] = discord.messages(direct);
    const pressed = await discord.user('ada').press(posted, 'And 12 more');

    expect(textOf(pressed.message)).toContain('Page 2 of 5');
    expect(labelsOf(pressed.message)).not.toContain('Share with channel');
    expect(discord.messages(direct)).toHaveLength(2);
    expect(textOf(posted)).toContain('Two new papers');
    // That answer is the person's own: its pages turn in place.
    await discord.user('ada').press(pressed.message, 'Previous');
    expect(discord.messages(direct)).toHaveLength(2);
  });
});

describe('a server', () => {
  it('that removes the bot is told of, one with an outage is not', async () => {
    const gone: string[] = [];
    const { discord } = await botOnDiscord({
      discord: { guilds: [{ name: 'Lab' }, { name: 'Other' }] },
      parts: { onGone: (prefix) => gone.push(prefix) },
    });
    const [lab, other] = [discord.guild('Lab'), discord.guild('Other')];
    discord.beginOutage(lab);
    discord.endOutage(lab);
    discord.removeBot(other);
    await expect.poll(() => gone).toEqual([`discord:${other.id}:`]);
  });

  it('that removed the bot while it did not run is not among those that it is told of, one with an outage is', async () => {
    const present: (readonly string[])[] = [];
    const { discord, adapter } = await botFor({
      discord: { guilds: [{ name: 'Lab' }, { name: 'Out' }, { name: 'Other' }] },
      parts: { onPresent: (prefixes) => present.push(prefixes) },
    });
    const [lab, out] = [discord.guild('Lab'), discord.guild('Out')];
    discord.removeBot(discord.guild('Other'));
    discord.beginOutage(out);
    await adapter.start();
    expect(present).toEqual([[`discord:${lab.id}:`, `discord:${out.id}:`]]);
  });
});

it('ends where a post finds out that the token was revoked', async () => {
  const { discord, adapter } = await botOnDiscord();
  const general = discord.channel('general');
  discord.faults.on('createMessage', { kind: 'status', status: 401 });
  const target = conversationOf(general.guild?.id ?? '', general.id);
  expect(await adapter.poster?.post({ target, reply: digest, key: 'p-1' })).toMatchObject({
    outcome: 'retry',
  });
  expect((await adapter.ended).isFinal).toBe(true);
});

it('finishes a post before it stops, and begins none after', async () => {
  const { discord, adapter } = await botOnDiscord();
  const general = discord.channel('general');
  const target = conversationOf(general.guild?.id ?? '', general.id);
  const held = discord.faults.hold('createMessage');
  const posting = adapter.poster?.post({ target, reply: digest, key: 'p-1' });
  await held.arrived;
  const stopping = adapter.stop();
  held.release();
  expect(await posting).toMatchObject({ outcome: 'sent' });
  await stopping;
  expect(await adapter.poster?.post({ target, reply: digest, key: 'p-2' })).toMatchObject({
    outcome: 'retry',
  });
  expect(discord.messages(general)).toHaveLength(1);
});

it('holds up no answer while a post waits for a rate limit', async () => {
  const { discord, adapter } = await botOnDiscord();
  const general = discord.channel('general');
  const target = conversationOf(general.guild?.id ?? '', general.id);
  discord.faults.on('createMessage', { kind: 'rateLimit', scope: 'user', retryAfterS: 60 });
  for (let number = 0; number < 20; number += 1) {
    const result = await adapter.poster?.post({ target, reply: digest, key: `p-${number}` });
    expect(result).toMatchObject({ outcome: 'retry', retryAfterMs: expect.any(Number) });
  }
  expect(discord.requestsTo('createMessage')).toHaveLength(1);
  const mention = `<@${discord.applicationId}> how many papers have code?`;
  discord.user('ada').say(general, mention);
  await expect.poll(() => discord.messages(general).length).toBe(2);
});
