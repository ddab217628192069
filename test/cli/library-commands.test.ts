import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/data-folder.ts';
import { buildFolder, type Finished, start } from '../compiled.ts';
import { runKilledAt } from '../killed-at.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-cli-'));
let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (name: string) => join(import.meta.dirname, '..', 'fixtures', 'bibliography', name);

function command(name: string, dataDir: string, ...args: readonly string[]) {
  return start([join(build, `src/cli/${name}.js`), ...args], { DATA_DIR: join(folder, dataDir) });
}

async function runCommand(name: string, dataDir: string, ...args: readonly string[]): Promise<Finished> {
  return command(name, dataDir, ...args).finished;
}

async function exported(
  dataDir: string,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const { stdout } = await runCommand('export', dataDir, 'json');
  return JSON.parse(stdout);
}

/** A bibliography large enough that its ingestion can be interrupted. */
function writeBibliography(papers: number): string {
  const path = join(folder, `${papers}.json`);
  const items = Array.from({ length: papers }, (_, number) => ({
    title: `Growth of plant number ${number} under light`,
    author: [{ family: `Okafor${number}`, given: 'Ada' }],
    issued: { raw: '2020' },
    abstract: 'Leaves grow. '.repeat(20),
  }));
  writeFileSync(path, JSON.stringify(items));
  return path;
}

describe('ingest', () => {
  it('keeps what is fine, names what is not, and changes nothing when run again', async () => {
    const files = ['hand-written.bib', 'manager.ris', 'manager.json', 'arxiv.xml'].map(fixture);
    const first = await runCommand('ingest', 'several', ...files);

    expect(first.code).toBe(1);
    expect(first.stderr).toContain('hand-written.bib:11: skipped: expected a BibTeX entry');
    expect(first.stderr).toContain('manager.json:3: skipped');
    expect(first.stdout).toContain('11 added, 0 merged, 0 unchanged, 5 skipped; 11 papers in all.');

    const second = await runCommand('ingest', 'several', ...files);
    expect(second.stdout).toContain('0 added, 0 merged, 11 unchanged, 5 skipped; 11 papers in all.');
  });

  it('is news, but for the first papers of a library and where it is told to be quiet', async () => {
    const file = (title: string) => {
      const path = join(folder, `${title}.bib`);
      writeFileSync(path, `@article{a, title = {${title} of plants}, author = {Okafor, Ada}, year = {2021}}`);
      return path;
    };
    await runCommand('ingest', 'news', file('Roots'));
    await runCommand('ingest', 'news', file('Leaves'));
    await runCommand('ingest', 'news', file('Leaves'), file('Flowers'), '--quietly');

    const { library, close } = await openLibrary({
      dataDir: join(folder, 'news'),
      startFrom: 'nothing',
      now: new Date(),
    });
    const arrivals = await library.arrivalsAfter(0, 99);
    await close();
    expect(arrivals.map(({ paperId, kind, source }) => [paperId, kind, source])).toEqual([
      ['okafor2021leaves', 'new', 'ingest'],
    ]);
  });

  it('writes nothing where one file cannot be read', async () => {
    const { code, stderr } = await runCommand(
      'ingest',
      'untouched',
      fixture('manager.ris'),
      join(folder, 'none.bib'),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('There is no file');
    expect(readdirSync(folder)).not.toContain('untouched');
  });

  it.each([
    [[], 'Which file?'],
    [['x.bib', '--as-of', '2026-02-30'], '--as-of: expected a day'],
    [['--asof', '2026'], "Unknown option '--asof'"],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, stderr } = await runCommand('ingest', 'usage', ...args);
    expect({ code, hasMessage: stderr.includes(message) }).toEqual({ code: 2, hasMessage: true });
  });

  it('says that starting papers are among them, and takes them out when asked to', async () => {
    await runCommand('ask', 'looked', '/help');
    const { stdout } = await runCommand('ingest', 'looked', fixture('manager.ris'));
    expect(stdout).toContain('52 papers in all.\n50 of them came with Labrarian and are not yours');

    const without = await runCommand('ingest', 'looked', fixture('manager.ris'), '--without-starting-papers');
    expect(without.stdout).toContain('50 starting papers taken out.');
    expect(without.stdout).toMatch(/; 2 papers in all\.\n$/);
  });

  it('leaves nothing that is filled later when its first run is killed', async () => {
    const module = join(build, 'src/cli/ingest.js');
    const args = [fixture('manager.ris')];
    const { statements } = await runKilledAt(module, args, join(folder, 'first-whole'), undefined);
    const inserted = statements.findIndex((sql) => sql.startsWith('insert into "papers"'));
    const dataDir = join(folder, 'first-killed');

    expect(await runKilledAt(module, args, dataDir, inserted + 1)).toMatchObject({
      wasKilled: true,
      inTransaction: true,
    });

    expect(await exported('first-killed')).toEqual([]);
  });

  it('is all or nothing when it is killed, and loses nothing that was there', async () => {
    for (const name of ['whole', 'killed']) await runCommand('ingest', name, fixture('manager.ris'));
    const large = writeBibliography(600);
    const module = join(build, 'src/cli/ingest.js');
    const { statements } = await runKilledAt(module, [large], join(folder, 'whole'), undefined);
    const writes = [...statements.entries()].flatMap(([at, sql]) =>
      /^(?:insert|delete)/.test(sql) ? [at] : [],
    );
    const commit = statements.lastIndexOf('commit');
    // In the middle of the papers, at the last write, and when all is written but not committed.
    for (const at of [writes[2], writes[Math.floor(writes.length / 2)], writes.at(-1), commit]) {
      const killed = await runKilledAt(module, [large], join(folder, 'killed'), at);
      expect(killed).toMatchObject({ wasKilled: true, inTransaction: true });
      expect((await exported('killed')).map(({ id }) => id).sort()).toEqual([
        'doe2019second',
        'smith2020title',
      ]);
    }

    const { stdout } = await runCommand('ingest', 'killed', large);
    expect(stdout).toContain('602 papers in all.');
  }, 60_000);

  it('is seen beside it by a process that has the library open', async () => {
    const { library, close } = await openLibrary({
      dataDir: join(folder, 'beside'),
      startFrom: 'shipped',
      now: new Date(0),
    });
    const sequence = await library.lastSequence();
    const shipped = await library.papers('library');

    await runCommand('ingest', 'beside', fixture('manager.ris'));

    const { changes } = await library.changesSince(sequence);
    expect(changes.map(({ kind }) => kind)).toEqual(['upsert', 'upsert']);
    expect(await library.papers('library')).toHaveLength(shipped.length + 2);
    await close();
  });
});

