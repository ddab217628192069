import { expect, it } from 'vitest';
import { botOnDiscord } from './bot-on-discord.ts';
import { textOf } from './message-text.ts';

it('goes on in other servers while one is out of order or has removed the bot, and is back when it is', async () => {
  const { discord, inbox } = await botOnDiscord({
    discord: {
      guilds: [
        { name: 'Lab', channels: ['one'] },
        { name: 'Other', channels: ['two'] },
      ],
    },
  });
  const [lab, other] = [discord.guild('Lab'), discord.guild('Other')];
  const answered = async (channel: string) =>
    textOf((await discord.user('ada').slash('new', {}, { channel: discord.channel(channel) })).message);
  const first = await answered('one');
  expect(first).not.toBe('');

  discord.beginOutage(lab);
  expect(await answered('two')).toBe(first);
  discord.endOutage(lab);
  expect(await answered('one')).toBe(first);

  discord.removeBot(other);
  expect(await answered('one')).toBe(first);
  // Of what was asked nothing is kept that could have to be erased.
  expect(await inbox.unfinished('discord')).toEqual([]);
});
