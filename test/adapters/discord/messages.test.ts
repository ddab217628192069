import type { APIMessage } from 'discord.js';
import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { botOnDiscord, core } from './bot-on-discord.ts';
import { textOf } from './message-text.ts';

type Bot = Awaited<ReturnType<typeof botOnDiscord>>;
type Channel = ReturnType<Bot['discord']['channel']>;

const QUESTION = 'which papers have code?';

/** The messages of the bot in a channel. */
function replies({ discord }: Bot, channel: Channel): APIMessage[] {
  return discord.messages(channel).filter(({ author }) => author.bot === true);
}

/** The bot's only reply, once it is there. */
async function replyIn(bot: Bot, channel: Channel): Promise<APIMessage> {
  await expect.poll(() => replies(bot, channel)).toHaveLength(1);
  const [reply] = replies(bot, channel);
  if (reply === undefined) throw new Error('No reply');
  return reply;
}

/** That nothing was answered: a later question is, and it is the only one. */
async function expectSilence(bot: Bot, channel: Channel): Promise<void> {
  bot.discord.user('bob').say('direct', QUESTION);
  await replyIn(bot, bot.discord.direct('bob'));
  expect(replies(bot, channel)).toEqual([]);
}

const mention = ({ discord }: Bot) => `<@${discord.applicationId}>`;

