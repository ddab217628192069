import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrarySync } from '../../src/commands/library-sync.ts';
import { type OpenedLibrary, openLibrary } from '../../src/data-folder.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { draft } from '../library/paper-draft.ts';

describe('createLibrarySync', () => {
  let folder: string;
  let opened: OpenedLibrary;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'labrarian-'));
    opened = await openLibrary({ dataDir: folder, startFrom: 'nothing', now: new Date('2026-01-01') });
  });

  afterEach(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts with what is there and takes in what is added, changed and removed later', async () => {
    const { library } = opened;
    await library.ingest([draft({ title: 'First of all' })], 'library');
    const engine = createEngine();
    const { sync } = createLibrarySync(library, engine);
    await sync();
    const titles = async () => (await engine.list(EMPTY_QUERY)).map(({ title }) => title);
    expect(await titles()).toEqual(['First of all']);

    const { added } = await library.ingest([draft({ title: 'Second to none' })], 'library');
    expect(await titles()).toHaveLength(1);
    await Promise.all([sync(), sync()]);
    expect((await titles()).sort()).toEqual(['First of all', 'Second to none']);

    const [second] = added;
    if (second === undefined) throw new Error('nothing was added');
    await library.correct(second, { title: 'Second thoughts' });
    await sync();
    expect((await titles()).sort()).toEqual(['First of all', 'Second thoughts']);

    await library.remove(second);
    await sync();
    expect(await titles()).toEqual(['First of all']);
  });

  it('takes in hundreds of papers at once', async () => {
    const engine = createEngine();
    const { sync } = createLibrarySync(opened.library, engine);
    await sync();
    const drafts = Array.from({ length: 250 }, (_, index) => draft({ title: `Paper number ${index}` }));
    await opened.library.ingest(drafts, 'library');
    await sync();

    expect(engine.size('library')).toBe(250);
  });

  const STREAM = { ...EMPTY_QUERY, shelf: 'stream' } as const;
  const streamDrafts = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) =>
      draft({ title: `Stream number ${from + index}`, date: `20${10 + ((from + index) % 15)}` }),
    );

  it('reads the newest papers of the stream when they are asked for, and what comes to it after that', async () => {
    const { library } = opened;
    await library.ingest(streamDrafts(140), 'stream');
    const engine = createEngine();
    const { sync, withStream } = createLibrarySync(library, engine, { mostOfStream: 120 });
    await sync();
    expect(engine.size('stream')).toBe(0);

    await Promise.all([withStream(), withStream(), sync()]);
    expect(engine.size('stream')).toBe(120);
    const oldest = (await engine.list(STREAM)).at(-1);
    expect(oldest?.date).toMatch(/^201[1-9]$/);

    await library.ingest(streamDrafts(70, 1000), 'stream');
    await sync();
    expect(engine.size('stream')).toBe(120);
    await withStream();
    expect(engine.size('stream')).toBe(190);
  });

  it('moves a paper between the shelves at once', async () => {
    const { library } = opened;
    await library.ingest(streamDrafts(1), 'stream');
    const engine = createEngine();
    const { sync, withStream } = createLibrarySync(library, engine);
    await withStream();
    await library.ingest(streamDrafts(1), 'library');
    await sync();
    expect([engine.size('library'), engine.size('stream')]).toEqual([1, 0]);
  });

  it('reads no more of the stream once it is stopped', async () => {
    await opened.library.ingest(streamDrafts(60), 'stream');
    const engine = createEngine();
    const level = createLibrarySync(opened.library, engine);
    level.stop();
    await level.withStream();
    expect(engine.size('stream')).toBe(0);
  });
});
