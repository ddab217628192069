import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, type Migration } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { buildFolder, startScript } from '../compiled.ts';
import { paper, paperRow, recordOf } from '../library/paper-draft.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-01-01T00:00:00Z');
const held = paper('okafor2021sparse');
const row = paperRow(held);

const NEXT: Migration = {
  name: 'notes',
  up: async (db) => {
    await db.schema.createTable('notes').addColumn('id', 'text').execute();
  },
};
const BROKEN: Migration = {
  name: 'broken',
  up: async (db) => {
    await db.schema.createTable('halves').addColumn('id', 'text').execute();
    throw new Error('half way');
  },
};

let file = '';
let files = 0;
beforeEach(() => {
  files += 1;
  file = join(folder, `${files}`, 'labrarian.sqlite');
  rmSync(join(folder, `${files}`), { recursive: true, force: true });
});

async function openNew(migrations = MIGRATIONS) {
  mkdirSync(join(file, '..'), { recursive: true });
  return openStore({ file, now, migrations });
}

async function makeDatabase(): Promise<void> {
  const store = await openNew();
  await store.papers.transaction((papers) => papers.put([row]));
  await store.close();
}

describe('openStore', () => {
  it('keeps papers from one opening to the next', async () => {
    await makeDatabase();

    const store = await openStore({ file, now });
    expect(await store.papers.get(held.id)).toEqual(recordOf(row));
    expect(await store.papers.lastSequence()).toBe(1);
    await store.close();
  });

  it('keeps a whole copy before it migrates a database that holds something', async () => {
    await makeDatabase();

    const store = await openStore({ file, now, migrations: [...MIGRATIONS, NEXT] });
    await store.close();

    const copies = readdirSync(join(file, '..', 'backups'));
    expect(copies).toHaveLength(1);
    const restored = join(file, '..', 'restored.sqlite');
    copyFileSync(join(file, '..', 'backups', copies[0] ?? ''), restored);
    const copy = await openStore({ file: restored, now });
    expect(await copy.papers.list('library')).toHaveLength(1);
    await copy.close();
  });

  it('makes no copy of a new database', async () => {
    const store = await openNew([...MIGRATIONS, NEXT]);
    await store.close();
    expect(existsSync(join(file, '..', 'backups'))).toBe(false);
  });

  it('undoes a migration that fails, and runs it again next time', async () => {
    await makeDatabase();
    const opening = openStore({ file, now, migrations: [...MIGRATIONS, BROKEN] });
    await expect(opening).rejects.toThrow('half way');

    const mended: Migration = {
      ...BROKEN,
      up: async (db) => {
        await db.schema.createTable('halves').addColumn('id', 'text').execute();
      },
    };
    const store = await openStore({ file, now, migrations: [...MIGRATIONS, mended] });
    expect(await store.papers.list('library')).toHaveLength(1);
    await store.close();
  });

  it('refuses a database of a newer schema and leaves it as it is', async () => {
    const newer = await openNew([...MIGRATIONS, NEXT]);
    await newer.close();

    const opening = openStore({ file, now });

    await expect(opening).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringContaining(`schema ${MIGRATIONS.length + 1}`),
    });
    const again = await openStore({ file, now, migrations: [...MIGRATIONS, NEXT] });
    await again.close();
  });

  it('says that a file is no database', async () => {
    await makeDatabase();
    writeFileSync(file, 'a text file that somebody put here\n'.repeat(100));
    await expect(openStore({ file, now })).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  it('says that a folder cannot be written to', async () => {
    await expect(openStore({ file: join(folder, 'missing', 'x.sqlite'), now })).rejects.toMatchObject({
      code: 'store-unwritable',
    });
  });

  it('lets processes that start at once migrate once', async () => {
    const store = await openNew([]);
    await store.close();
    const build = buildFolder();
    const script = `
      const store = await openStore({ file: process.env.FILE, now: new Date(0) });
      await store.close();`;
    const modules = { openStore: 'src/store/open-store' };

    const racers = Array.from({ length: 4 }, () => startScript(build, modules, script, { FILE: file }));
    const results = await Promise.all(racers.map(({ finished }) => finished));

    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      racers.map(() => ({ code: 0, stderr: '' })),
    );
    const migrated = await openStore({ file, now });
    expect(await migrated.papers.list('library')).toEqual([]);
    await migrated.close();
  });

  it('shows a reader all changes of writers in other processes, in their order', async () => {
    const store = await openNew();
    const build = buildFolder();
    const script = `
      const store = await openStore({ file: process.env.FILE, now: new Date(0) });
      for (let number = 0; number < 15; number += 1) {
        const id = process.env.NAME + number;
        const ingested = { ...JSON.parse(process.env.ROW).ingested, id };
        await store.papers.transaction((papers) => papers.put([{ ...JSON.parse(process.env.ROW), ingested, keys: [id] }]));
      }
      await store.close();`;
    const modules = { openStore: 'src/store/open-store' };
    const writers = ['a', 'b'].map((NAME) =>
      startScript(build, modules, script, { FILE: file, NAME, ROW: JSON.stringify(row) }),
    );
    let isRunning = true;
    const ended = Promise.all(writers.map(({ finished }) => finished)).finally(() => {
      isRunning = false;
    });

    const seen: { id: string; sequence: number }[] = [];
    for (let wasRunning = true; wasRunning; ) {
      wasRunning = isRunning;
      seen.push(...(await store.papers.changesSince(seen.at(-1)?.sequence ?? 0)));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }

    expect((await ended).map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect(seen.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(30);
    await store.close();
  });
});
