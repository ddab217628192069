import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../../src/data-folder.ts';
import { discordEnv, startBot } from '../../bot-process.ts';
import { buildFolder, startScript } from '../../compiled.ts';
import { startDiscord } from '../../standins/discord/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-inbox-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REFERENCE = '@article{a, title = {Roots of Plants}, author = {Okafor, Ada}, year = {2021}}\n';

function drop(dataDir: string): void {
  mkdirSync(join(dataDir, 'inbox'), { recursive: true });
  writeFileSync(join(dataDir, 'inbox', 'refs.bib'), REFERENCE);
}

async function arrivals(dataDir: string): Promise<readonly string[]> {
  const { library, close } = await openLibrary({ dataDir, startFrom: 'nothing', now: new Date(0) });
  const told = await library.arrivalsAfter(0, 99);
  await close();
  return told.map(({ paperId, source }) => `${paperId} ${source}`);
}

/** Takes what is in the inbox, over a clock of its own; kills itself before or after the papers are committed. */
const TAKE = `
  const { library, close } = await openLibrary({ dataDir: process.env.FOLDER, startFrom: 'nothing', now: new Date(0) });
  const end = (when) => process.env.KILL === when && process.kill(process.pid, 'SIGKILL');
  let seconds = 0;
  const job = createInboxJob({
    folder: process.env.FOLDER + '/inbox',
    library: {
      async ingest(...request) {
        end('before');
        const summary = await library.ingest(...request);
        end('after');
        return summary;
      },
    },
    clock: { now: () => new Date(seconds * 1000) },
    log: { info() {}, warn(fields) { process.stderr.write(JSON.stringify(fields)); } },
    onNews() {},
  });
  for (; seconds < 5; seconds += 1) await job.run(new AbortController().signal);
  await close();`;
const MODULES = { openLibrary: 'src/data-folder', createInboxJob: 'src/ingestion/inbox/inbox-job' };

describe('the inbox of a process', { timeout: 60_000 }, () => {
  it.each(['before', 'after'])('takes a file once that it was killed over, %s the commit', async (when) => {
    const dataDir = join(folder, when);
    drop(dataDir);
    const killed = startScript(build, MODULES, TAKE, { FOLDER: dataDir, KILL: when });
    await killed.finished;
    expect(killed.child.signalCode).toBe('SIGKILL');
    expect(existsSync(join(dataDir, 'inbox', 'refs.bib'))).toBe(true);

    const again = await startScript(build, MODULES, TAKE, { FOLDER: dataDir }).finished;
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(dataDir, 'inbox', 'done')).sort()).toEqual(['refs.bib', 'refs.bib.txt']);
    expect(await arrivals(dataDir)).toEqual(['okafor2021roots inbox']);
  });

  it('takes a file once where four processes run on one folder', async () => {
    const dataDir = join(folder, 'four');
    drop(dataDir);
    const racers = Array.from({ length: 4 }, () => startScript(build, MODULES, TAKE, { FOLDER: dataDir }));
    for (const { finished } of racers) expect(await finished).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(dataDir, 'inbox', 'done')).sort()).toEqual(['refs.bib', 'refs.bib.txt']);
    expect(await arrivals(dataDir)).toEqual(['okafor2021roots inbox']);
  });

  it('is there when the bot runs, and what is dropped into it joins the library', async () => {
    const dataDir = join(folder, 'bot');
    const discord = await startDiscord();
    const bot = startBot(build, { ...discordEnv(discord), DATA_DIR: dataDir });
    try {
      while (!existsSync(join(dataDir, 'inbox'))) await new Promise((resolve) => setTimeout(resolve, 20));
      drop(dataDir);
      await bot.logged('A file in the inbox was taken');
      const report = join(dataDir, 'inbox', 'done', 'refs.bib.txt');
      while (!existsSync(report)) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(readFileSync(report, 'utf8')).toContain('1 added');
      bot.child.kill('SIGTERM');
      expect((await bot.finished).code).toBe(0);
    } finally {
      bot.child.kill('SIGKILL');
      await bot.finished;
      await discord.stop();
    }
    expect(await arrivals(dataDir)).toEqual(['okafor2021roots inbox']);
  });
});
