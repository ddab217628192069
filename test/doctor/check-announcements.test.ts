import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AnnouncementStore } from '../../src/announcements/announcement-store.ts';
import type { PostBody } from '../../src/announcements/post.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { databaseFile, dropFolder, type OpenedLibrary, openLibrary } from '../../src/data-folder.ts';
import { checkAnnouncements } from '../../src/doctor/check-announcements.ts';
import { reportText } from '../../src/doctor/finding.ts';
import { draft } from '../library/paper-draft.ts';

const CHANNEL = encodeConversation('discord', ['1', '2']);
const NOW = new Date('2026-11-24T09:00:00Z');
const LEASED = { now: NOW, until: new Date('2026-11-24T09:02:00Z') };

let dataDir: string;
let opened: OpenedLibrary;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'labrarian-troubles-'));
  opened = await openLibrary({ dataDir, startFrom: 'shipped', now: NOW });
  mkdirSync(dropFolder(dataDir));
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function report(now = NOW): Promise<string> {
  return reportText([{ title: 'Announcements', findings: await checkAnnouncements(dataDir, now) }]);
}

async function followed(store: AnnouncementStore) {
  const { rule } = await store.follow(
    {
      conversation: CHANNEL,
      isDirect: false,
      ownerId: 'discord:1',
      ownerName: 'Ada',
      subject: { type: 'lab' },
      schedule: { type: 'daily', time: '09:00' },
      timeZone: 'UTC',
    },
    'lab',
    NOW,
  );
  return rule;
}

/** A digest of one paper, leased. */
async function digestLease() {
  const { announcements: store, library } = opened;
  const rule = await followed(store);
  await library.ingest([draft({ title: 'Roots that learn' })], 'stream', {
    news: { source: 'arxiv', at: NOW },
  });
  const [arrival] = await store.unmatched(1);
  if (arrival === undefined) throw new Error('Nothing arrived');
  await store.match(arrival, [{ conversation: CHANNEL, ruleId: rule.id, reasons: [], rank: 1 }], NOW);
  const body: PostBody = { type: 'digest', date: '2026-11-24', timeZone: 'UTC', rules: [rule.id] };
  const plan = { conversation: CHANNEL, slot: 'daily', body, deliveries: await store.pending() };
  const lease = await store.claim(plan, LEASED);
  if (lease === undefined) throw new Error('Nothing was claimed');
  return lease;
}

it('says nothing is wrong where nothing is, beside whoever has the library open', async () => {
  expect(await report()).toMatch(/ok {4}Files dropped into .*inbox become papers\.[\s\S]*All is well/);
  await followed(opened.announcements);
  expect(await report()).toMatch(/ok {4}Followed: 1 active, 0 paused\.[\s\S]*All is well/);
  rmSync(dropFolder(dataDir), { recursive: true });
  expect(await report()).toContain('is not there yet: the bot makes it');
  expect(await checkAnnouncements(join(dataDir, 'none'), NOW)).toEqual([]);
});

it('says why a rule is paused, and what to do', async () => {
  const { id } = await followed(opened.announcements);
  await opened.announcements.setStatus(id, 'paused', 'the bot was removed from it');
  const text = await report();
  expect(text).toContain('Followed: 0 active, 1 paused.');
  expect(text).toMatch(/note {2}r\d+ \(.*\) in discord:1:2 is paused: the bot was removed from it\./);
  expect(text).toContain('press Resume');
});

it('lists a digest of which nobody knows, with its place, its time and what to do, a week later as history', async () => {
  const lease = await digestLease();
  await opened.announcements.unknown(lease, new Date('2026-11-24T10:00:00Z'), 'the answer was lost');
  expect((await opened.announcements.troubles()).map(({ state }) => state)).toEqual(['unknown']);
  const text = await report();
  expect(text).toContain(
    `MEND  The announcement of 2026-11-24 (1 paper) for discord:1:2 (post ${lease.post.id}, tried on 2026-11-24 09:00 UTC) may stand there or not: the answer was lost.`,
  );
  expect(text).toContain(`"/digest ${lease.post.id}" there shows its papers`);
  expect(await report(new Date('2026-12-24T09:00:00Z'))).toMatch(
    /note {2}The announcement[\s\S]*All is well/,
  );
});

it('lists what was refused: a digest is to be mended, a notice is not', async () => {
  const { announcements: store } = opened;
  await store.rejected(await digestLease(), 'it is too long');
  await store.note(CHANNEL, 'hello', ['Hello.'], NOW);
  const [notice] = await store.due(NOW);
  const lease = notice && (await store.lease(notice.id, LEASED));
  if (lease === undefined) throw new Error('The notice was not leased');
  await store.rejected(lease, 'takes no direct message');
  const text = await report();
  expect(text).toMatch(/MEND {2}The announcement of 2026-11-24 \(1 paper\) .* was refused: it is too long\./);
  expect(text).toMatch(/note {2}A notice .* was refused: takes no direct message\./);
  expect(text).toContain('To mend: 1.');
});

it('says where files cannot be dropped, and leaves a damaged database to its own section', async () => {
  rmSync(dropFolder(dataDir), { recursive: true });
  writeFileSync(dropFolder(dataDir), 'no folder');
  expect(await report()).toMatch(/MEND {2}Files dropped into .* cannot be taken/);
  await opened.close();
  writeFileSync(databaseFile(dataDir), 'x'.repeat(9000));
  expect(await report()).toContain('To mend: 1.');
});
