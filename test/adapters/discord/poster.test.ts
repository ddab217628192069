import { DiscordAPIError, PermissionFlagsBits } from 'discord.js';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failedPost } from '../../../adapters/discord/post-outcome.ts';
import { createPoster, createPostRest } from '../../../adapters/discord/poster.ts';
import { conversationOf } from '../../../adapters/discord/request.ts';
import type { PostRequest } from '../../../src/adapter.ts';
import { heading, paragraph, reply } from '../../../src/reply/build.ts';
import { describePoster, type PosterFaults, type PosterStage } from '../../contracts/poster.ts';
import { type DiscordOptions, type DiscordStandIn, startDiscord } from '../../standins/discord/index.ts';
import { textOf } from './message-text.ts';

const SHORT_MS = 60;

type Allowed = Partial<Record<'guildIds' | 'channelIds', readonly string[]>>;

async function stageOnDiscord(
  options: DiscordOptions = {},
  allow: (discord: DiscordStandIn) => Allowed = () => ({}),
) {
  let time = Date.parse('2026-11-24T09:00:00Z');
  let aheadMs = 0;
  const now = () => time;
  const discord = await startDiscord({ now, ...options });
  const { token, applicationId, apiUrl } = discord;
  const rest = createPostRest({ token, apiUrl });
  const poster = createPoster({
    config: { applicationId, guildIds: [], channelIds: [], userInstall: false, ...allow(discord) },
    rest,
    botId: () => applicationId,
    logger: pino({ level: 'silent' }),
    now: () => time + aheadMs,
  });
  const channel = discord.channel('papers');
  const all = () => [channel, ...(channel.guild?.channels ?? []).filter(({ parent }) => parent === channel)];
  const messages = () => all().flatMap((one) => discord.messages(one));
  const lost = {
    reset: { kind: 'reset' },
    hang: { kind: 'hang' },
    status: { kind: 'status', status: 502 },
  } as const;
  const hurry = (how: string) => {
    if (how === 'hang') rest.options.timeout = SHORT_MS;
  };
  const faults: PosterFaults = {
    loseReply: (how) => {
      hurry(how);
      discord.faults.on(
        'createMessage',
        how === 'reset' ? { kind: 'lostReply' } : { ...lost[how], afterWork: true },
      );
    },
    fail: (how) => {
      hurry(how);
      discord.faults.on('createMessage', lost[how]);
    },
    limit: (retryAfterS) =>
      discord.faults.on('createMessage', { kind: 'rateLimit', scope: 'shared', retryAfterS }),
    reject: () => discord.faults.on('createMessage', { kind: 'status', status: 400, code: 50_035 }),
    remove: () => discord.deny(channel, PermissionFlagsBits.ViewChannel),
  };
  const stage: PosterStage = {
    poster,
    target: conversationOf(channel.guild?.id ?? '', channel.id),
    person: `discord:${discord.user('ada').id}`,
    now,
    advance: (ms) => {
      time += ms;
    },
    shown: () => messages().map(textOf),
    pings: () =>
      messages().filter(
        ({ mention_everyone: all, mentions, mention_roles: roles }) =>
          all || mentions.length + roles.length > 0,
      ).length,
    faults,
    async close() {
      await poster.stop();
      await discord.stop();
      expect(discord.violations).toEqual([]);
    },
  };
  /** How far the bot's own clock goes ahead of Discord's. */
  const goAhead = (ms: number) => {
    aheadMs = ms;
  };
  return { ...stage, discord, channel, goAhead };
}

describePoster('Discord', () => stageOnDiscord());

async function opened(options: DiscordOptions = {}, allow?: (discord: DiscordStandIn) => Allowed) {
  const stage = await stageOnDiscord(options, allow);
  onTestFinished(() => stage.close());
  const request = (key: string): PostRequest => ({
    target: stage.target,
    reply: reply({ kind: 'notice', blocks: [heading(`About ${key}`), paragraph(key)] }),
    key,
  });
  return { ...stage, request };
}

const ages = (ms: number, now: () => number) => new Date(now() - ms);
const HOUR_MS = 60 * 60_000;

describe('what became of a post', () => {
  it('is not known where history may not be read: Discord shows an empty one then', async () => {
    const { poster, discord, channel, request, target, now, shown } = await opened();
    await poster.post(request('p-1'));
    discord.deny(channel, PermissionFlagsBits.ReadMessageHistory);
    const firstTriedAt = ages(HOUR_MS, now);
    expect(await poster.post({ ...request('p-1'), firstTriedAt })).toEqual({
      outcome: 'unknown',
      reason: 'the permission "Read Message History" is missing',
      retryAfterMs: 60_000,
    });
    expect(shown()).toHaveLength(1);
    expect(await poster.canPost(target)).toMatchObject({
      remedy: expect.stringContaining('"Read Message History"'),
    });
  });

  it('is found behind much that was said since, by whoever', async () => {
    const { poster, discord, channel, request, target, now } = await opened();
    const since = new Date(now());
    await poster.post(request('p-1'));
    for (let number = 0; number < 250; number += 1) discord.user('ada').say(channel, `${number}`);
    await poster.post(request('p-2'));
    expect(await poster.readBack(target, 'p-2', since)).toMatchObject({ found: 'yes' });
    expect(await poster.readBack(target, 'p-3', since)).toEqual({ found: 'no' });
    discord.faults.on('listMessages', { kind: 'status', status: 500 });
    expect(await poster.readBack(target, 'p-1', since)).toMatchObject({ found: 'unreadable' });
  });
});

