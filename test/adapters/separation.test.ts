import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createDispatch } from '../../src/commands/dispatch.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLogger } from '../../src/logger.ts';
import { PaperId } from '../../src/paper.ts';
import { paragraph, reply } from '../../src/reply/build.ts';
import { startSlack } from '../standins/slack/index.ts';
import { botOnDiscord } from './discord/bot-on-discord.ts';
import { textOf } from './discord/message-text.ts';
import { startSlackBot } from './slack/slack-bot.ts';

/** The real road to the memory of conversations; its answers show everything that is remembered. */
function tellingDispatch() {
  return createDispatch({
    engine: createEngine(),
    sync: async () => undefined,
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
    now: () => new Date('2026-06-30T12:00:00Z'),
    answer: async (question, context) => {
      const remembered = [...context.shown, PaperId.parse(question)];
      return {
        answer: reply({ kind: 'answer', blocks: [paragraph(remembered.join(' '))] }),
        context: { ...context, shown: remembered },
      };
    },
  });
}

type Ask = (person: string, question: string) => Promise<string>;

/** Two servers and direct messages on Discord, two workspaces with channels, threads and direct messages in Slack, one core. */
async function openPlaces(): Promise<Readonly<Record<string, Ask>>> {
  const dispatch = tellingDispatch();
  const { discord } = await botOnDiscord({
    discord: {
      guilds: [
        { name: 'Lab', channels: ['one', 'two'] },
        { name: 'Other', channels: ['three'] },
      ],
    },
    parts: { dispatch },
  });
  const thread = discord.addThread(discord.channel('one'), 'thread');
  const onDiscord =
    (channel: Parameters<typeof discord.messages>[0] | 'direct', hide: boolean): Ask =>
    async (person, question) =>
      textOf((await discord.user(person).slash('ask', { question, hide }, { channel })).message);

  async function openWorkspace(): Promise<Record<'general' | 'papers' | 'direct' | 'thread', Ask>> {
    const slack = await startSlack({ people: ['ada', 'bob'] });
    const bot = await startSlackBot(slack, { around: () => dispatch });
    onTestFinished(async () => {
      await bot.stop();
      await slack.close();
      expect(slack.violations).toEqual([]);
    });
    const general = slack.workspace.channels.find(({ name }) => name === 'general');
    const start = slack.workspace.addMessage(
      { channel: general?.id ?? '', author: slack.person('ada').id },
      { text: 'Papers of this week', blocks: [] },
    );
    const command =
      (channel: string): Ask =>
      async (person, question) =>
        (await slack.person(person).command('/labrarian', question, { channel })).message?.text ?? '';
    return {
      general: command('general'),
      papers: command('papers'),
      direct: command('dm'),
      thread: async (person, question) =>
        (await slack.person(person).mention('general', question, { thread: start.ts })).message?.text ?? '',
    };
  }

  const [first, second] = [await openWorkspace(), await openWorkspace()];
  return {
    'Discord, server, one': onDiscord(discord.channel('one'), false),
    'Discord, server, two, hidden': onDiscord(discord.channel('two'), true),
    'Discord, thread': onDiscord(thread, false),
    'Discord, other server': onDiscord(discord.channel('three'), false),
    'Discord, direct': onDiscord('direct', false),
    ...Object.fromEntries(Object.entries(first).map(([name, ask]) => [`Slack, first, ${name}`, ask])),
    ...Object.fromEntries(Object.entries(second).map(([name, ask]) => [`Slack, second, ${name}`, ask])),
  };
}

it('nobody is ever answered with what somebody else asked, or what was asked elsewhere', async () => {
  const places = await openPlaces();
  const step = fc.record({
    place: fc.constantFrom(...Object.keys(places)),
    person: fc.constantFrom('ada', 'bob'),
  });
  const remembered = new Map<string, string[]>();
  let number = 0;

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      for (const { place, person } of steps) {
        number += 1;
        const key = `${place}: ${person}`;
        const own = [...(remembered.get(key) ?? []), `q${number}`];
        remembered.set(key, own);
        const shown = await places[place]?.(person, `q${number}`);
        expect(shown?.match(/q\d+/g), key).toEqual(own);
      }
    }),
    { numRuns: 4 },
  );
  expect(remembered.size).toBeGreaterThan(12);
});
