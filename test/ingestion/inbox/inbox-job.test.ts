import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAuthorName } from '../../../src/ingestion/author-name.ts';
import { createInboxJob } from '../../../src/ingestion/inbox/inbox-job.ts';
import { outcomeInWords } from '../../../src/ingestion/inbox/outcome.ts';
import { createLibrary } from '../../../src/library/create-library.ts';
import type { Library } from '../../../src/library/library.ts';
import type { Job } from '../../../src/schedule/run-jobs.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';

let folder: string;
let inbox: string;
let store: Store;
let library: Library;
let now: Date;
let log: string[];
let news: number;
let told: string[];

const NEVER = new AbortController().signal;

function bibtex(title: string, key = 'a'): string {
  return `@article{${key}, title = {${title}}, author = {Okafor, Ada}, year = {2021}, doi = {10.1000/${key}}}\n`;
}

function job(of: Pick<Library, 'ingest'> = library): Job {
  return createInboxJob({
    folder: inbox,
    library: of,
    clock: { now: () => now },
    log: {
      info: () => undefined,
      warn: (fields, message) => log.push(`${message} ${JSON.stringify(fields)}`),
    },
    onNews: () => {
      news += 1;
    },
    tell: (outcome) => told.push(outcomeInWords(outcome, folder)),
  });
}

async function pass(running: Job, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await running.run(NEVER);
    now = new Date(now.getTime() + 1000);
  }
}

function drop(name: string, text: string): void {
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(inbox, name), text);
}

