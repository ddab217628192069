import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeConversation } from '../../src/conversation.ts';
import { PaperId } from '../../src/paper.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-11-24T09:00:00Z');
const CHANNEL = encodeConversation('test', ['team', 'channel']);
const PAPER = PaperId.parse('a');
const BEFORE = MIGRATIONS.findIndex(({ name }) => name === 'versions');

describe('a ledger of before versions were told apart', () => {
  it('keeps what was told and what waits, and takes the next version', async () => {
    const file = join(folder, 'labrarian.sqlite');
    const old = await openStore({ file, now, migrations: MIGRATIONS.slice(0, BEFORE) });
    await old.close();
    const database = new DatabaseSync(file);
    const rows = [
      `insert into rules values (1, '${CHANNEL}', 0, 'test:ada', 'Ada', '{"type":"everything"}', 'everything',
        '{"type":"at-once"}', 'UTC', '${now.toISOString()}', 0, null, null, 'active', null)`,
      `insert into arrivals (sequence, paper_id, kind, source, arrived_at, matched_at) values
        (1, 'a', 'new', 'arxiv', '${now.toISOString()}', '${now.toISOString()}'),
        (2, 'a', 'version', 'arxiv', '${now.toISOString()}', '${now.toISOString()}'),
        (3, 'b', 'new', 'arxiv', '${now.toISOString()}', '${now.toISOString()}')`,
      `insert into deliveries (conversation, paper_id, kind, state, sequence) values
        ('${CHANNEL}', 'a', 'new', 'told', 1), ('${CHANNEL}', 'a', 'version', 'told', 2), ('${CHANNEL}', 'b', 'new', 'pending', 3)`,
      `insert into delivery_rules values (1, '${CHANNEL}', 'a', 'new', '["new"]', 0), (1, '${CHANNEL}', 'b', 'new', '["new"]', 0)`,
    ];
    for (const row of rows) database.exec(row);
    database.close();

    const store = await openStore({ file, now });
    const { announcements } = store;
    const [first] = await announcements.pending();
    expect(await announcements.pending()).toMatchObject([{ paperId: 'b', kind: 'new', version: 0 }]);
    const [rule] = await announcements.rules();
    if (first === undefined || rule === undefined) throw new Error('nothing was kept');
    expect(await announcements.toldOf(PAPER)).toEqual([{ conversation: CHANNEL, rules: [rule.id] }]);
    const match = { conversation: CHANNEL, ruleId: rule.id, reasons: ['new'], rank: 0 };
    const version = { ...first.arrival, paperId: PAPER, kind: 'version' as const };
    await announcements.matchLater(version, match);
    expect(await announcements.pending(), 'the version of before').toHaveLength(1);
    await announcements.matchLater({ ...version, version: 3 }, match);
    expect(await announcements.pending()).toHaveLength(2);
    await store.close();
  });
});
