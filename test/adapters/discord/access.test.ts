import { describe, expect, it } from 'vitest';
import { commandBodies } from '../../../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { botOnDiscord, core } from './bot-on-discord.ts';
import { textOf } from './message-text.ts';

const STRANGE = {
  guilds: [{ name: 'Lab', channels: ['general', 'papers'] }, { name: 'Strangers' }],
} as const;

/** A bot of the server Lab, and everything that was asked of its library. */
async function labBot(options: Parameters<typeof botOnDiscord>[0] = {}) {
  const asked: string[] = [];
  const bot = await botOnDiscord({
    discord: STRANGE,
    config: (discord) => ({ guildIds: [discord.guild('Lab').id] }),
    ...options,
    parts: {
      dispatch: (request, more) => {
        asked.push(request.command);
        return core.dispatch(request, more);
      },
      suggest: async ({ option }) => {
        asked.push(option);
        return [{ label: 'Secret', value: 'secret' }];
      },
    },
  });
  return { ...bot, asked };
}

const strange = ({ discord }: Awaited<ReturnType<typeof labBot>>) =>
  ({ channel: discord.guild('Strangers').channels[0] }) as { channel: ReturnType<typeof discord.channel> };

describe("a stranger's server", () => {
  it('gets one private sentence for a command, nothing else, and nothing is looked up', async () => {
    const bot = await labBot();
    const ada = bot.discord.user('ada');
    const view = await ada.slash('paper', { query: 'privacy' }, strange(bot));

    expect(view).toMatchObject({ state: 'answered', visibility: 'ephemeral' });
    expect(textOf(view.message)).toBe(
      'Labrarian answers only in the servers of the lab that runs it, and this is not one of them.',
    );
    expect(await ada.autocomplete('paper', 'query', 'pri', {}, strange(bot))).toEqual([]);
    expect(bot.asked).toEqual([]);
  });

  it('cannot press its way in, nor call by name', async () => {
    const bot = await labBot();
    const ada = bot.discord.user('ada');
    const { channel } = strange(bot);
    const view = await ada.slash('paper', { query: 'privacy' }, { channel });
    if (view.message === undefined) throw new Error('There is no message');
    const forged = ada.forgePress(view.message, '1paper~~query=privacy');
    await forged.until(({ followUps }) => followUps.length > 0);
    expect(textOf(forged.followUps[0])).toContain('this is not one of them');

    ada.say(channel, `<@${bot.discord.applicationId}> which papers have code?`);
    await ada.slash('new');
    expect(bot.asked).toEqual(['new']);
    expect(bot.discord.messages(channel).filter(({ author }) => author.bot)).toEqual([]);
  });
});

describe('a direct message', () => {
  it('is answered for people of the lab, who are asked for once', async () => {
    const bot = await labBot();
    const view = await bot.discord.user('ada').slash('new', {}, { channel: 'direct' });
    await bot.discord.user('ada').slash('new', {}, { channel: 'direct' });

    expect(textOf(view.message)).toContain('1.');
    expect(bot.discord.requests.filter(({ path }) => path.includes('/members/'))).toHaveLength(1);
  });

  it('of a stranger gets one sentence', async () => {
    const bot = await labBot();
    bot.discord.faults.on('getGuildMember', { kind: 'status', status: 404, code: 10_007 }, 9);
    const ada = bot.discord.user('ada');
    const view = await ada.slash('new', {}, { channel: 'direct' });
    expect(textOf(view.message)).toContain('you are in none of its servers');
    expect(await ada.autocomplete('paper', 'query', 'pri', {}, { channel: 'direct' })).toEqual([]);

    ada.say('direct', 'which papers have code?');
    await expect.poll(() => bot.discord.messages(bot.discord.direct('ada')).length).toBe(3);
    expect(textOf(bot.discord.messages(bot.discord.direct('ada')).at(-1))).toContain('none of its servers');
    expect(bot.asked).toEqual([]);
  });
});

describe('channels that are listed', () => {
  it('are those in which it answers, threads in them too', async () => {
    const bot = await labBot({
      discord: STRANGE,
      config: (discord) => ({ channelIds: [discord.channel('papers').id] }),
    });
    const ada = bot.discord.user('ada');
    const papers = bot.discord.channel('papers');
    const thread = bot.discord.addThread(papers, 'reading');
    const elsewhere = await ada.slash('new', {}, { channel: bot.discord.channel('general') });

    expect(elsewhere.visibility).toBe('ephemeral');
    expect(textOf(elsewhere.message)).toContain('does not answer in this channel');
    expect((await ada.slash('new', {}, { channel: papers })).visibility).toBe('public');
    expect((await ada.slash('new', {}, { channel: thread })).visibility).toBe('public');
    expect((await ada.slash('new', {}, { channel: 'direct' })).state).toBe('answered');
    expect(bot.asked).toEqual(['new', 'new', 'new']);
  });
});

describe('an installation of a person alone', () => {
  const foreign = { guilds: [{ name: 'Lab' }, { name: 'Elsewhere', botIsMember: false }] };

  it('is not answered unless that is configured', async () => {
    const commands = commandBodies(COMMAND_DEFINITIONS, { userInstall: true, scope: 'global' });
    const bot = await botOnDiscord({
      discord: { ...foreign, commands: commands.map((body) => ({ ...body })) },
    });
    const [channel] = bot.discord.guild('Elsewhere').channels;
    if (channel === undefined) throw new Error('There is no channel');
    const view = bot.discord.user('ada').startSlash('new', {}, { channel });
    await view.until(({ state }) => state === 'answered');

    expect(view.visibility).toBe('ephemeral');
    expect(textOf(view.message)).toContain('only in servers that have invited it');
  });

  it('is answered where it is', async () => {
    const bot = await botOnDiscord({ discord: foreign, config: () => ({ userInstall: true }) });
    const [channel] = bot.discord.guild('Elsewhere').channels;
    if (channel === undefined) throw new Error('There is no channel');
    const view = await bot.discord.user('ada').slash('new', {}, { channel });

    expect(textOf(view.message)).toContain('1.');
  });
});
