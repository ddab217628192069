import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/answers/conversation/context.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { openLibrary } from '../../src/data-folder.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { buildFolder, start } from '../compiled.ts';

const ADA = 'discord:123456789012345678';
const LIN = 'slack:T1:U1';
const CHANNEL = encodeConversation('discord', ['777', '888']);
const DIRECT = encodeConversation('discord', ['dm', '999']);
const NOW = new Date('2026-03-02T12:00:00Z');

const dataDir = mkdtempSync(join(tmpdir(), 'labrarian-forget-'));
let build = '';

beforeAll(async () => {
  build = buildFolder();
  const opened = await openLibrary({ dataDir, startFrom: 'shipped', now: NOW });
  const [paper] = await opened.library.papers('library');
  if (paper === undefined) throw new Error('The library is empty');
  const { announcements: store, conversations } = opened;
  for (const [conversation, isDirect] of [
    [CHANNEL, false],
    [DIRECT, true],
  ] as const) {
    await store.follow(
      {
        conversation,
        isDirect,
        ownerId: ADA,
        ownerName: 'Ada',
        subject: { type: 'query', query: { ...EMPTY_QUERY, text: 'roots' } },
        schedule: { type: 'at-once' },
        timeZone: 'UTC',
      },
      'roots',
      NOW,
    );
  }
  await store.note(DIRECT, 'told', ['Hello.'], NOW);
  for (const actor of [ADA, LIN]) await store.save(actor, paper.id, NOW);
  await conversations.save({ conversation: CHANNEL, actorId: ADA }, EMPTY_CONTEXT, {
    now: NOW,
    until: new Date('2026-03-02T12:30:00Z'),
  });
  await opened.close();
}, 120_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function forget(args: readonly string[], folder = dataDir) {
  return start([join(build, 'src/cli/forget.js'), ...args], { DATA_DIR: folder }).finished;
}

describe('forget', () => {
  it('erases a person, says what, and leaves everybody else as they were', async () => {
    const { code, stdout } = await forget([ADA]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        `Erased of ${ADA}:`,
        '  1 rule followed in direct messages',
        '  1 post to this person alone',
        '  1 saved paper',
        '  1 remembered conversation',
        '  1 name beside a rule of a channel (the channel goes on following)',
        '',
      ].join('\n'),
    );
    expect((await forget([ADA])).stdout).toBe(`Nothing was kept of ${ADA}.\n`);
    const { announcements, close } = await openLibrary({ dataDir, startFrom: 'nothing', now: NOW });
    const rules = await announcements.rules();
    expect(rules).toMatchObject([{ conversation: CHANNEL, status: 'active', ownerName: '' }]);
    expect(JSON.stringify(rules)).not.toContain(ADA);
    expect(await announcements.saved(LIN)).toHaveLength(1);
    await close();
  });

  it.each([['ada'], ['discord:ada'], ['slack:T1'], ['slack:T1:U1:'], [`${ADA} `]])(
    'erases nothing where "%s" is given for a person',
    async (text) => {
      const { code, stderr } = await forget([text]);
      expect(code).toBe(2);
      expect(stderr).toContain('names no person; nothing was erased');
      expect(stderr).toContain('Usage: npm run forget');
    },
  );

  it('says so where there is no library, and makes none', async () => {
    const { code, stderr } = await forget([LIN], join(dataDir, 'mistyped'));
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was kept there');
  });
});