const listed = (...path: string[]) => {
  const where = join(inbox, ...path);
  return existsSync(where) ? readdirSync(where).sort() : [];
};
const read = (...path: string[]) => readFileSync(join(inbox, ...path), 'utf8');
const titles = async () => (await library.papers('library')).map(({ title }) => title).sort();
const arrivals = async () =>
  (await library.arrivalsAfter(0, 99)).map(({ source, kind }) => `${source} ${kind}`);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'labrarian-inbox-'));
  inbox = join(folder, 'inbox');
  store = await openStore({ file: ':memory:', now: new Date(0) });
  library = createLibrary({ store: store.papers, parseAuthorName });
  now = new Date('2026-03-01T09:00:00Z');
  told = [];
  log = [];
  news = 0;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a file in the inbox', () => {
  it('is taken when it has settled: its papers join the library as news, and it moves to done', async () => {
    const running = job();
    await running.run(NEVER);
    expect(existsSync(inbox)).toBe(true);
    drop('refs.bib', bibtex('Roots of Plants'));
    await pass(running, 4);

    expect(await titles()).toEqual(['Roots of Plants']);
    expect(await arrivals()).toEqual(['inbox new']);
    expect(news).toBe(1);
    expect(listed('done')).toEqual(['refs.bib', 'refs.bib.txt']);
    expect(read('done', 'refs.bib.txt')).toBe(
      'refs.bib: bibtex, 1 read, 0 skipped\n1 added, 0 merged, 0 held already.\n',
    );
    expect(log).toEqual([]);
  });

  it('waits for as long as it is being copied', async () => {
    const running = job();
    drop('refs.bib', bibtex('Roots of Plants').slice(0, 30));
    await pass(running, 1);
    for (let part = 31; part < 60; part += 10) {
      drop('refs.bib', bibtex('Roots of Plants').slice(0, part));
      await pass(running, 2);
    }
    expect(listed()).toEqual(['refs.bib']);
    drop('refs.bib', bibtex('Roots of Plants'));
    await pass(running, 4);
    expect(await titles()).toEqual(['Roots of Plants']);
  });

  it('is waited for where only its time changes, and longer where it is empty', async () => {
    const running = job();
    drop('refs.bib', bibtex('Roots of Plants'));
    drop('empty.bib', '');
    for (let second = 0; second < 6; second += 1) {
      utimesSync(join(inbox, 'refs.bib'), now, new Date(now.getTime() + second));
      await pass(running, 1);
    }
    expect(listed()).toEqual(['empty.bib', 'refs.bib']);
    await pass(running, 60);
    expect(listed('done')).toContain('refs.bib');
    expect(read('failed', 'empty.bib.txt')).toBe('empty.bib is empty.\n');
  });

  it('is left alone where it is hidden, unfinished, a link or a folder', async () => {
    const names = ['.hidden.bib', 'a.bib.part', 'b.tmp', 'c.bib.crdownload', '~$d.bib', 'e.bib~'];
    for (const name of names) drop(name, bibtex('Roots of Plants'));
    writeFileSync(join(folder, 'secret.bib'), bibtex('A secret'));
    symlinkSync(join(folder, 'secret.bib'), join(inbox, 'link.bib'));
    mkdirSync(join(inbox, 'folder.bib'));
    await pass(job(), 5);
    expect(await titles()).toEqual([]);
    expect(listed()).toEqual([...names, 'folder.bib', 'link.bib'].sort());
  });

  it('tells which records were broken, and keeps the others', async () => {
    drop('refs.bib', `${bibtex('Roots of Plants')}@article{b, title = {Nobody wrote this}, year = {2020}}\n`);
    await pass(job(), 4);
    expect(await titles()).toEqual(['Roots of Plants']);
    expect(read('done', 'refs.bib.txt')).toMatch(
      /1 read, 1 skipped\n1 added[\s\S]*refs\.bib:2: skipped: expected at least one author; found: Nobody wrote this/,
    );
  });

  it.each([
    ['notes.txt', 'Buy milk.\n', /in no format that is known/],
    ['paper.pdf', '%PDF-1.7 \u0000', /no text file/],
    ['none.bib', '@article{b, title = {Nobody wrote this}, year = {2020}}\n', /No record could be read/],
    ['large.bib', `% ${'x'.repeat(9 * 1024 * 1024)}`, /larger than 8 MB/],
  ])('moves to failed with the reason: %s', async (name, text, reason) => {
    drop(name, text);
    await pass(job(), 4);
    expect(listed('failed')).toEqual([name, `${name}.txt`]);
    expect(read('failed', `${name}.txt`)).toMatch(reason);
    expect(read('failed', `${name}.txt`)).not.toContain(folder);
    expect(await titles()).toEqual([]);
    expect(news).toBe(0);
  });

  it('gets a number where its name is taken, and takes no other file away', async () => {
    const running = job();
    for (const title of ['Roots of Plants', 'Leaves of Trees', 'Flowers in Bloom']) {
      drop('refs.bib', bibtex(title, title.slice(0, 3)));
      await pass(running, 4);
    }
    expect(listed('done')).toEqual([
      'refs-2.bib',
      'refs-2.bib.txt',
      'refs-3.bib',
      'refs-3.bib.txt',
      'refs.bib',
      'refs.bib.txt',
    ]);
    expect(read('done', 'refs-3.bib')).toContain('Flowers');
  });

  it('that is read again, after a crash before it was moved, changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
        async (keys) => {
          drop('refs.bib', keys.map((key) => bibtex(`Paper of number ${key}`, key)).join(''));
          await pass(job(), 4);
          const before = [await titles(), await arrivals()];
          renameSync(join(inbox, 'done', 'refs.bib'), join(inbox, 'refs.bib'));
          await pass(job(), 4);
          expect([await titles(), await arrivals()]).toEqual(before);
          rmSync(inbox, { recursive: true });
        },
      ),
      { numRuns: 8 },
    );
  });

  it('that two take at once is taken once', async () => {
    drop('refs.bib', bibtex('Roots of Plants'));
    const [one, another] = [job(), job()];
    for (let second = 0; second < 5; second += 1) {
      await Promise.all([one.run(NEVER), another.run(NEVER)]);
      now = new Date(now.getTime() + 1000);
    }
    expect(await arrivals()).toEqual(['inbox new']);
    expect(listed('done')).toEqual(['refs.bib', 'refs.bib.txt']);
    expect(log).toEqual([]);
  });

  it('stays where it is while the library cannot be written, said once, and is taken later', async () => {
    let isFull = true;
    const running = job({
      ingest: (...request) =>
        isFull ? Promise.reject(new Error('The disk is full')) : library.ingest(...request),
    });
    drop('refs.bib', bibtex('Roots of Plants'));
    await pass(running, 130);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/stays there.*The disk is full/);
    expect(listed()).toEqual(['refs.bib']);

    isFull = false;
    await pass(running, 130);
    expect(listed('done')).toEqual(['refs.bib', 'refs.bib.txt']);
  });

  it('waits no longer for a clock that is set back', async () => {
    const running = job();
    drop('refs.bib', bibtex('Roots of Plants'));
    await pass(running, 1);
    now = new Date(now.getTime() - 24 * 60 * 60_000);
    await pass(running, 4);
    expect(listed('done')).toEqual(['refs.bib', 'refs.bib.txt']);
  });

  it('that had to wait is tried again soon where the clock is set back', async () => {
    let isFull = true;
    const running = job({
      ingest: (...request) =>
        isFull ? Promise.reject(new Error('The disk is full')) : library.ingest(...request),
    });
    drop('refs.bib', bibtex('Roots of Plants'));
    await pass(running, 5);
    isFull = false;
    now = new Date(now.getTime() - 24 * 60 * 60_000);
    await pass(running, 5);
    expect(listed('done')).toEqual(['refs.bib', 'refs.bib.txt']);
  });

  it('that cannot be moved is said once, and read again only when it changes', async () => {
    const running = job();
    drop('refs.bib', bibtex('Roots of Plants'));
    symlinkSync(join(folder, 'away', 'done'), join(inbox, 'done'));
    await pass(running, 100);
    expect(log).toHaveLength(1);
    expect(news).toBe(1);
    expect(await arrivals()).toEqual(['inbox new']);
    expect(listed()).toEqual(['done', 'refs.bib']);

    const [paper] = await library.papers('library');
    if (paper === undefined) throw new Error('Nothing was taken');
    await library.remove(paper.id);
    await pass(running, 300);
    expect(await titles(), 'what was taken out stays out').toEqual([]);

    drop('refs.bib', `${bibtex('Roots of Plants')}${bibtex('Leaves of Trees', 'b')}`);
    await pass(running, 5);
    expect(await titles()).toEqual(['Leaves of Trees', 'Roots of Plants']);
    unlinkSync(join(inbox, 'done'));
    await pass(running, 1000);
    expect(listed()).toEqual(['done']);
    expect(read('done', 'refs.bib.txt')).toMatch(/2 read[\s\S]*2 added/);
    expect(news).toBe(2);
  });

  it('that has the longest name there is moves to done or failed', async () => {
    const names = { good: `${'g'.repeat(251)}.bib`, bad: `${'ü'.repeat(125)}x.bib` };
    drop(names.good, bibtex('Roots of Plants'));
    drop(names.bad, 'Buy milk.');
    await pass(job(), 5);
    const [good, bad] = [`${'g'.repeat(196)}.bib`, `${'ü'.repeat(98)}.bib`];
    expect([listed(), listed('done'), listed('failed')]).toEqual([
      ['done', 'failed'],
      [good, `${good}.txt`],
      [bad, `${bad}.txt`],
    ]);
    expect(log).toHaveLength(1);
  });

  it('is taken behind however many that are stuck', async () => {
    mkdirSync(inbox);
    symlinkSync(join(folder, 'away', 'failed'), join(inbox, 'failed'));
    for (let number = 0; number < 1001; number += 1) drop(`a${number}.txt`, 'Buy milk.');
    drop('z.bib', bibtex('Roots of Plants'));
    await pass(job(), 8);
    expect(await titles()).toEqual(['Roots of Plants']);
    expect(listed('done')).toEqual(['z.bib', 'z.bib.txt']);
  });

  it('whose folder is no folder is said once', async () => {
    writeFileSync(inbox, 'a file of this name');
    const running = job();
    await pass(running, 5);
    expect(log).toHaveLength(1);
    rmSync(inbox);
    drop('refs.bib', bibtex('Roots of Plants'));
    await pass(running, 5);
    expect(await titles()).toEqual(['Roots of Plants']);
  });
});

