import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildFolder, start } from '../compiled.ts';
import { type DiscordStandIn, startDiscord } from '../standins/discord/index.ts';
import { type SlackStandIn, startSlack } from '../standins/slack/index.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'labrarian-smoke-'));
let build = '';
let discord: DiscordStandIn;
let slack: SlackStandIn;
beforeAll(() => {
  build = buildFolder();
}, 120_000);
beforeEach(async () => {
  discord = await startDiscord();
  slack = await startSlack({ scopes: ['commands', 'chat:write', 'channels:history'] });
});
afterEach(async () => {
  await discord.stop();
  await slack.close();
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function smoke(...args: readonly string[]) {
  return start([join(build, 'src/cli/smoke.js'), ...args], {
    DATA_DIR: dataDir,
    MEANING: 'no',
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  }).finished;
}

const inSlack = (name: string) => slack.workspace.channels.find((channel) => channel.name === name)?.id ?? '';
const OK = ['find the channel', 'post a card', 'read it back', 'edit it', 'read it again', 'delete it'];

describe('smoke', () => {
  it('posts, edits, reads back and deletes on both platforms, and leaves nothing', async () => {
    const channel = discord.channel('papers');
    const { code, stdout, stderr } = await smoke(
      '--discord-channel',
      channel.id,
      '--slack-channel',
      inSlack('papers'),
    );

    expect(stderr).toContain('A new library was started');
    for (const what of OK) expect(stdout.split(`  ok    ${what}`)).toHaveLength(3);
    expect(stdout).toContain('Everything worked.');
    expect(code).toBe(0);
    expect(discord.messages(channel)).toEqual([]);
    expect(slack.messagesIn('papers')).toEqual([]);
    expect(discord.requestsTo('editMessage')).toHaveLength(1);
    expect(slack.callsOf('chat.update')).toHaveLength(1);
    expect([...discord.violations, ...slack.violations]).toEqual([]);
    expect([...slack.leaksIn(stdout + stderr), ...discord.leaks(stdout + stderr)]).toEqual([]);
  });

  it('deletes what it has posted when a later step fails', async () => {
    slack.fault({ method: 'chat.update', kind: 'error', error: 'edit_window_closed' });
    const { code, stdout } = await smoke('--slack-channel', inSlack('papers'));

    expect(stdout).toContain('FAIL  edit it: Slack says edit_window_closed');
    expect(stdout).toContain('-     read it again');
    expect(stdout).toContain('ok    delete it');
    expect(code).toBe(1);
    expect(slack.messagesIn('papers')).toEqual([]);
  });

  it('says what to do where it may not post', async () => {
    const channel = discord.channel('papers');
    discord.deny(channel, PermissionFlagsBits.SendMessages);
    const { code, stdout } = await smoke(
      '--discord-channel',
      channel.id,
      '--slack-channel',
      inSlack('elsewhere'),
    );

    expect(stdout).toMatch(/FAIL {2}post a card: DiscordAPIError 403/);
    expect(stdout).toContain('FAIL  post a card: it is not in that channel: type /invite @Labrarian there');
    expect(code).toBe(1);
  });

  it('asks which channel', async () => {
    const { code, stderr } = await smoke();

    expect(stderr).toMatch(/^Which channel\?/);
    expect(code).toBe(2);
  });
});
