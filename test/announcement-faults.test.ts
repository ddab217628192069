import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commandBodies } from '../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../src/commands/commands.ts';
import { databaseFile } from '../src/data-folder.ts';
import { followedConversations } from '../src/store/inspect-store.ts';
import { textOf } from './adapters/discord/message-text.ts';
import { type BotProcess, discordEnv, slackEnv, startBot } from './bot-process.ts';
import { buildFolder } from './compiled.ts';
import { type DiscordStandIn, startDiscord } from './standins/discord/index.ts';
import { type SlackStandIn, startSlack } from './standins/slack/index.ts';

/** Announcements of the compiled bot on both platforms, while everything goes wrong. Which fault is tested where: test/README.md. */

const folder = mkdtempSync(join(tmpdir(), 'labrarian-announcement-faults-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCOPES = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'im:history',
  'im:write',
  'channels:history',
  'users:read',
];
const NEWS = `@article{quokka2026,
  title = {Quokkas @everyone @here <@123456789012345678> <!channel> <@U0AAAAAAAA> [free](javascript:alert(1))},
  author = {Doe, Jane},
  year = {2026},
  abstract = {We count quokkas. @everyone counts.}
}`;

let discord: DiscordStandIn;
let slack: SlackStandIn;
let dataDir = '';
let bots: BotProcess[] = [];
beforeEach(async () => {
  const commands = commandBodies(COMMAND_DEFINITIONS, { userInstall: false, scope: 'global' });
  discord = await startDiscord({
    guilds: [{ name: 'Lab', channels: ['general', 'papers'] }, { name: 'Other' }],
    commands: commands.map((body) => ({ ...body })),
  });
  slack = await startSlack({ scopes: SCOPES, admins: ['ada'], emulator: false });
  dataDir = mkdtempSync(join(folder, 'data-'));
});
afterEach(async () => {
  for (const { child } of bots) child.kill('SIGKILL');
  await Promise.all(bots.map(({ finished }) => finished));
  bots = [];
  await discord.stop();
  await slack.close();
});

async function startedBot(): Promise<BotProcess> {
  const connections = slack.connections.length;
  const bot = startBot(build, { ...discordEnv(discord), ...slackEnv(slack), DATA_DIR: dataDir });
  bots.push(bot);
  await Promise.all([
    bot.logged('Connected to Discord'),
    slack.until(() => slack.connections.length > connections, 30_000),
  ]);
  return bot;
}

async function stopped({ child, finished }: BotProcess): Promise<string> {
  child.kill('SIGTERM');
  const { code, stderr } = await finished;
  expect(code).toBe(0);
  return stderr;
}

const followed = () => followedConversations(databaseFile(dataDir));
const onDiscord = () =>
  discord.messages(discord.channel('papers')).filter((one) => textOf(one).includes('Quokkas'));
const inSlack = () => slack.messagesIn('papers').filter(({ text }) => text.includes('Quokkas'));

/** Both channels follow, and a paper has arrived since: what starts next announces it. */
async function news(): Promise<void> {
  const bot = await startedBot();
  const what = { what: 'quokkas', when: 'at-once' };
  const view = await discord.user('ada').slash('follow', what, { channel: discord.channel('papers') });
  expect(textOf(view.message)).toContain('now follows');
  const { message } = await slack
    .person('ada')
    .command('/labrarian', 'follow quokkas at-once', { channel: 'papers' });
  expect(message?.text).toContain('now follows');
  expect(followed()).toHaveLength(2);
  await stopped(bot);
  const file = join(dataDir, 'news.bib');
  writeFileSync(file, NEWS);
  const { status, stderr } = spawnSync(process.execPath, [join(build, 'src/cli/ingest.js'), file], {
    env: { ...process.env, DATA_DIR: dataDir, MEANING: 'no' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

async function untilPosted(): Promise<void> {
  await expect.poll(() => [onDiscord().length, inSlack().length], { timeout: 30_000 }).toEqual([1, 1]);
}

describe('an announcement', { timeout: 120_000 }, () => {
  it('of a hostile title calls nobody, stands there once, and its buttons answer whoever presses', async () => {
    await news();
    const bot = await startedBot();
    await untilPosted();
    const [posted] = onDiscord();
    expect(posted).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
    const shown = await discord.user('bob').press(posted, 'Abstract');
    expect(shown.visibility).toBe('ephemeral');
    expect(textOf(shown.message)).toContain('We count quokkas');
    await stopped(bot);
    const again = await startedBot();
    await stopped(again);
    expect([onDiscord().length, inSlack().length]).toEqual([1, 1]);
    expect([...discord.violations, ...slack.violations]).toEqual([]);
  });

  it('waits for a rate limit, and nobody else waits with it', async () => {
    await news();
    discord.faults.on('createMessage', { kind: 'rateLimit', scope: 'shared', retryAfterS: 1 });
    slack.fault({ method: 'chat.postMessage', kind: 'http', status: 429, retryAfter: 1, times: 1 });
    const bot = await startedBot();
    await expect.poll(() => discord.requestsTo('createMessage').length).toBeGreaterThan(0);
    const view = await discord.user('ada').slash('paper', { query: 'relationformer' });
    expect(textOf(view.message)).toContain('Relationformer');
    expect(onDiscord()).toEqual([]);
    await untilPosted();
    await stopped(bot);
    expect([...discord.violations, ...slack.violations]).toEqual([]);
  });

  it('that is nowhere taken any more pauses what is followed there, and its owner is told once', async () => {
    await news();
    const channel = discord.channel('papers');
    discord.deny(channel, PermissionFlagsBits.SendMessages);
    const there = slack.workspace.channels.find(({ name }) => name === 'papers');
    if (there !== undefined) there.archived = true;
    const bot = await startedBot();
    await expect.poll(followed, { timeout: 30_000 }).toEqual([]);
    const told = () => [
      discord.messages(discord.direct('ada')).length,
      slack.messagesIn('directmessage').length,
    ];
    await expect.poll(told, { timeout: 30_000 }).toEqual([1, 1]);
    const tried = discord.requestsTo('createMessage').length;
    await stopped(bot);
    await stopped(await startedBot());
    expect(discord.requestsTo('createMessage')).toHaveLength(tried);
    expect(told()).toEqual([1, 1]);
    expect([onDiscord(), inSlack()]).toEqual([[], []]);
  });

  it('that is under way is finished when the bot is told to stop, and not made again', async () => {
    await news();
    const held = discord.faults.hold('createMessage');
    const bot = await startedBot();
    await held.arrived;
    bot.child.kill('SIGTERM');
    held.release();
    expect((await bot.finished).code).toBe(0);
    expect(onDiscord()).toHaveLength(1);
    const next = await startedBot();
    await untilPosted();
    await stopped(next);
    expect(onDiscord()).toHaveLength(1);
  });
});

describe('what is followed', { timeout: 120_000 }, () => {
  it('outlives an outage and is erased where the bot is removed, also while it does not run', async () => {
    await news();
    const bot = await startedBot();
    await untilPosted();
    discord.beginOutage(discord.guild('Lab'));
    discord.endOutage(discord.guild('Lab'));
    expect(followed()).toHaveLength(2);
    await slack.event({ type: 'app_uninstalled' });
    await expect.poll(followed, { timeout: 10_000 }).toEqual([expect.stringMatching(/^discord:/)]);
    await stopped(bot);
    discord.removeBot(discord.guild('Lab'));
    await startedBot().catch(() => undefined);
    await expect.poll(followed, { timeout: 10_000 }).toEqual([]);
  });
});
