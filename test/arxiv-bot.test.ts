import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLibrary } from '../src/data-folder.ts';
import { type BotProcess, slackEnv, startBot } from './bot-process.ts';
import { buildFolder } from './compiled.ts';
import { type ArxivStandIn, startArxiv } from './standins/arxiv/index.ts';
import { type SlackStandIn, startSlack } from './standins/slack/index.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

let dataDir: string;
let slack: SlackStandIn;
let arxiv: ArxivStandIn;
let bot: BotProcess;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'labrarian-arxiv-'));
  slack = await startSlack();
  arxiv = await startArxiv({ now: () => new Date() });
});
afterEach(async () => {
  bot.child.kill('SIGKILL');
  await bot.finished;
  await slack.close();
  await arxiv.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(): void {
  bot = startBot(build, {
    ...slackEnv(slack),
    DATA_DIR: dataDir,
    ARXIV: 'yes',
    ARXIV_CATEGORIES: 'cs.LG',
    ARXIV_RSS_URL: arxiv.rssUrl,
    ARXIV_OAI_URL: arxiv.oaiUrl,
    ARXIV_API_URL: arxiv.apiUrl,
    CONTACT_EMAIL: 'lab@example.org',
  });
}

describe('the bot as a process', { timeout: 60_000 }, () => {
  it('asks arXiv by itself', async () => {
    const evening = arxiv.world.feedEvening(new Date());
    arxiv.world.put({
      id: '2611.00001',
      title: 'Gardens that learn',
      authors: ['Ada Okafor'],
      abstract: 'We plant.',
      categories: ['cs.LG'],
      versions: [{ number: 1, announcedOn: evening, submittedOn: evening }],
    });
    start();
    await bot.logged('arXiv was asked');
    bot.child.kill('SIGTERM');
    expect((await bot.finished).code).toBe(0);
    const { library, close } = await openLibrary({ dataDir, startFrom: 'shipped', now: new Date() });
    expect((await library.papers('stream')).map(({ title }) => title)).toEqual(['Gardens that learn']);
    await close();
  });

  it('ends at once where arXiv keeps it waiting', async () => {
    arxiv.fault({ kind: 'drip' });
    start();
    await slack.until(() => arxiv.requests.length > 0 && slack.connections.length > 0, 20_000);
    bot.child.kill('SIGTERM');
    const { code, stderr } = await bot.finished;
    expect(code).toBe(0);
    expect(stderr).not.toContain('Left before everything');
  });
});
