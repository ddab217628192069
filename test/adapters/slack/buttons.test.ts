import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import type { Message } from '../../standins/slack/workspace.ts';
import { buttonsOf, idOf, type SlackBot, startSlackBot } from './slack-bot.ts';

describe.each(['socket', 'http'] as const)('buttons over %s', (transport) => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, { transport });
  });
  afterAll(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    await slack.close();
  });

  async function shownTo(name: string, text = 'privacy', command = '/paper'): Promise<Message> {
    const { message } = await slack.person(name).command(command, text);
    if (message === undefined) throw new Error(`Nothing was shown for ${command} ${text}`);
    return message;
  }

  it('turns the pages of a private reply in its own place', async () => {
    const ada = slack.person('ada');
    const message = await shownTo('ada');
    const first = message.text;
    await ada.press(message, idOf(message, 'More'));
    expect(message.text).not.toBe(first);
    expect(message.onlyFor).toBe(ada.id);
    await ada.press(message, idOf(message, 'Previous'));
    expect(message.text).toBe(first);
    expect(message.versions).toHaveLength(3);
  });

  it('opens a row, and cites from there', async () => {
    const ada = slack.person('ada');
    const message = await shownTo('ada');
    await ada.press(message, idOf(message, 'Open 2'));
    expect(buttonsOf(message)).toContain('Cite');
    await ada.press(message, idOf(message, 'Cite'));
    expect(message.text).toMatch(/^@/);
  });

  it('shares a private reply with the channel, under the name of who did', async () => {
    const ada = slack.person('ada');
    const message = await shownTo('ada', 'relationformer');
    const before = slack.messagesIn('general').length;
    await ada.press(message, idOf(message, 'Share with channel'), { until: () => message.deleted });
    const shared = slack.messagesIn('general').slice(before);
    expect(shared).toHaveLength(1);
    expect(shared[0]?.text).toContain('Relationformer');
    expect(shared[0]?.text).toContain('Shared by ada');
    expect(buttonsOf(shared[0])).not.toContain('Share with channel');
  });

  it("leaves somebody's public reply alone and answers whoever else presses in private", async () => {
    const grace = slack.person('grace');
    const message = await shownTo('ada', 'privacy share:yes');
    const text = message.text;
    const { message: own } = await grace.press(message, idOf(message, 'More'));
    expect(message.text).toBe(text);
    expect(own?.onlyFor).toBe(grace.id);
    expect(own?.text).not.toBe(text);
    await slack.person('ada').press(message, idOf(message, 'More'));
    expect(message.text).not.toBe(text);
    expect(message.onlyFor).toBeUndefined();
  });

  it('says what to do where a button was made by an earlier version or by nobody', async () => {
    const ada = slack.person('ada');
    for (const button of [{ value: '9paper~~query=x' }, { value: '' }, { action_id: 'unheard.of' }]) {
      const message = await shownTo('ada', 'relationformer');
      Object.assign(elementNamed(message, 'Cite'), button);
      const { message: told } = await ada.press(message, button.action_id ?? idOf(message, 'Cite'));
      expect(told?.text).toContain('Ask again');
      expect(told?.onlyFor).toBe(ada.id);
      expect(message.text).toContain('Relationformer');
    }
  });

  it('acknowledges the press of a link and says nothing', async () => {
    const message = await shownTo('ada', 'relationformer');
    const { ack, messages } = await slack
      .person('ada')
      .press(message, idOf(message, 'Abstract (arxiv.org)'), {
        until: ({ ack: given }) => given !== undefined,
      });
    expect(ack).toMatchObject({ ok: true });
    expect(messages).toEqual([]);
  });

  it('works after a restart of the bot', async () => {
    const message = await shownTo('ada');
    await bot.stop();
    bot = await startSlackBot(slack, { transport });
    const first = message.text;
    await slack.person('ada').press(message, idOf(message, 'More'));
    expect(message.text).not.toBe(first);
  });
});

function elementNamed(message: Message, label: string): Record<string, unknown> {
  const id = idOf(message, label);
  const element = message.blocks
    .flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
    .find((one) => one.action_id === id);
  if (element === undefined) throw new Error(`No button ${label}`);
  return element;
}