describe('what is told of a dropped file', () => {
  const UNTITLED = '@article{x, author = {Doe, Jane}, year = {2020}}\n';

  it('is how many papers came, what was skipped and why, where its report lies', async () => {
    drop('refs.bib', bibtex('Roots') + UNTITLED + bibtex('Leaves', 'b') + UNTITLED);
    await pass(job(), 4);
    expect(told).toEqual([
      'refs.bib: 2 papers added, 2 entries skipped (expected a title, lines 2, 4). ' +
        'See inbox/done/refs.bib.txt; mend those and drop them again.',
    ]);
    drop('again.bib', bibtex('Roots'));
    drop('more.bib', bibtex('Roots') + bibtex('Bark', 'c'));
    await pass(job(), 4);
    expect(told.slice(1)).toEqual([
      'again.bib: 1 paper was here already.',
      'more.bib: 1 paper added, 1 paper was here already.',
    ]);
  });

  it('is why nothing came, where it lies now and what to do', async () => {
    drop('notes.txt', 'Dear diary, today I read nothing.');
    drop('untitled.bib', UNTITLED);
    drop('void.txt', '  ');
    await pass(job(), 4);
    const advice = (name: string) =>
      `It was moved to inbox/failed/${name}, with the reason beside it; mend it and drop it into the inbox again.`;
    expect(told).toEqual([
      `notes.txt is in no format that is known: a listing, BibTeX, RIS, CSL-JSON or an Atom feed. ${advice('notes.txt')}`,
      `No paper in untitled.bib could be read: expected a title, line 1. ${advice('untitled.bib')}`,
      `void.txt is empty. ${advice('void.txt')}`,
    ]);
  });

  it('is told once where it has to wait', async () => {
    drop('refs.bib', bibtex('Roots'));
    const full: Pick<Library, 'ingest'> = {
      ingest: async () => {
        throw new Error('The disk is full');
      },
    };
    await pass(job(full), 300);
    expect(told).toEqual([
      'refs.bib in the inbox cannot be taken now: The disk is full. It stays there and is tried again by itself.',
    ]);
  });
});
