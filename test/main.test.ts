import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from './adapters/discord/message-text.ts';
import { type BotProcess, discordEnv, slackEnv, startBot as startProcess } from './bot-process.ts';
import { buildFolder, start } from './compiled.ts';
import { type DiscordStandIn, startDiscord } from './standins/discord/index.ts';
import { type SlackStandIn, startSlack } from './standins/slack/index.ts';

/** The compiled bot as people run it: a process that knows only its environment. */

const folder = mkdtempSync(join(tmpdir(), 'labrarian-main-'));
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
  discord = await startDiscord();
  slack = await startSlack();
  folders += 1;
});
afterEach(async () => {
  for (const { child } of bots) child.kill('SIGKILL');
  await Promise.all(bots.map(({ finished }) => finished));
  bots = [];
  await discord.stop();
  await slack.close();
});

function startBot(env: Readonly<Record<string, string>>, args: readonly string[] = []): BotProcess {
  const bot = startProcess(build, { DATA_DIR: join(folder, String(folders)), ...env }, args);
  bots.push(bot);
  return bot;
}

async function onDiscord(): Promise<void> {
  while (discord.commands.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
const onSlack = (connections = 1) => slack.until(() => slack.connections.length >= connections, 20_000);

describe('the bot as a process', { timeout: 60_000 }, () => {
  it('answers on both platforms, finishes when it is told to stop, and prints no secret', async () => {
    const bot = startBot({ ...discordEnv(discord), ...slackEnv(slack) });
    await Promise.all([onDiscord(), onSlack()]);

    const shown = await discord.user('ada').slash('paper', { query: 'relationformer' });
    expect(textOf(shown.message)).toContain('Relationformer');
    const { message } = await slack.person('ada').command('/paper', 'relationformer');
    expect(message?.text).toContain('Relationformer');

    bot.child.kill('SIGTERM');
    const { code, stdout, stderr } = await bot.finished;
    expect(code).toBe(0);
    expect(discord.violations).toEqual([]);
    expect(slack.violations).toEqual([]);
    expect(discord.leaks(stdout + stderr)).toEqual([]);
    expect(slack.leaksIn(stdout + stderr)).toEqual([]);
    expect(stderr).toContain('"msg":"Answered"');
  });

  it('refuses to start a second time on the same library, and takes over when the first is killed', async () => {
    const first = startBot(slackEnv(slack));
    await onSlack();

    const second = startBot(slackEnv(slack));
    const refused = await second.finished;
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('A bot is already running on this library');

    first.child.kill('SIGKILL');
    await first.finished;
    const third = startBot(slackEnv(slack));
    await onSlack(2);
    third.child.kill('SIGTERM');
    expect((await third.finished).code).toBe(0);
  });

  it('goes on with one platform where the other refuses the token, and exits with 78 where none is left', async () => {
    const bot = startBot({ ...slackEnv(slack), ...discordEnv(discord), DISCORD_TOKEN: 'x'.repeat(70) });
    await Promise.all([bot.logged('Given up'), onSlack()]);
    const { message } = await slack.person('ada').command('/author', 'kaissis');
    expect(message?.text).toContain('Kaissis');
    bot.child.kill('SIGTERM');
    expect((await bot.finished).code).toBe(0);

    const { code, stderr } = await startBot({ ...slackEnv(slack), SLACK_BOT_TOKEN: 'xoxb-wrong' }).finished;
    expect(code).toBe(78);
    expect(stderr).toContain('Given up');
    expect(slack.leaksIn(stderr)).toEqual([]);
  });
});

describe('the bot without a platform', { timeout: 60_000 }, () => {
  it('says what is missing where nobody can type', async () => {
    const bot = start(
      [
        '-e',
        `
      const { spawnSync } = require('node:child_process');
      const { status, stderr } = spawnSync(process.execPath, [process.env.MAIN], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
      process.stderr.write(stderr);
      process.exitCode = status;
    `,
      ],
      { MAIN: join(build, 'src/main.js'), DATA_DIR: join(folder, 'none') },
    );
    const { code, stderr } = await bot.finished;

    expect(code).toBe(78);
    expect(stderr).toContain('Set DISCORD_TOKEN and DISCORD_APPLICATION_ID');
  });

  it('names a platform that is configured by half', async () => {
    const { code, stderr } = await startBot({ DISCORD_TOKEN: 'x'.repeat(60) }).finished;
    expect(code).toBe(78);
    expect(stderr).toContain('DISCORD_APPLICATION_ID: needed beside DISCORD_TOKEN');
  });
});
