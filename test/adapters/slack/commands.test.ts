import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { type SlackBot, startSlackBot } from './slack-bot.ts';

describe.each(['socket', 'http'] as const)('commands over %s', (transport) => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, { transport });
  });
  afterAll(async () => {
    await bot.stop();
    await slack.close();
  });

  it('answers', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.command('/paper', 'relationformer');
    expect(bot.log.filter((line) => line.includes('"level":50'))).toEqual([]);
    expect(message?.text).toContain('Relationformer');
    expect(message?.onlyFor).toBe(ada.id);
  });
});
