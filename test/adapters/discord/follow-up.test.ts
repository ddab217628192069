import { expect, it } from 'vitest';
import { botOnDiscord } from './bot-on-discord.ts';
import { textOf } from './message-text.ts';

it('goes on from what was shown in a thread, for who asked alone', async () => {
  const bot = await botOnDiscord();
  const { discord } = bot;
  const mention = `<@${discord.applicationId}>`;
  const thread = discord.addThread(discord.channel('general'), 'follow-up');
  const replies = () => discord.messages(thread).filter(({ author }) => author.bot === true);
  const say = async (person: string, words: string): Promise<string> => {
    const before = replies().length;
    discord.user(person).say(thread, `${mention} ${words}`);
    await expect.poll(() => replies().length).toBe(before + 1);
    const last = replies().at(-1);
    return last === undefined ? '' : textOf(last);
  };

  await say('ada', 'papers from 2025');
  expect(await say('ada', 'who wrote the last one?')).toContain('Bogdan Kulynych');
  expect(await say('bob', 'who wrote the last one?')).toContain('nothing before this');
  expect(await say('ada', 'when was it published?')).toContain('13 Mar 2025');
  await say('ada', '/reset');
  expect(await say('ada', 'when was it published?')).toContain('nothing before this');
  expect(discord.violations).toEqual([]);
});
