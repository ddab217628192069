import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLibrary } from '../../src/library/create-library.ts';
import { openStore } from '../../src/store/open-store.ts';
import { CHANNEL } from '../announcements/ledger-world.ts';
import { author, draft } from '../library/paper-draft.ts';

const NOW = new Date('2026-11-24T09:00:00Z');

it('finds the intent to post in the files as they are the moment after it was told, whatever half of a write follows it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'labrarian-power-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, copy] = [join(folder, 'a.sqlite'), join(folder, 'b.sqlite')];
  const store = await openStore({ file, now: NOW });
  const { announcements } = store;
  const library = createLibrary({ store: store.papers, parseAuthorName: (name) => author('', name) });
  const { rule } = await announcements.follow(
    {
      conversation: CHANNEL,
      isDirect: false,
      ownerId: 'test:ada',
      ownerName: 'Ada',
      subject: { type: 'everything' },
      schedule: { type: 'at-once' },
      timeZone: 'UTC',
    },
    'everything',
    NOW,
  );
  await library.ingest([draft()], 'stream', { news: { source: 'arxiv', at: NOW } });
  for (const arrival of await announcements.unmatched(1))
    await announcements.match(
      arrival,
      [{ conversation: CHANNEL, ruleId: rule.id, reasons: [], rank: 0 }],
      NOW,
    );
  const body = { type: 'digest' as const, date: '2026-11-24', timeZone: 'UTC', rules: [rule.id] };
  const deliveries = await announcements.pending();
  const until = new Date('2026-11-24T09:02:00Z');
  const lease = await announcements.claim(
    { conversation: CHANNEL, slot: 'now', body, deliveries },
    { now: NOW, until },
  );

  // The power fails: what is in the files stays, with the beginning of a write that never ended.
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`);
  appendFileSync(`${copy}-wal`, Buffer.alloc(1000, 7));
  await store.close();

  const after = await openStore({ file: copy, now: NOW });
  const [post] = await after.announcements.due(until);
  expect(post).toMatchObject({ id: lease?.post.id, state: 'sending', attempts: 1, firstTriedAt: NOW });
  expect(await after.announcements.deliveriesOf(post?.id ?? '')).toHaveLength(1);
  expect(await after.announcements.pending()).toEqual([]);
  await after.close();
});
