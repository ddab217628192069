import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLibrary } from '../../src/data-folder.ts';
import { UserError } from '../../src/errors.ts';
import { buildFolder, start } from '../compiled.ts';
import { draft } from '../library/paper-draft.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'labrarian-damaged-'));
const file = join(dataDir, 'labrarian.sqlite');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const PAGE = 4096;
let whole: Buffer;
beforeAll(async () => {
  const { library, close } = await openLibrary({ dataDir, startFrom: 'shipped', now: new Date(0) });
  const [paper] = await library.papers('library');
  if (paper !== undefined) await library.correct(paper.id, { venue: 'Plants' });
  await close();
  whole = readFileSync(file);
});

function putDatabase(bytes: Uint8Array): void {
  // A new file each time: one that is still open somewhere keeps its locks.
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  writeFileSync(file, bytes);
}

async function readAndWrite(): Promise<void> {
  const { library, close } = await openLibrary({ dataDir, startFrom: 'shipped', now: new Date(0) });
  try {
    const papers = await library.papers('library');
    await library.changesSince(0);
    for (const { id } of papers.slice(0, 3)) await library.get(id);
    await library.ingest([draft(), ...papers.slice(0, 10).map(draft)], 'library');
    const [paper] = papers;
    if (paper !== undefined) await library.correct(paper.id, { venue: 'Roots' });
    await library.removeStartingPapers();
  } finally {
    await close();
  }
}

it('is said of a database whose pages were overwritten or lost, whenever that is noticed', async () => {
  const pages = fc.array(
    fc.record({ page: fc.nat({ max: 200 }), bytes: fc.uint8Array({ minLength: 1, maxLength: PAGE }) }),
    { minLength: 1, maxLength: 8 },
  );
  let damages = 0;
  await fc.assert(
    fc.asyncProperty(pages, fc.option(fc.nat()), async (overwritten, cut) => {
      const bytes = Buffer.from(whole);
      for (const { page, bytes: other } of overwritten) {
        bytes.set(other, (page % Math.floor(bytes.length / PAGE)) * PAGE);
      }
      putDatabase(cut === null ? bytes : bytes.subarray(0, 1 + (cut % bytes.length)));
      try {
        await readAndWrite();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        damages += 1;
        expect(['store-corrupt', 'store-newer']).toContain(error.code);
      }
    }),
    { numRuns: 60 },
  );
  expect(damages).toBeGreaterThan(20);
});

it('names the backups only where there are some', async () => {
  putDatabase(whole.subarray(0, PAGE));
  const backups = join(dataDir, 'backups');
  const message = () => openLibrary({ dataDir, startFrom: 'shipped', now: new Date(0) }).then(String, String);
  expect(await message()).toContain('Put a copy of yours in its place');
  mkdirSync(backups);
  expect(await message()).toContain(`Put a copy from the folder ${backups} in its place`);
  rmSync(backups, { recursive: true });
});

it('is one sentence on the command line, from every command', async () => {
  const build = buildFolder();
  const bibliography = join(import.meta.dirname, '../fixtures/bibliography/manager.ris');
  const commands = [
    ['src/main'],
    ['src/cli/ask', 'who?'],
    ['src/cli/ingest', bibliography],
    ['src/cli/export', 'json'],
    ['src/cli/edit', 'a', 'title=b'],
  ];
  for (const [module, ...args] of commands) {
    putDatabase(Buffer.concat([whole.subarray(0, PAGE), Buffer.alloc(whole.length - PAGE, 7)]));
    const { code, stderr } = await start([join(build, `${module}.js`), ...args], { DATA_DIR: dataDir })
      .finished;
    expect({ module, code, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
      module,
      code: 1,
      last: expect.stringMatching(/^The database .* is damaged or is none\. .* to start anew\.$/),
    });
  }
}, 60_000);
