import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileAway } from '../../../src/ingestion/inbox/file-away.ts';

let folder: string;
let done: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'labrarian-away-'));
  done = join(folder, 'done');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text = name): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('fileAway', () => {
  it('moves the file, its report beside it', async () => {
    const away = await fileAway(put('refs.bib'), done, 'fine');
    expect(away).toEqual({ path: join(done, 'refs.bib') });
    expect(readFileSync(join(done, 'refs.bib.txt'), 'utf8')).toBe('fine');
    expect(readdirSync(folder)).toEqual(['done']);
  });

  it('overwrites neither a file nor a report', async () => {
    await fileAway(put('refs.bib', 'first'), done, 'of the first');
    rmSync(join(done, 'refs.bib'));
    await fileAway(put('refs.bib', 'second'), done, 'of the second');
    expect(readFileSync(join(done, 'refs.bib.txt'), 'utf8')).toBe('of the first');
    expect(readFileSync(join(done, 'refs-2.bib'), 'utf8')).toBe('second');
  });

  it.each([
    ['of plain letters', 'n'.repeat(251), '.bib', `${'n'.repeat(196)}.bib`],
    ['of characters of four bytes', '🌱'.repeat(62), '.bib', `${'🌱'.repeat(49)}.bib`],
    ['whose dot is no ending', 'refs', `.${'n'.repeat(240)}`, `refs.${'n'.repeat(195)}`],
  ])('cuts a long name %s between characters, its ending kept', async (_, name, ext, cut) => {
    expect(await fileAway(put(`${name}${ext}`, 'first'), done, 'x')).toEqual({ path: join(done, cut) });
    await fileAway(put(`${name}${ext}`, 'second'), done, 'x');
    expect(readdirSync(done)).toHaveLength(4);
    expect(readdirSync(folder)).toEqual(['done']);
  });

  it('leaves a name of 200 bytes as it is', async () => {
    const name = `${'n'.repeat(196)}.bib`;
    expect(await fileAway(put(name), done, 'x')).toEqual({ path: join(done, name) });
  });

  it('has nothing to do where the file is gone', async () => {
    expect(await fileAway(join(folder, 'gone.bib'), done, 'x')).toBeUndefined();
  });

  it('ends a move that was interrupted, once', async () => {
    const path = put('refs.bib');
    mkdirSync(done);
    linkSync(path, join(done, 'refs.bib'));
    expect(await fileAway(path, done, 'fine')).toEqual({ path: join(done, 'refs.bib') });
    expect(readdirSync(done)).toEqual(['refs.bib', 'refs.bib.txt']);
    expect(readdirSync(folder)).toEqual(['done']);
  });

  it('moves a file once, however many move it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const path = put('refs.bib', String(round));
      await Promise.all(Array.from({ length: 4 }, () => fileAway(path, done, 'fine')));
    }
    expect(readdirSync(done)).toHaveLength(40);
    expect(readdirSync(folder)).toEqual(['done']);
  });
});
