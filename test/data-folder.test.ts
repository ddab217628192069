import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLibrary } from '../src/data-folder.ts';
import { buildFolder, startScript } from './compiled.ts';
import { runKilledAt } from './killed-at.ts';
import { draft } from './library/paper-draft.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

const SHIPPED = 50;
let folders = 0;
function newFolder(): string {
  folders += 1;
  return join(folder, String(folders));
}

const open = (dataDir: string, startFrom: 'shipped' | 'nothing' = 'shipped') =>
  openLibrary({ dataDir, startFrom, now: new Date(0) });

async function countPapers(dataDir: string): Promise<number> {
  const { library, close } = await open(dataDir);
  const { length } = await library.papers('library');
  await close();
  return length;
}

it('says that it started from the shipped papers, once', async () => {
  const dataDir = newFolder();
  const first = await open(dataDir);
  expect(first.notice).toBe(
    `A new library was started in ${dataDir} from the ${SHIPPED} papers that come with Labrarian.`,
  );
  await first.close();
  const second = await open(dataDir);
  expect(second).toMatchObject({ isNew: false, notice: undefined });
  await second.close();
});

it('never fills a library that was started from nothing', async () => {
  const dataDir = newFolder();
  const first = await open(dataDir, 'nothing');
  expect(first).toMatchObject({ isNew: true, notice: undefined });
  await first.close();
  expect(await countPapers(dataDir)).toBe(0);
});

it('takes out the shipped papers that nobody has touched, and no other', async () => {
  const { library, close } = await open(newFolder());
  const [corrected, merged, unchanged] = await library.papers('library');
  if (corrected === undefined || merged === undefined || unchanged === undefined)
    throw new Error('no papers');
  await library.correct(corrected.id, { venue: 'Plants' });
  await library.ingest([draft({ ...merged, venue: 'Roots' }), draft(unchanged), draft()], 'library');
  expect(await library.startingPapers()).toHaveLength(SHIPPED - 3);

  expect(await library.removeStartingPapers()).toBe(SHIPPED - 3);

  const left = (await library.papers('library')).map(({ id }) => id).sort();
  expect(left).toEqual(['okafor2021sparse', corrected.id, merged.id, unchanged.id].sort());
  await close();
});

it('takes an empty file for damage, not for a new library', async () => {
  const dataDir = newFolder();
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'labrarian.sqlite'), '');
  await expect(open(dataDir)).rejects.toMatchObject({ code: 'store-corrupt' });
});

it('leaves no half of a start that is killed, at whatever statement', async () => {
  const module = join(build, 'src/cli/export.js');
  const whole = await runKilledAt(module, ['json'], newFolder(), undefined);
  const commit = whole.statements.lastIndexOf('commit');
  const filling = whole.statements.findIndex((sql) => sql.startsWith('insert into "papers"'));
  for (const at of [1, filling, filling + 1, commit]) {
    const dataDir = newFolder();
    expect(await runKilledAt(module, ['json'], dataDir, at)).toMatchObject({ wasKilled: true });
    expect(existsSync(join(dataDir, 'labrarian.sqlite'))).toBe(false);
    expect(await countPapers(dataDir)).toBe(SHIPPED);
  }
}, 60_000);

it('lets one of several processes that start at once fill it', async () => {
  const dataDir = newFolder();
  const script = `
    const { isNew, library, close } = await openLibrary({ dataDir: process.env.FOLDER, startFrom: 'shipped', now: new Date(0) });
    process.stdout.write(isNew + ' ' + (await library.papers('library')).length);
    await close();`;
  const racers = Array.from({ length: 4 }, () =>
    startScript(build, { openLibrary: 'src/data-folder' }, script, { FOLDER: dataDir }),
  );
  const results = await Promise.all(racers.map(({ finished }) => finished));
  expect(results.map(({ stdout, stderr }) => `${stdout}${stderr}`).sort()).toEqual(
    ['false', 'false', 'false', 'true'].map((isNew) => `${isNew} ${SHIPPED}`),
  );
  expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([]);
});

it('puts no new library in the place of a link whose target is away', async () => {
  const dataDir = newFolder();
  mkdirSync(dataDir);
  symlinkSync(join(folder, 'not-mounted.sqlite'), join(dataDir, 'labrarian.sqlite'));
  await expect(open(dataDir)).rejects.toThrow('is a disk not mounted?');
  expect(readdirSync(dataDir)).toEqual(['labrarian.sqlite']);
});
