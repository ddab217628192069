import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { errorsIn, type SlackBot, startSlackBot } from './slack-bot.ts';

describe.each(['socket', 'http'] as const)('messages over %s', (transport) => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, { transport });
  });
  afterAll(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    expect(errorsIn(bot)).toEqual([]);
    await slack.close();
  });

  it('answers a mention in a thread of its own, and in the thread where it was mentioned', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.mention('general', 'how many papers have code?');
    const asked = slack.messagesIn('general').find(({ author }) => author === ada.id);
    expect(message?.text).toMatch(/^16 papers with code/);
    expect(message?.threadTs).toBe(asked?.ts);
    const again = await ada.mention('general', 'what is differential privacy?', { thread: asked?.ts ?? '' });
    expect(again.message?.threadTs).toBe(asked?.ts);
    expect(again.message?.onlyFor).toBeUndefined();
  });

  it('helps in private who only calls, and tells errors to nobody else', async () => {
    const ada = slack.person('ada');
    expect((await ada.mention('general', '')).message).toMatchObject({ onlyFor: ada.id });
    const wrong = await ada.mention('general', '/cite relationformer format:nonsense');
    expect(wrong.message?.onlyFor).toBe(ada.id);
    const hidden = await ada.mention('general', 'how many papers have code? hide:yes');
    expect(hidden.message?.onlyFor).toBe(ada.id);
  });

  it('answers direct messages, and commands in them', async () => {
    const ada = slack.person('ada');
    expect((await ada.dm('how many papers have code?')).message?.text).toMatch(/^16 papers with code/);
    expect((await ada.dm('/author kaissis')).message?.text).toContain('Kaissis');
    const { message } = await ada.dm('which papers have code?', {});
    expect(message?.threadTs).toBeUndefined();
  });

  it('reads what Slack escapes: links, entities, names', async () => {
    const ada = slack.person('ada');
    const { workspace } = slack;
    const ts = workspace.identifiers.ts();
    await slack.event({
      type: 'app_mention',
      channel: workspace.channels[0]?.id,
      user: ada.id,
      text: `<@${workspace.bot.id}> /paper <https://arxiv.org/abs/2203.10202|arxiv.org/abs/2203.10202>`,
      ts,
    });
    await slack.until(() => slack.messagesIn('general').some(({ threadTs }) => threadTs === ts));
    const linked = slack.messagesIn('general').find(({ threadTs }) => threadTs === ts);
    expect(linked?.text).toContain('Relationformer');
    const { message } = await ada.command('/paper', 'privacy & <script>');
    expect(message?.text).toContain('&amp;');
    expect(message?.text).not.toContain('&amp;amp;');
  });

  it.each([
    ['a bot', { bot_id: 'B0OTHERBOT' }],
    ['an edit', { subtype: 'message_changed' }],
    ['a file comment', { subtype: 'bot_message', bot_id: 'B0OTHERBOT' }],
    ['itself', { user: '' }],
  ])('does not answer %s', async (_, fields) => {
    const before = slack.calls.length;
    const { workspace } = slack;
    const channel = workspace.channels[0]?.id;
    for (const type of ['app_mention', 'message'] as const) {
      const ack = await slack.event({
        type,
        channel,
        channel_type: 'im',
        user: workspace.users[0]?.id,
        text: `<@${workspace.bot.id}> how many papers have code?`,
        ts: workspace.identifiers.ts(),
        ...fields,
        ...('user' in fields && { user: workspace.bot.id }),
      });
      expect(ack).toMatchObject({ ok: true });
    }
    await bot.settled();
    expect(slack.calls.length).toBe(before);
  });

  it('does not answer what is said in a channel without a mention', async () => {
    const { workspace } = slack;
    const before = slack.calls.length;
    await slack.event({
      type: 'message',
      channel: workspace.channels[0]?.id,
      channel_type: 'channel',
      user: workspace.users[0]?.id,
      text: 'how many papers have code?',
      ts: workspace.identifiers.ts(),
    });
    await bot.settled();
    expect(slack.calls.length).toBe(before);
  });
});