describe('export', () => {
  it('prints the shipped papers where nothing else was ingested, with every field', async () => {
    const papers = await exported('fresh');
    const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/papers.json'), 'utf8'));
    expect(papers).toEqual(shipped);
  });

  it.each(['bibtex', 'ris', 'csl'])('prints %s that is read back as the same papers', async (format) => {
    const { stdout, code } = await runCommand('export', 'fresh', format);
    expect(code).toBe(0);
    const path = join(folder, `export.${format}`);
    writeFileSync(path, stdout);
    const again = await runCommand('ingest', `again-${format}`, path);
    expect(again.stdout).toContain(
      `${(await exported('fresh')).length} added, 0 merged, 0 unchanged, 0 skipped`,
    );
    const merged = await runCommand('ingest', 'fresh', path);
    expect(merged.stdout).toContain(': 0 added');
  });

  it('names the formats', async () => {
    expect(await runCommand('export', 'fresh', 'word')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('edit', () => {
  it('sets fields, shows what they were, and takes them back', async () => {
    await runCommand('ingest', 'edited', fixture('manager.ris'));
    const edit = (...values: readonly string[]) => runCommand('edit', 'edited', 'doe2019second', ...values);

    expect((await edit('title=By Hand', 'date=2018-02')).stdout).toContain('title: Second\n    -> By Hand');
    await runCommand('ingest', 'edited', fixture('manager.ris'));
    expect((await exported('edited')).map(({ title }) => title)).toContain('By Hand');

    await edit('venue=Wrong');
    expect((await edit('--undo')).stdout).toContain('venue: Wrong\n    -> ');
    expect(await edit('--undo', 'title=X')).toMatchObject({ code: 2 });
    expect((await edit('title=', 'date=')).stdout).toContain('title: By Hand\n    -> Second');
  });

  it('lets nothing that stands in a paper steer the terminal', async () => {
    const path = join(folder, 'steering.bib');
    writeFileSync(path, '@article{a, title={A\u001b]0;stolen\u0007 title}, author={Doe, Jane}, year={2020}}');
    await runCommand('ingest', 'steering', path);
    const [paper] = await exported('steering');

    const { stdout } = await runCommand('edit', 'steering', paper?.id ?? '', 'title=B\u001b[2J');

    expect(stdout).toContain('title: A]0;stolen title\n    -> B\n');
  });

  it('refuses what is not possible and sets nothing', async () => {
    await runCommand('ingest', 'refused', fixture('manager.ris'));
    const before = await exported('refused');
    const edit = (...args: readonly string[]) => runCommand('edit', 'refused', ...args);

    expect(await edit('doe2019second', 'title=X', 'date=soon')).toMatchObject({ code: 1, stdout: '' });
    expect(await edit('doe2019second', 'colour=red')).toMatchObject({ code: 2 });
    expect((await edit('doe2019secnd', 'title=X')).stderr).toContain('doe2019second  Second');
    expect(await exported('refused')).toEqual(before);
  });
});
