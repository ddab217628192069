import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFolder, start } from '../compiled.ts';
import { startDiscord } from '../standins/discord/index.ts';
import { startSlack } from '../standins/slack/index.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'labrarian-doctor-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(dataDir, { recursive: true }));

const doctor = (env: Record<string, string> = {}) =>
  start([join(build, 'src/cli/doctor.js')], { DATA_DIR: dataDir, MEANING: 'no', ...env }).finished;

describe('doctor', () => {
  it('is content where nothing is configured, and changes nothing', async () => {
    const { code, stdout, stderr } = await doctor();

    expect(stdout).toMatch(/Discord\n {2}note {2}Not configured[\s\S]*All is well\.\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('exits with 1 and counts what is to be mended, without any secret', async () => {
    const [slack, discord] = [await startSlack({ scopes: ['commands'] }), await startDiscord()];
    const { code, stdout, stderr } = await doctor({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: `${discord.token.slice(0, -3)}abc`,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_API_URL: discord.apiUrl,
    });

    expect(stdout).toContain('MEND  Discord refuses the token');
    expect(stdout).toContain('chat:write is missing');
    expect(stdout).toMatch(/To mend: 4\./);
    expect(code).toBe(1);
    expect([...slack.leaksIn(stdout + stderr), ...discord.leaks(stdout + stderr)]).toEqual([]);
    await Promise.all([slack.close(), discord.stop()]);
  });

  it('works beside a running bot, and knows of it', async () => {
    const slack = await startSlack();
    const tokens = {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    };
    const bot = start([join(build, 'src/main.js')], { DATA_DIR: dataDir, MEANING: 'no', ...tokens });
    await slack.until(() => slack.connections.length > 0);
    const { code, stdout } = await doctor(tokens);
    bot.child.kill('SIGTERM');

    expect(stdout).toContain(`A bot is running on it (process ${bot.child.pid}).`);
    expect(stdout).toContain('holds 50 papers');
    expect(stdout).toMatch(/All is well\.\n$/);
    expect(code).toBe(0);
    expect((await bot.finished).code).toBe(0);
    await slack.close();
  });
});
