import type { TextChannel } from 'discord.js';
import { GatewayIntentBits } from 'discord.js';
import { PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { discordClients } from './client.ts';

const connect = discordClients();

async function channelFor({ client, discord }: Awaited<ReturnType<typeof connect>>, name = 'papers') {
  return (await client.channels.fetch(discord.channel(name).id)) as TextChannel;
}

describe('posts', () => {
  test('are made, edited, listed, replied to and deleted', async () => {
    const connected = await connect();
    const channel = await channelFor(connected);
    const first = await channel.send({ content: 'one' });
    await channel.send({ content: 'two', files: [{ attachment: Buffer.from('@book{}'), name: 'all.bib' }] });
    await first.reply('three');
    await first.edit('one, corrected');
    const listed = await channel.messages.fetch({ limit: 2 });
    const seen = connected.discord.messages(connected.discord.channel('papers'));

    expect(listed.map(({ content }) => content)).toEqual(['three', 'two']);
    expect(seen.map(({ content }) => content)).toEqual(['one, corrected', 'two', 'three']);
    expect(seen[1]?.attachments).toMatchObject([{ filename: 'all.bib', size: 7 }]);
    await first.delete();
    expect(seen).toHaveLength(2);
    await expect(channel.messages.fetch({ message: first.id, force: true })).rejects.toMatchObject({
      code: 10008,
    });
  });

  test('with the same nonce are one, as long as Discord remembers it', async () => {
    let now = Date.now();
    const connected = await connect({ options: { now: () => now } });
    const channel = await channelFor(connected);
    const post = () => channel.send({ content: 'news', nonce: 'digest-1', enforceNonce: true });
    const [first, second] = [await post(), await post()];
    now += 6 * 60_000;
    const third = await post();

    expect(second.id).toBe(first.id);
    expect(third.id).not.toBe(first.id);
    expect(connected.discord.messages(connected.discord.channel('papers'))).toHaveLength(2);
  });

  test('show no nonce to whoever lists them later', async () => {
    const { client, discord } = await connect();
    const route = Routes.channelMessages(discord.channel('papers').id);
    const body = { content: 'news', nonce: 'digest-1', enforce_nonce: true, allowed_mentions: { parse: [] } };
    expect(await client.rest.post(route, { body })).toHaveProperty('nonce', 'digest-1');
    const [listed] = (await client.rest.get(route)) as object[];
    expect(listed).not.toHaveProperty('nonce');
  });

  test('have one thread, which is made where the bot may, and not in direct messages', async () => {
    const { client, discord } = await connect();
    const papers = discord.channel('papers');
    const { id } = await ((await client.channels.fetch(papers.id)) as TextChannel).send('news');
    const open = (channel: string, message: string) =>
      client.rest.post(Routes.threads(channel, message), { body: { name: 'Details' } });
    discord.deny(papers, PermissionFlagsBits.CreatePublicThreads);
    await expect(open(papers.id, id)).rejects.toMatchObject({ code: 50013 });
    discord.deny(papers, 0n);
    expect(await open(papers.id, id)).toMatchObject({ id });
    await expect(open(papers.id, id)).rejects.toMatchObject({ code: 160004 });
    const { id: said } = discord.user('ada').say('direct', 'hello');
    await expect(open(discord.direct('ada').id, said)).rejects.toMatchObject({ code: 50024 });
  });

  test('go to a person whose direct messages are open', async () => {
    const { client, discord } = await connect({
      options: { users: ['ada', { name: 'carl', acceptsDirectMessages: false }] },
    });
    const post = async (name: string) => (await client.users.fetch(discord.user(name).id)).send('news');
    await post('ada');
    await expect(post('carl')).rejects.toMatchObject({ code: 50007 });
    expect(discord.messages(discord.direct('ada')).map(({ content }) => content)).toEqual(['news']);
  });

  test('are refused where the bot may not post or see, in what is archived or gone', async () => {
    const { client, discord } = await connect();
    const papers = discord.channel('papers');
    const thread = discord.addThread(papers, 'old');
    const body = { content: 'news', allowed_mentions: { parse: [] } };
    const post = (id: string) => client.rest.post(Routes.channelMessages(id), { body });

    discord.deny(papers, PermissionFlagsBits.SendMessages);
    await expect(post(papers.id)).rejects.toMatchObject({ status: 403, code: 50013 });
    discord.deny(papers, PermissionFlagsBits.ViewChannel);
    await expect(post(papers.id)).rejects.toMatchObject({ status: 403, code: 50001 });
    discord.archive(thread);
    await expect(post(thread.id)).rejects.toMatchObject({ code: 50083 });
    discord.deleteChannel(papers);
    await expect(post(papers.id)).rejects.toMatchObject({ status: 404, code: 10003 });
  });

  test('name people without pinging them, unless mentions are let through', async () => {
    const connected = await connect({ expectViolations: true });
    const channel = await channelFor(connected);
    const { discord } = connected;
    const content = `<@${discord.user('ada').id}> @everyone`;
    await channel.send(content);
    await channel.send({ content, allowedMentions: { parse: ['users', 'everyone'] } });

    const pings = discord.messages(discord.channel('papers')).map((message) => message.mentions.length);
    expect(pings).toEqual([0, 1]);
    expect(discord.violations).toMatchObject([{ direction: 'request', route: 'createMessage' }]);
  });

  test('open threads', async () => {
    const connected = await connect();
    const channel = await channelFor(connected);
    const message = await channel.send('news');
    const thread = await message.startThread({ name: 'discussion' });
    await thread.send('what do you think?');

    expect(thread.id).toBe(message.id);
    const seen = connected.discord.messages(connected.discord.channel('discussion'));
    expect(seen.map(({ content }) => content)).toEqual(['what do you think?']);
  });
});

describe('what people write', () => {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

  async function heardWith(intents: GatewayIntentBits[]) {
    const { client, discord } = await connect({ intents, options: { grantedIntents: MessageContent } });
    const heard: string[] = [];
    client.on('messageCreate', ({ content }) => heard.push(content));
    const ada = discord.user('ada');
    ada.say(discord.channel('papers'), 'among us');
    ada.say(discord.channel('papers'), `<@${discord.applicationId}> and you?`);
    ada.say('direct', 'in private');
    await client.rest.get(Routes.user());
    return heard.map((content) => content.replace(discord.applicationId, 'bot'));
  }

  test('is not told without the intents', async () => {
    expect(await heardWith([Guilds])).toEqual([]);
  });

  test('comes empty without the message content intent, but for mentions and direct messages', async () => {
    expect(await heardWith([Guilds, GuildMessages, DirectMessages])).toEqual([
      '',
      '<@bot> and you?',
      'in private',
    ]);
  });

  test('comes whole with it', async () => {
    expect(await heardWith([Guilds, GuildMessages, DirectMessages, MessageContent])).toEqual([
      'among us',
      '<@bot> and you?',
      'in private',
    ]);
  });
});
