import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildFolder, start } from '../compiled.ts';
import { type DiscordOptions, startDiscord } from '../standins/discord/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-register-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function discordFor(options: DiscordOptions = {}) {
  const discord = await startDiscord(options);
  onTestFinished(async () => {
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });
  return discord;
}

function register(
  discord: Awaited<ReturnType<typeof startDiscord>> | undefined,
  args: readonly string[] = [],
) {
  const env: Record<string, string> = discord
    ? {
        DISCORD_TOKEN: discord.token,
        DISCORD_APPLICATION_ID: discord.applicationId,
        DISCORD_API_URL: discord.apiUrl,
      }
    : {};
  return start([join(build, 'src/cli/register.js'), ...args], { DATA_DIR: folder, ...env }).finished;
}

describe('register', () => {
  it('sends what is different only, and says what that is', async () => {
    const discord = await discordFor({ commands: [{ name: 'gone', description: 'An old command' }] });

    const first = await register(discord);
    expect(first.stdout).toContain('+ /paper: Find a paper');
    expect(first.stdout).toContain('- /gone');
    expect(first.code).toBe(0);
    expect(discord.commands.map(({ name }) => name)).not.toContain('gone');

    const sent = discord.requests.length;
    const second = await register(discord);
    expect(second.stdout).toBe('Discord has these commands already; nothing was sent.\n');
    expect(discord.requests.slice(sent).map(({ method }) => method)).toEqual(['GET']);
  });

  it('registers for one server', async () => {
    const discord = await discordFor();
    const { id } = discord.guild('Lab');
    await register(discord, ['--guild', id]);

    expect(new Set(discord.commands.map(({ guild_id: guild }) => guild))).toEqual(new Set([id]));
  });

  it('prints the commands as JSON, sends nothing and needs no token for that', async () => {
    const printed = await register(undefined, ['--dry-run']);

    expect(JSON.parse(printed.stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'paper', type: 1 })]),
    );
    expect(printed.code).toBe(0);
  });

  it('says what is wrong: no token, a refused one, no id, a failure', async () => {
    expect(await register(undefined)).toMatchObject({ code: 78 });
    const discord = await discordFor();
    expect(await register(discord, ['--guild', 'Lab'])).toMatchObject({ code: 2 });
    discord.faults.on('*', { kind: 'status', status: 401 });
    const refused = await register(discord);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('Discord refuses the token');
    discord.faults.on('*', { kind: 'status', status: 403, code: 50_001 });
    const forbidden = await register(discord);
    expect(forbidden.stderr).toContain('403');
    expect(discord.leaks(forbidden.stderr + refused.stderr)).toEqual([]);
  });
});
