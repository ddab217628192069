import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { errorsIn, type SlackBot, startSlackBot } from './slack-bot.ts';

/** Every command with each of its options, as people type them. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  paper: [
    '',
    'relationformer',
    'query:relationformer',
    'privacy author:kaissis',
    'privacy category:cs.LG',
    'privacy since:2023',
    'privacy until:2023',
    'privacy year:2021-2023',
    'privacy code:yes',
    'privacy org:deepmind',
    'privacy in:library',
    'in:stream',
    'relationformer show:abstract',
    'privacy page:2',
    'privacy hide:yes',
    'privacy share:yes',
    '"kernel normalized convolutional networks"',
  ],
  author: ['', 'kaissis', 'name:"Georgios Kaissis"', 'muller', 'xyzzyq'],
  topic: [
    '',
    'differential privacy',
    'words:privacy',
    'privacy author:kaissis since:2022 code:no',
    'privacy category:cs.LG until:2024 org:deepmind',
    'privacy year:2023',
    'privacy in:stream',
    'cs.CR',
  ],
  new: ['', '2023', 'since:2023', 'days:30', 'in:stream'],
  related: ['relationformer', 'paper:relationformer', ''],
  cite: ['relationformer', 'relationformer ris', 'relationformer format:apa', 'relationformer csl'],
  add: ['2105.00001', 'paper:2105.00001'],
  remove: ['paper:xyzzyq', 'xyzzyq to:stream'],
  ask: ['which papers have code?', 'question: what is differential privacy?', 'what is the meaning of life?'],
  follow: [
    '',
    'lab',
    'what:roots',
    'author:kaissis when:weekly at:9am zone:Berlin',
    'muller',
    'authr:kaissis',
    'roots zone:Berlni',
  ],
  following: ['', 'page:2', 'r1'],
  sample: ['', 'r1', 'rule:lab'],
  unfollow: ['', 'r1', 'rule:lab', 'all'],
  digest: ['p1', ''],
  why: ['relationformer', 'paper:relationformer'],
  save: ['relationformer', 'paper:relationformer'],
  saved: [''],
  unsave: ['1', 'paper:relationformer'],
  help: ['', 'paper', 'command:cite'],
};

/** How it is typed in Slack: its own slash command where it has one, and the umbrella. */
const SLASH: Readonly<Record<string, string>> = { paper: '/paper', author: '/author', topic: '/topics' };
const TYPED = Object.entries(LINES).flatMap(([command, texts]) =>
  texts.flatMap((text) => [
    ...(SLASH[command] === undefined ? [] : [[SLASH[command], text] as const]),
    ['/labrarian', `${command} ${text}`.trim()] as const,
  ]),
);

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

  it('tries every option of every command', () => {
    for (const { name, options } of COMMAND_DEFINITIONS) {
      const texts = LINES[name]?.join(' ') ?? '';
      for (const option of options) {
        const isTyped = option.rest === true || texts.includes(`${option.name}:`);
        expect(isTyped, `${name} ${option.name}`).toBe(true);
      }
    }
  });

  it.each(TYPED)('%s %s', async (slash, text) => {
    const ada = slack.person('ada');
    const { ack, messages, message } = await ada.command(slash, text);
    expect(ack, bot.log.join('')).toMatchObject({ ok: true });
    expect(messages).toHaveLength(1);
    expect(message?.text.length).toBeGreaterThan(10);
    expect(message?.text).not.toMatch(/went wrong/);
    const isForAll = /^(?:(?:un)?follow|add|remove)\b/.test(text) && !text.includes('authr');
    const isPublic = text.includes('share:yes') || isForAll;
    expect(message?.onlyFor).toBe(isPublic ? undefined : ada.id);
    expect(slack.violations).toEqual([]);
    expect(errorsIn(bot)).toEqual([]);
  });

  it('answers a plain question under the umbrella, with help where nothing is typed', async () => {
    const ada = slack.person('ada');
    const asked = await ada.command('/labrarian', 'how many papers have code?');
    expect(asked.message?.text).toMatch(/^16 papers with code/);
    expect((await ada.command('/labrarian')).message?.text).toMatch(/^Ask in plain words/);
  });

  it('says how commands are typed in Slack', async () => {
    const { message } = await slack.person('ada').command('/labrarian', 'help');
    expect(message?.text).toContain('/labrarian cite');
    expect(message?.text).toContain('/topics');
    expect(message?.text).not.toMatch(/(^|\s)\/(cite|related|new|ask|topic)\b/);
  });

  it('suggests the command that was meant, and shows it at a press', async () => {
    const grace = slack.person('grace');
    const { message } = await grace.command('/labrarian', '/relatd relationformer');
    expect(message?.text).toContain('Did you mean');
    expect(message?.text).toContain('/labrarian related');
    const unknown = await grace.command('/authr', 'kaissis');
    expect(unknown.message?.text).toContain('Did you mean /author kaissis?');
  });

  it('shows a public reply where the configuration says so, and an error to nobody else', async () => {
    const other = await startSlack();
    const open = await startSlackBot(other, { transport, config: { replies: 'public' } });
    try {
      const ada = other.person('ada');
      expect((await ada.command('/paper', 'relationformer')).message?.onlyFor).toBeUndefined();
      expect((await ada.command('/paper', 'relationformer hide:yes')).message?.onlyFor).toBe(ada.id);
      expect((await ada.command('/labrarian', 'help')).message?.onlyFor).toBe(ada.id);
      expect((await ada.command('/labrarian', 'cite relationformer format:nonsense')).message?.onlyFor).toBe(
        ada.id,
      );
      expect(other.violations).toEqual([]);
    } finally {
      await open.stop();
      await other.close();
    }
  });
});
