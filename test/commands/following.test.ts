import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Poster, PostRequest } from '../../src/adapter.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { type Bot, openBot } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createLogger } from '../../src/logger.ts';
import { renderText } from '../../src/reply/render-text.ts';

/** The commands over the store and the ledger that the bot runs with; only the platform is played. */

const room = encodeConversation('played', ['channel']);
const posted: PostRequest[] = [];
let remedy: string | undefined;
const poster: Poster = {
  isIdempotent: true,
  post: async (request) => {
    posted.push(request);
    return { outcome: 'sent', messageRef: `m${posted.length}` };
  },
  readBack: async () => ({ found: 'no' }),
  openDirect: async () => undefined,
  canPost: async () => (remedy === undefined ? { canPost: true } : { canPost: false, remedy }),
};

let bot: Bot;
const dataDir = mkdtempSync(join(tmpdir(), 'labrarian-following-'));
beforeAll(async () => {
  const config = loadConfig(
    { DATA_DIR: dataDir, MEANING: 'no', ARXIV: 'no', TIME_ZONE: 'Europe/Berlin' },
    '/',
  );
  bot = await openBot({
    config,
    logger: createLogger({ logLevel: 'error' }, 'warn'),
    now: () => new Date(),
    posterOf: (adapter) => (adapter === 'played' ? poster : undefined),
  });
});
afterAll(async () => {
  await bot.close();
  rmSync(dataDir, { recursive: true });
});

const say = async (line: string, conversation = room) =>
  renderText(
    await bot.dispatch({
      ...parseLine(line, COMMAND_DEFINITIONS),
      actor: { id: 'played:ada', name: 'Ada', mayManage: false },
      conversation,
      isDirect: false,
      locale: 'en',
    }),
  );
const firstLine = async (...asked: Parameters<typeof say>) => (await say(...asked)).split('\n')[0];

describe('following, as the bot runs it', () => {
  it('follows, changes, lists, takes back and takes up again, each in its place', async () => {
    expect(await firstLine('/follow author:kaissis weekly')).toBe(
      'This channel now follows new papers by Georgios Kaissis.',
    );
    expect(await firstLine('/follow author:"Georgios Kaissis"')).toBe(
      'This channel follows new papers by Georgios Kaissis already.',
    );
    expect(await say('/follow r1 at:17h')).toContain('Every Monday at 17:00 (Europe/Berlin)');
    expect(await firstLine('/follow topic:"differential privacy" -medical at once')).toBe(
      'This channel now follows new papers about "differential privacy", without "medical".',
    );
    expect(await say('/following')).toMatch(
      /^This channel follows these 2:\n1\. New papers by Georgios Kaissis\n/,
    );
    expect(await firstLine('/following', encodeConversation('played', ['other']))).toBe(
      'This channel follows nothing yet.',
    );
    expect(await firstLine('/unfollow all')).toBe('This channel no longer follows these 2:');
    expect(await firstLine('/follow r1 r2')).toBe('This channel follows these 2 again.');
    expect(await firstLine('/unfollow r1', encodeConversation('played', ['other']))).toBe(
      'This channel follows nothing.',
    );
    expect(await firstLine('/follow r9')).toMatch(/^There is no r9 here/);
  });

  it('posts a sample that is labelled one', async () => {
    expect(await firstLine('/sample kaissis')).toMatch(/^A sample is posted here\./);
    expect(posted).toHaveLength(1);
    expect(posted[0]?.target).toBe(room);
    expect(
      renderText(
        posted[0]?.reply ?? {
          kind: 'none',
          answered: false,
          blocks: [],
          actions: [],
          papers: [],
          quotes: [],
        },
      ),
    ).toMatch(/^Sample: /);
  });

  it('says how to let it post, and follows nothing then', async () => {
    remedy = 'Invite me with /invite @Labrarian.';
    expect(await say('/follow lab')).toBe(remedy);
    remedy = undefined;
    expect(await say('/following')).toContain('these 2');
    expect(await say('/follow lab', encodeConversation('elsewhere', ['x']))).toMatch(/not connected/);
  });

  it('keeps what is saved, and tells why nothing was announced', async () => {
    expect(await firstLine('/save relationformer')).toMatch(/^Saved for you: Relationformer/);
    expect(await say('/saved')).toMatch(/^You saved 1 paper:/);
    expect(await firstLine('/unsave 1')).toMatch(/^Off your list: Relationformer/);
    expect(await say('/why relationformer')).toContain('Not announced: it was here before anything was news');
    expect(await firstLine('/digest nothing')).toMatch(/^No announcement of that name/);
    expect(await say('/new in:stream')).toContain('No source of new papers is watched here');
  });
});
