import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commandBodies } from '../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../src/commands/commands.ts';
import { databaseFile, dropFolder } from '../src/data-folder.ts';
import { followedConversations } from '../src/store/inspect-store.ts';
import { textOf } from './adapters/discord/message-text.ts';
import { type BotProcess, discordEnv, startBot } from './bot-process.ts';
import { buildFolder } from './compiled.ts';
import { type DiscordStandIn, startDiscord } from './standins/discord/index.ts';

/** From a file that somebody drops to what people read, through the compiled bot, as the README promises. */

const folder = mkdtempSync(join(tmpdir(), 'labrarian-inbox-bot-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
const children: ChildProcess[] = [];
let discord: DiscordStandIn | undefined;
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await discord?.stop();
  discord = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOON = { timeout: 30_000, interval: 100 };

function drop(dataDir: string, name: string, title: string): void {
  const inbox = dropFolder(dataDir);
  mkdirSync(inbox, { recursive: true });
  const whole = join(dataDir, `${name}.part`);
  writeFileSync(whole, `@article{a, title = {${title}}, author = {Doe, Jane}, year = {2026}}`);
  renameSync(whole, join(inbox, `${name}.bib`));
}

const done = (dataDir: string) =>
  readdirSync(join(dropFolder(dataDir), 'done')).filter((name) => name.endsWith('.bib'));

describe('a file that is dropped into the inbox', { timeout: 120_000 }, () => {
  it('is announced in a channel that follows, once, whatever dies and however often it is dropped', async () => {
    const commands = commandBodies(COMMAND_DEFINITIONS, { userInstall: false, scope: 'global' });
    const service = await startDiscord({
      guilds: [{ name: 'Lab', channels: ['papers'] }],
      commands: commands.map((body) => ({ ...body })),
    });
    discord = service;
    const dataDir = mkdtempSync(join(folder, 'data-'));
    const papers = service.channel('papers');
    const announced = (title: string) =>
      service.messages(papers).filter((one) => textOf(one).includes(title)).length;

    async function started(): Promise<BotProcess> {
      const bot = startBot(build, { ...discordEnv(service), DATA_DIR: dataDir });
      children.push(bot.child);
      await bot.logged('Connected to Discord');
      return bot;
    }

    const first = await started();
    const view = await service
      .user('ada')
      .slash('follow', { what: 'lab', when: 'at-once' }, { channel: papers });
    expect(textOf(view.message)).toContain('now follows');
    drop(dataDir, 'quokkas', 'Quokkas that count');
    await expect.poll(() => announced('Quokkas that count'), SOON).toBe(1);
    first.child.kill('SIGKILL');
    await first.finished;

    const second = await started();
    drop(dataDir, 'again', 'Quokkas that count');
    drop(dataDir, 'wombats', 'Wombats that read');
    await expect.poll(() => announced('Wombats that read'), SOON).toBe(1);
    await expect.poll(() => done(dataDir).sort(), SOON).toHaveLength(3);
    expect(announced('Quokkas that count')).toBe(1);

    const followed = () => followedConversations(databaseFile(dataDir)).length;
    service.beginOutage(service.guild('Lab'));
    service.endOutage(service.guild('Lab'));
    const shown = await service.user('ada').slash('following', {}, { channel: papers });
    expect(textOf(shown.message)).toContain('This channel follows');
    expect(followed()).toBe(1);
    service.removeBot(service.guild('Lab'));
    await expect.poll(followed, SOON).toBe(0);
    second.child.kill('SIGTERM');
    expect((await second.finished).code).toBe(0);
    expect(service.violations).toEqual([]);
  });

  it('is announced by itself in the terminal, also in a pipe, and not again the next time', async () => {
    const dataDir = mkdtempSync(join(folder, 'data-'));

    /** A chat that nobody types in, until a text has been shown. */
    async function chat(shows: string): Promise<string> {
      const child = spawn(process.execPath, [join(build, 'src/main.js')], {
        env: { ...process.env, MEANING: 'no', ARXIV: 'no', DATA_DIR: dataDir },
        stdio: 'pipe',
      });
      children.push(child);
      let shown = '';
      child.stdout.on('data', (chunk) => {
        shown += String(chunk);
      });
      const ended = new Promise((resolve) => child.on('close', resolve));
      await expect.poll(() => shown, SOON).toContain(shows);
      child.stdin.end();
      expect(await ended).toBe(0);
      return shown;
    }

    drop(dataDir, 'quokkas', 'Quokkas that count');
    await chat('Quokkas that count');
    writeFileSync(join(dropFolder(dataDir), 'notes.txt'), 'Dear diary, today I read nothing.');
    expect(await chat('mend it and drop it into the inbox again.')).toContain('notes.txt is in no format');
    drop(dataDir, 'again', 'Quokkas that count');
    drop(dataDir, 'wombats', 'Wombats that read');
    expect(await chat('Wombats that read')).not.toContain('Quokkas that count');
  });
});
