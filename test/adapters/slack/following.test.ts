import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { buttonsOf, idOf, type SlackBot, startSlackBot } from './slack-bot.ts';

describe('following in Slack', () => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, { transport: 'socket' });
  });
  afterAll(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    await slack.close();
  });

  it('tells everybody what changes for everybody, with a way back', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.command('/labrarian', 'follow author:kaissis weekly at 9am Berlin');
    if (message === undefined) throw new Error('Nothing was shown');
    expect(message.onlyFor).toBeUndefined();
    expect(message.text).toContain('This channel now follows new papers by Georgios Kaissis.');
    expect(message.text).toContain('Every Monday at 09:00 (Europe/Berlin), in this channel, for everybody');
    expect(buttonsOf(message)).toEqual(['Send a sample now', 'Following', 'Undo']);
    await ada.press(message, idOf(message, 'Undo'));
    expect(message.text).toContain('This channel no longer follows');
  });

  it('tells everybody of it also where the button stands under a private reply', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.command('/topics', 'differential privacy');
    if (message === undefined) throw new Error('Nothing was shown');
    expect(message.onlyFor).toBe(ada.id);
    const before = slack.messagesIn('general').length;
    await ada.press(message, idOf(message, 'Follow this'), {
      until: () => slack.messagesIn('general').length > before,
    });
    const told = slack.messagesIn('general').at(-1);
    expect(told?.onlyFor).toBeUndefined();
    expect(told?.text).toContain('This channel now follows new papers about "differential privacy".');
    expect(message.text).not.toContain('now follows');
  });

  it('keeps to one person what is saved', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.command('/labrarian', 'save relationformer');
    expect(message?.onlyFor).toBe(ada.id);
    expect(buttonsOf(message)).toEqual(['Undo', 'Saved papers']);
  });

  it('says commands as they are typed there', async () => {
    const { message } = await slack.person('ada').command('/labrarian', 'saved');
    expect(message?.text).not.toMatch(/(^|\s)\/(cite|unsave)\b/);
    expect(message?.text).toContain('/labrarian unsave 1');
  });
});
