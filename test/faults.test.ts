import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commandBodies } from '../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../src/commands/commands.ts';
import { textOf } from './adapters/discord/message-text.ts';
import { type BotProcess, discordEnv, slackEnv, startBot } from './bot-process.ts';
import { buildFolder } from './compiled.ts';
import { type DiscordStandIn, startDiscord } from './standins/discord/index.ts';
import { type SlackStandIn, startSlack } from './standins/slack/index.ts';

/** The compiled bot on both platforms at once, while everything goes wrong. Which fault is tested where: test/README.md. */

const folder = mkdtempSync(join(tmpdir(), 'labrarian-faults-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let discord: DiscordStandIn;
let slack: SlackStandIn;
let bots: BotProcess[] = [];
let folders = 0;
beforeEach(async () => {
  discord = await startDiscord({
    commands: commandBodies(COMMAND_DEFINITIONS, { userInstall: false, scope: 'global' }).map((body) => ({
      ...body,
    })),
  });
  slack = await startSlack();
});
afterEach(async () => {
  for (const { child } of bots) child.kill('SIGKILL');
  await Promise.all(bots.map(({ finished }) => finished));
  bots = [];
  await discord.stop();
  await slack.close();
});

/** A bot that takes requests on both platforms, on a library of its own. */
async function runningBot(): Promise<BotProcess> {
  folders += 1;
  const connections = slack.connections.length;
  const env = {
    ...discordEnv(discord),
    ...slackEnv(slack),
    DATA_DIR: join(folder, String(folders)),
    PERSON_REQUESTS_PER_MINUTE: '1000',
  };
  const bot = startBot(build, env);
  bots.push(bot);
  await Promise.all([
    bot.logged('Connected to Discord'),
    slack.until(() => slack.connections.length > connections, 30_000),
  ]);
  return bot;
}

const acknowledged = { until: ({ ack }: { ack: unknown }) => ack !== undefined };

async function expectAnswers(): Promise<void> {
  const shown = await discord.user('ada').slash('paper', { query: 'relationformer', hide: true });
  expect(textOf(shown.message)).toContain('Relationformer');
  const { message } = await slack.person('ada').command('/paper', 'relationformer');
  expect(message?.text).toContain('Relationformer');
}

describe('a token that is revoked while the bot runs', { timeout: 60_000 }, () => {
  it('ends its platform alone and is not tried again; without a platform left the bot exits with 78', async () => {
    const bot = await runningBot();
    await expectAnswers();

    discord.gateway.close(4004);
    await bot.logged('Given up');
    const requests = discord.requests.length;
    const ada = slack.person('ada');
    expect((await ada.command('/author', 'kaissis')).message?.text).toContain('Kaissis');

    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'token_revoked' });
    await ada.mention('general', 'how many papers have code?', acknowledged);
    const { code, stdout, stderr } = await bot.finished;
    expect(code).toBe(78);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
    expect(discord.requests).toHaveLength(requests);
    expect(discord.leaks(stdout + stderr)).toEqual([]);
    expect(slack.leaksIn(stdout + stderr)).toEqual([]);
  });
});

describe('whatever fails', { timeout: 60_000 }, () => {
  it('leaves the bot alive, and no secret in anything that it prints', async () => {
    const bot = await runningBot();
    const [ada, member] = [discord.user('ada'), slack.person('ada')];
    const faults = [
      { kind: 'status', status: 400, code: 50_035 },
      { kind: 'status', status: 403, code: 50_001 },
      { kind: 'status', status: 404, code: 10_015 },
      { kind: 'garbage', status: 502 },
      { kind: 'reset' },
      { kind: 'lostReply' },
    ] as const;
    for (const [number, fault] of faults.entries()) {
      discord.faults.on('editOriginal', fault);
      ada.startSlash('paper', { query: 'privacy' });
      await expect.poll(() => discord.requestsTo('editOriginal').length).toBeGreaterThan(number);
    }
    for (const [number, status] of [400, 403, 404, 500].entries()) {
      slack.fault({ method: 'response_url', kind: 'http', status, times: 2 });
      await member.command('/paper', 'privacy', acknowledged);
      await slack.until(() => slack.callsOf('response_url').length === 2 * (number + 1));
    }
    const errors = ['not_in_channel', 'is_archived', 'channel_not_found', 'internal_error'];
    for (const [number, error] of errors.entries()) {
      slack.fault({ method: 'chat.postMessage', kind: 'error', error, times: 1 });
      slack.fault({ method: 'chat.postEphemeral', kind: 'error', error, times: 1 });
      await member.mention('general', 'how many papers have code?', acknowledged);
      await slack.until(() => slack.callsOf('chat.postEphemeral').length > number);
    }
    discord.gateway.emitRaw('INTERACTION_CREATE', { id: '1', type: 2, token: 'x', data: { type: 1 } });
    await slack.deliver('interactive', { type: 'block_actions', actions: [null] });
    discord.gateway.drop();
    slack.connections.at(-1)?.drop();
    await Promise.all([discord.gateway.ready(2), slack.until(() => slack.connections.length > 1, 30_000)]);
    await expectAnswers();

    bot.child.kill('SIGTERM');
    const { code, stdout, stderr } = await bot.finished;
    expect(code).toBe(0);
    // Each refused post was tried once and told of once.
    expect(slack.callsOf('chat.postMessage')).toHaveLength(4);
    expect(stderr.split('\n').filter((line) => line.includes('"level":50')).length).toBeGreaterThan(5);
    expect(discord.leaks(stdout + stderr)).toEqual([]);
    expect(slack.leaksIn(stdout + stderr)).toEqual([]);
  });
});