describe('a clock that was an hour ahead at the first attempt, and was set right', () => {
  it.each([1, 4, 30, 59, 60, 61, 62, 63, 300])('posts once, %d minutes later too', async (minutes) => {
    const { poster, request, now, advance, shown, goAhead } = await opened();
    goAhead(HOUR_MS);
    const firstTriedAt = new Date(now() + HOUR_MS);
    const first = await poster.post(request('p-1'));
    expect(first.outcome).toBe('sent');
    goAhead(0);
    advance(minutes * 60_000);
    expect(await poster.post({ ...request('p-1'), firstTriedAt })).toEqual(first);
    expect(shown()).toHaveLength(1);
  });

  it('keeps nothing from being posted that was not, nor where history may not be read and the key still counts', async () => {
    const { poster, discord, channel, request, now, shown } = await opened();
    expect(await poster.post({ ...request('p-1'), firstTriedAt: ages(-HOUR_MS, now) })).toMatchObject({
      outcome: 'sent',
    });
    discord.deny(channel, PermissionFlagsBits.ReadMessageHistory);
    const ahead = await poster.post({ ...request('p-2'), firstTriedAt: ages(-HOUR_MS, now) });
    expect(ahead.outcome).toBe('unknown');
    const young = await poster.post({ ...request('p-2'), firstTriedAt: ages(60_000, now) });
    expect(young.outcome).toBe('sent');
    expect(shown()).toHaveLength(2);
  });
});

describe('details', () => {
  it('stand in a thread named after them, or in the direct conversation itself, which has none', async () => {
    const { poster, discord, request, person, channel, now, advance } = await opened();
    const main = await poster.post(request('p-1'));
    const inThreadOf = 'messageRef' in main ? main.messageRef : '';
    await poster.post({ ...request('p-1-d'), inThreadOf });
    const thread = discord.guild('Lab').channels.find(({ parent }) => parent === channel);
    expect(thread).toMatchObject({ id: inThreadOf, name: 'About p-1-d' });
    advance(HOUR_MS);
    const again = await poster.post({ ...request('p-1-d'), inThreadOf, firstTriedAt: ages(HOUR_MS, now) });
    expect(again.outcome).toBe('sent');
    expect(discord.requestsTo('createThreadFromMessage')).toHaveLength(1);
    await poster.post({ ...request('p-1-e'), inThreadOf });
    expect(thread?.messages).toHaveLength(2);

    const direct = await poster.openDirect(person);
    if (direct === undefined) throw new Error('There is no direct conversation');
    await poster.post({ ...request('p-2'), target: direct });
    expect(await poster.post({ ...request('p-2-d'), target: direct, inThreadOf: '1' })).toMatchObject({
      outcome: 'sent',
    });
    expect(discord.messages(discord.direct('ada'))).toHaveLength(2);
  });

  it('are rejected where no thread may be made or its message is gone; the channel is not', async () => {
    const { poster, discord, request, channel } = await opened();
    const main = await poster.post(request('p-1'));
    const inThreadOf = 'messageRef' in main ? main.messageRef : '';
    discord.deny(channel, PermissionFlagsBits.CreatePublicThreads);
    expect(await poster.post({ ...request('p-1-d'), inThreadOf })).toMatchObject({ outcome: 'rejected' });
    discord.deny(channel, 0n);
    const [posted] = discord.messages(channel);
    if (posted !== undefined) discord.deleteMessage(channel, posted);
    expect(await poster.post({ ...request('p-1-d'), inThreadOf })).toMatchObject({ outcome: 'rejected' });
    expect(await poster.post(request('p-2'))).toMatchObject({ outcome: 'sent' });
  });

  it('wait where making their thread failed, since nothing was posted', async () => {
    const { poster, discord, request } = await opened();
    const main = await poster.post(request('p-1'));
    discord.faults.on('createThreadFromMessage', { kind: 'lostReply' });
    const details = { ...request('p-1-d'), inThreadOf: 'messageRef' in main ? main.messageRef : '' };
    expect(await poster.post(details)).toMatchObject({ outcome: 'retry' });
    expect(await poster.post(details)).toMatchObject({ outcome: 'sent' });
  });
});