describe('a plain message', () => {
  it('that mentions the bot is answered as a reply which pings nobody, while it shows that it is typing', async () => {
    const bot = await botOnDiscord();
    const general = bot.discord.channel('general');
    const asked = bot.discord.user('ada').say(general, `${mention(bot)} ${QUESTION}`);
    const reply = await replyIn(bot, general);

    expect(reply.message_reference?.message_id).toBe(asked.id);
    expect(textOf(reply)).toContain('with code');
    expect(bot.discord.requestsTo('createMessage')[0]?.body).toMatchObject({
      allowed_mentions: { parse: [], replied_user: false },
      nonce: asked.id,
      enforce_nonce: true,
    });
    expect(bot.discord.requests.some(({ path }) => path.endsWith('/typing'))).toBe(true);
  });

  it('may hold a command, a name alone gets the help', async () => {
    const bot = await botOnDiscord();
    const [general, papers] = [bot.discord.channel('general'), bot.discord.channel('papers')];
    bot.discord.user('ada').say(general, `${mention(bot)} /paper privacy page:2`);
    bot.discord.user('ada').say(papers, mention(bot));

    expect(textOf(await replyIn(bot, general))).toContain('Page 2 of 5');
    expect(textOf(await replyIn(bot, papers))).toContain('/paper');
  });

  it('is answered in a direct message, and everybody may turn the page there', async () => {
    const bot = await botOnDiscord();
    const direct = bot.discord.direct('ada');
    bot.discord.user('ada').say('direct', '/paper privacy');
    const reply = await replyIn(bot, direct);
    await bot.discord.user('ada').press(reply, 'More');

    expect(textOf(reply)).toContain('Page 2 of 5');
  });

  it('of the bot itself, of another bot, or that speaks to nobody is left alone', async () => {
    const bot = await botOnDiscord();
    const general = bot.discord.channel('general');
    bot.discord.user('ada').say(general, QUESTION);
    bot.discord.gateway.emitRaw('MESSAGE_CREATE', {
      ...bot.discord.user('ada').say(general, `${mention(bot)}`),
      id: '1500000000000000001',
      author: { id: '1500000000000000002', username: 'other', discriminator: '0', avatar: null, bot: true },
    });

    bot.discord.user('bob').say('direct', QUESTION);
    await replyIn(bot, bot.discord.direct('bob'));
    await replyIn(bot, general);
  });

  it('turns only the page of who asked', async () => {
    const bot = await botOnDiscord();
    const general = bot.discord.channel('general');
    bot.discord.user('ada').say(general, `${mention(bot)} /paper privacy`);
    const reply = await replyIn(bot, general);
    const copy = await bot.discord.user('bob').press(reply, 'More');
    expect(copy.visibility).toBe('ephemeral');
    expect(textOf(reply)).toContain('Page 1 of 5');

    await bot.discord.user('ada').press(reply, 'More');
    expect(textOf(reply)).toContain('Page 2 of 5');
  });

  it('shows names, not ids, of people who are spoken of, and never a live mention', async () => {
    const bot = await botOnDiscord();
    const general = bot.discord.channel('general');
    const bob = bot.discord.user('bob');
    bot.discord
      .user('ada')
      .say(general, `${mention(bot)} /paper <@${bob.id}> @everyone <@&1> <#${general.id}>`);
    const reply = await replyIn(bot, general);

    expect(textOf(reply)).not.toMatch(/(?<!\\)<[@#]|(?<!\\)@/);
    expect(textOf(reply)).not.toContain(bob.id);
  });

  it('is not answered where the bot may not write, and nothing is tried there', async () => {
    const bot = await botOnDiscord();
    const general = bot.discord.channel('general');
    bot.discord.deny(general, PermissionFlagsBits.SendMessages);
    bot.discord.user('ada').say(general, `${mention(bot)} ${QUESTION}`);

    await expectSilence(bot, general);
    expect(bot.discord.requests.filter(({ status }) => status === 403)).toEqual([]);
  });
});

describe('a thread that the bot is in', () => {
  const inThread = async (config: { messageContent?: boolean; mentionsOnly?: boolean }) => {
    const bot = await botOnDiscord({
      discord: { grantedIntents: GatewayIntentBits.MessageContent },
      config: () => config,
    });
    const thread = bot.discord.addThread(bot.discord.channel('general'), 'reading');
    return { bot, thread };
  };

  it('is answered without a mention where messages may be read', async () => {
    const { bot, thread } = await inThread({ messageContent: true });
    join(bot, thread);
    bot.discord.user('ada').say(thread, QUESTION);

    expect(textOf(await replyIn(bot, thread))).toContain('with code');
  });

  it('is silent while people talk to each other', async () => {
    const { bot, thread } = await inThread({ messageContent: true });
    join(bot, thread);
    bot.discord.user('ada').say(thread, `<@${bot.discord.user('bob').id}> ${QUESTION}`);

    await expectSilence(bot, thread);
  });

  it.each([{ messageContent: false }, { messageContent: true, mentionsOnly: true }])(
    'is answered only when it is mentioned with %j',
    async (config) => {
      const { bot, thread } = await inThread(config);
      join(bot, thread);
      bot.discord.user('ada').say(thread, QUESTION);
      bot.discord.user('ada').say(thread, `${mention(bot)} /paper privacy`);

      expect(textOf(await replyIn(bot, thread))).toContain('Page 1 of 5');
    },
  );

  function join({ discord }: Bot, thread: Channel): void {
    discord.gateway.emitRaw('THREAD_MEMBERS_UPDATE', {
      id: thread.id,
      guild_id: thread.guild?.id,
      member_count: 2,
      added_members: [
        { id: thread.id, user_id: discord.applicationId, join_timestamp: '2026-01-01T00:00:00Z', flags: 0 },
      ],
      removed_member_ids: [],
    });
  }
});

describe('in a thread', () => {
  it('the conversation is the thread, so that follow-ups of two threads do not mix', async () => {
    const asked: string[] = [];
    const bot = await botOnDiscord({
      parts: {
        dispatch: (request, options) => {
          asked.push(request.conversation);
          return core.dispatch(request, options);
        },
      },
    });
    const general = bot.discord.channel('general');
    const guild = bot.discord.guild('Lab');
    const thread = bot.discord.addThread(general, 'reading');
    bot.discord.user('ada').say(thread, `${mention(bot)} ${QUESTION}`);
    await replyIn(bot, thread);
    await bot.discord.user('ada').slash('new', {}, { channel: general });
    await bot.discord.user('ada').slash('new', {}, { channel: 'direct' });

    expect(asked).toEqual([
      `discord:${guild.id}:${thread.id}`,
      `discord:${guild.id}:${general.id}`,
      `discord:dm:${bot.discord.direct('ada').id}`,
    ]);
  });
});