describe('what is made to take long', { timeout: 60_000 }, () => {
  const BOMBS = [
    `${'a'.repeat(3000)}!`,
    '((((((((((((((((((((a+)+)+)+$',
    '('.repeat(1900),
    '{'.repeat(1900),
    '<!DOCTYPE x [<!ENTITY a "&a;&a;&a;&a;">]><x>&a;</x>',
    `${'<b>'.repeat(600)}`,
    'null \u0000 and \u0000',
    `' OR 1=1; DROP TABLE papers; --`,
    'title:"* NEAR(a b) AND OR NOT" {}[]^~*?:\\/',
    'author: since: until: code: page: in:stream',
    'a-'.repeat(900),
    '?'.repeat(1900),
    'was '.repeat(450),
    '👩‍🔬'.repeat(300),
  ];

  it('is answered in words, and everybody else as before', async () => {
    const bot = await runningBot();
    const [ada, member] = [discord.user('ada'), slack.person('ada')];
    for (const bomb of BOMBS) {
      const view = ada.startSlash('ask', { question: bomb, hide: true });
      await view.until(({ edits }) => edits > 0);
      expect(textOf(view.message), bomb.slice(0, 60)).not.toBe('');
      expect((await member.command('/labrarian', bomb)).message?.text, bomb.slice(0, 60)).not.toBe('');
      expect((await member.command('/author', bomb)).message?.text, bomb.slice(0, 60)).not.toBe('');
    }
    for (const length of [5000, 1_000_000]) {
      const long = 'x '.repeat(length / 2);
      expect((await member.command('/labrarian', long)).message?.text).toContain('at most 2000');
      expect((await member.dm(long)).message?.text).toContain('at most 2000');
      ada.say('direct', long);
      await expect
        .poll(() => textOf(discord.messages(discord.direct('ada')).at(-1)), { timeout: 10_000 })
        .toContain('at most 2000');
    }
    await expectAnswers();
    bot.child.kill('SIGTERM');
    const { code, stderr } = await bot.finished;
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes('"level":50'))).toEqual([]);
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});

/** It takes nothing new any more: Slack's connection is closed first. */
const hasBegunToStop = () => slack.until(() => slack.connections.every(({ isOpen }) => !isOpen), 10_000);

describe('telling the bot to stop', { timeout: 60_000 }, () => {
  it('lets it finish what it is about to send, on both platforms', async () => {
    const bot = await runningBot();
    const edit = discord.faults.hold('editOriginal');
    slack.fault({ method: 'response_url', kind: 'late', ms: 300, times: 1 });
    const view = discord.user('ada').startSlash('paper', { query: 'relationformer' });
    const answered = slack.person('ada').command('/paper', 'relationformer');
    await edit.arrived;
    bot.child.kill('SIGTERM');
    await hasBegunToStop();
    edit.release();

    expect((await answered).message?.text).toContain('Relationformer');
    expect((await bot.finished).code).toBe(0);
    expect(textOf(view.message)).toContain('Relationformer');
    expect(view.edits).toBe(1);
  });

  it('twice does not wait for what hangs', async () => {
    const bot = await runningBot();
    const edit = discord.faults.hold('editOriginal');
    discord.user('ada').startSlash('paper', { query: 'relationformer' });
    await edit.arrived;
    bot.child.kill('SIGTERM');
    await hasBegunToStop();
    bot.child.kill('SIGTERM');
    const { code, stderr } = await bot.finished;

    expect(code).toBe(0);
    expect(stderr).toContain('Left before everything in flight had finished');
  });
});

describe('two bots with the same tokens, each on a library of its own', { timeout: 90_000 }, () => {
  it('answer every command once, and say that there are two', async () => {
    const [one, other] = [await runningBot(), await runningBot()];
    const [ada, member] = [discord.user('ada'), slack.person('ada')];
    for (const query of ['relationformer', 'privacy', 'kernels']) {
      const view = await ada.slash('paper', { query });
      expect(textOf(view.message)).not.toBe('');
      const { messages } = await member.command('/paper', query);
      expect(messages).toHaveLength(1);
    }
    await other.logged('more than one connection');
    for (const { child } of [one, other]) child.kill('SIGTERM');
    const logs = (await Promise.all([one.finished, other.finished])).map(({ stderr }) => stderr).join('');

    expect(logs.split('Another process has answered')).toHaveLength(4);
    expect(discord.messages(discord.channel('general'))).toHaveLength(3);
    expect(discord.requestsTo('editOriginal')).toHaveLength(3);
    expect(slack.callsOf('response_url')).toHaveLength(3);
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
  });
});