describe('where it may not post', () => {
  it('says who can do what about it', async () => {
    const { poster, discord, channel } = await opened({
      guilds: [
        { name: 'Lab', channels: ['papers'] },
        { name: 'Away', channels: ['far'], botIsMember: false },
      ],
    });
    const right = async (one: { id: string; guild?: { id: string } }) => {
      const answer = await poster.canPost(conversationOf(one.guild?.id ?? null, one.id));
      return answer.canPost ? 'yes' : answer.remedy;
    };
    expect(await right(discord.channel('far'))).toContain('https://discord.com/oauth2/authorize?');
    discord.deny(channel, PermissionFlagsBits.SendMessages);
    expect(await right(channel)).toContain('I lack "Send Messages" here.');
    const thread = discord.addThread(channel, 'talk');
    discord.deny(channel, PermissionFlagsBits.SendMessagesInThreads);
    expect(await right(channel)).toBe('yes');
    expect(await right(thread)).toContain('"Send Messages in Threads"');
    discord.deny(channel, 0n);
    expect(await right(thread)).toBe('yes');
    expect(await right(discord.direct('ada'))).toBe('yes');
    discord.deleteChannel(channel);
    expect(await right(channel)).toContain('cannot see this channel');
    discord.faults.on('getChannel', { kind: 'status', status: 502 });
    expect(await right(channel)).toContain('Try again in a minute.');
  });

  it('is a server or a channel that the configuration does not name any more', async () => {
    const elsewhere = ['123456789012345678'];
    const server = await opened({}, () => ({ guildIds: elsewhere }));
    expect(await server.poster.post(server.request('p-1'))).toMatchObject({
      outcome: 'gone',
      reason: expect.stringContaining('DISCORD_GUILD_IDS'),
    });
    const channel = await opened({}, () => ({ channelIds: elsewhere }));
    expect(await channel.poster.post(channel.request('p-1'))).toMatchObject({
      outcome: 'gone',
      reason: expect.stringContaining('DISCORD_CHANNEL_IDS'),
    });
    expect([...server.shown(), ...channel.shown()]).toEqual([]);
  });

  it('is no thread of a channel that the configuration names', async () => {
    const { poster, discord, channel, request } = await opened({}, (standIn) => ({
      channelIds: [standIn.channel('papers').id],
    }));
    const thread = discord.addThread(channel, 'talk');
    const target = conversationOf(channel.guild?.id ?? '', thread.id);
    expect(await poster.post({ ...request('p-1'), target })).toMatchObject({ outcome: 'sent' });
    discord.faults.on('getChannel', { kind: 'status', status: 502 });
    expect(await poster.post({ ...request('p-2'), target })).toMatchObject({ outcome: 'retry' });
  });

  it('is somebody who has left the lab', async () => {
    const { poster, discord, request, person, advance } = await opened({}, (standIn) => ({
      guildIds: [standIn.guild('Lab').id],
    }));
    const target = await poster.openDirect(person);
    if (target === undefined) throw new Error('There is no direct conversation');
    expect(await poster.post({ ...request('p-1'), target })).toMatchObject({ outcome: 'sent' });
    advance(60 * 60_000);
    discord.faults.on('getGuildMember', { kind: 'status', status: 404, code: 10_007 });
    expect(await poster.post({ ...request('p-2'), target })).toMatchObject({
      outcome: 'gone',
      reason: "the person is in none of the lab's servers any more",
    });
  });

  it('is somebody who takes no direct messages', async () => {
    const { poster, discord, request } = await opened({
      users: [{ name: 'ada', acceptsDirectMessages: false }],
    });
    const target = await poster.openDirect(`discord:${discord.user('ada').id}`);
    if (target === undefined) throw new Error('There is no direct conversation');
    expect(await poster.post({ ...request('p-1'), target })).toMatchObject({
      outcome: 'gone',
      reason: 'the person takes no direct messages from the bot',
    });
    expect(await poster.openDirect('discord:123456789012345678')).toBeUndefined();
  });
});

describe('what Discord answers', () => {
  const answered = (status: number, code: number) =>
    failedPost(new DiscordAPIError({ code, message: 'x' }, code, status, 'POST', '/channels/1/messages', {}));

  it.each([
    [400, 50_035, 'rejected'],
    [400, 50_006, 'rejected'],
    [413, 40_005, 'rejected'],
    [401, 0, 'retry'],
    [403, 50_001, 'gone'],
    [403, 50_013, 'gone'],
    [403, 50_007, 'gone'],
    [404, 10_003, 'gone'],
    [404, 10_004, 'gone'],
    [400, 50_083, 'gone'],
    [400, 160_005, 'gone'],
    [403, 0, 'retry'],
  ] as const)('%d, code %d: %s', (status, code, outcome) => {
    expect(answered(status, code).outcome).toBe(outcome);
  });

  it('nothing, where nobody is there: then nothing was posted', async () => {
    const { poster, discord, request } = await opened();
    discord.faults.on('createMessage', { kind: 'garbage', status: 403 });
    expect(await poster.post(request('p-1'))).toMatchObject({ outcome: 'retry' });
    await discord.stop();
    expect(await poster.post(request('p-1'))).toMatchObject({ outcome: 'retry' });
  });
});
