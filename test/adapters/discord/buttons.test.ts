import { beforeEach, describe, expect, it } from 'vitest';
import { botOnDiscord } from './bot-on-discord.ts';
import { componentsIn, labelsOf, textOf } from './message-text.ts';

let bot: Awaited<ReturnType<typeof botOnDiscord>>;
beforeEach(async () => {
  bot = await botOnDiscord();
});

const SHARE = 'Share with channel';

describe('a button under a reply that all see', () => {
  it('turns the page in place for who asked', async () => {
    const ada = bot.discord.user('ada');
    const first = await ada.slash('paper', { query: 'privacy' });
    const message = first.message;
    const pressed = await ada.press(message, 'More');

    expect(pressed.message?.id).toBe(message?.id);
    expect(textOf(message)).toContain('Page 2 of 5');
    expect(bot.discord.messages(bot.discord.channel('general'))).toHaveLength(1);
  });

  it('gives everybody else a private copy, and leaves the reply as it was', async () => {
    const { message } = await bot.discord.user('ada').slash('paper', { query: 'privacy' });
    const copy = await bot.discord.user('bob').press(message, 'More');

    expect(copy).toMatchObject({ state: 'answered', visibility: 'ephemeral' });
    expect(textOf(copy.message)).toContain('Page 2 of 5');
    expect(textOf(message)).toContain('Page 1 of 5');
    expect(labelsOf(copy.message)).toContain(SHARE);

    const next = await bot.discord.user('bob').press(copy.message, 'Previous');
    expect(next.message?.id).toBe(copy.message?.id);
    expect(textOf(next.message)).toContain('Page 1 of 5');
  });

  it('opens a paper of the list', async () => {
    const ada = bot.discord.user('ada');
    const { message } = await ada.slash('paper', { query: 'privacy' });
    await ada.press(message, 'Open');

    expect(textOf(message)).toMatch(/^### \[How Do Input Attributes/);
    expect(labelsOf(message)).toEqual(expect.arrayContaining(['Abstract (arxiv.org)', 'Cite', 'Related']));
  });
});

describe('sharing', () => {
  it('posts the private reply once for everybody, whose page the sharer turns', async () => {
    const ada = bot.discord.user('ada');
    const { message } = await ada.slash('paper', { query: 'privacy', hide: true });
    expect(bot.discord.messages(bot.discord.channel('general'))).toHaveLength(0);
    const pressed = await ada.press(message, SHARE);

    const [posted] = bot.discord.messages(bot.discord.channel('general'));
    expect(pressed.followUps.map(({ id }) => id)).toEqual([posted?.id]);
    expect(textOf(posted)).toBe(textOf(message));
    expect(labelsOf(message)).not.toContain(SHARE);

    await ada.press(posted, 'More');
    expect(textOf(posted)).toContain('Page 2 of 5');
  });

  it('says how to share what is too long for a button', async () => {
    const question = `what is ${'differential '.repeat(12)}privacy?`;
    const view = await bot.discord.user('ada').slash('ask', { question, hide: true });

    expect(labelsOf(view.message)).not.toContain(SHARE);
    expect(textOf(view.message)).toContain('ask again without hiding it');
  });

  it('offers nothing to share where nobody reads along', async () => {
    const view = await bot.discord
      .user('ada')
      .slash('paper', { query: 'privacy', hide: true }, { channel: 'direct' });

    expect(view).toMatchObject({ state: 'answered', visibility: 'public' });
    expect(labelsOf(view.message)).not.toContain(SHARE);
  });
});

describe('a button that is none of ours', () => {
  it.each(['', '1', '1paper~0', '3paper~~query=x', '1paper~~query', 'x'.repeat(100), '1DROP TABLE~'])(
    'says what to do for %j',
    async (customId) => {
      const { message } = await bot.discord.user('ada').slash('paper', { query: 'privacy' });
      if (message === undefined) throw new Error('There is no message');
      const before = textOf(message);
      const view = bot.discord.user('bob').forgePress(message, customId || '-');
      await view.until(({ state }) => state === 'answered');

      expect(view.visibility).toBe('ephemeral');
      expect(textOf(view.message)).toContain('Ask again with a command');
      expect(textOf(message)).toBe(before);
    },
  );

  it('asks for no more than could be typed', async () => {
    const { message } = await bot.discord.user('ada').slash('paper', { query: 'privacy' });
    if (message === undefined) throw new Error('There is no message');
    const view = bot.discord.user('bob').forgePress(message, '1shutdown~~now=yes');
    await view.until(({ state }) => state === 'answered');

    expect(view.visibility).toBe('ephemeral');
    expect(textOf(view.message)).toContain('There is no command /shutdown');
  });
});

it('offers no button that stands on a message twice', async () => {
  const { message } = await bot.discord.user('ada').slash('author', { name: 'kaissis' });
  const ids = componentsIn(message).flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));

  expect(new Set(ids).size).toBe(ids.length);
});
