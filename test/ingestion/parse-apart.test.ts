import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseApart } from '../../src/ingestion/parse-apart.ts';
import { parseFile } from '../../src/ingestion/parse-file.ts';
import { buildFolder } from '../compiled.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-apart-'));
const path = join(folder, 'refs.bib');
const options = { asOf: '2026-11-24', followsLinks: false };
const { signal } = new AbortController();
let worker = '';
beforeAll(() => {
  worker = join(buildFolder(), 'src', 'ingestion', 'parse-worker.js');
  const abstract = 'We count the roots of plants again. '.repeat(15);
  const entry = (n: number) =>
    `@article{k${n}, title = {Roots ${n}}, author = {Okafor, Ada}, year = {2021}, abstract = {${abstract}}}\n`;
  writeFileSync(path, Array.from({ length: 250 }, (_, n) => entry(n)).join(''));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads a file as it is read otherwise, while others have their turns', async () => {
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 1);
  const apart = await parseApart(path, { ...options, signal, worker });
  clearInterval(ticking);
  expect(apart.drafts).toHaveLength(250);
  expect(turns).toBeGreaterThan(10);
  expect(apart).toEqual(await parseFile(path, options));
});

it('says what is wrong with a file in words for people', async () => {
  const other = join(folder, 'words.txt');
  writeFileSync(other, 'No paper at all. '.repeat(8000));
  await expect(parseApart(other, { ...options, signal, worker })).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('in no format that is known'),
  });
});

it('ends when it is told to', async () => {
  const stopping = new AbortController();
  const parsed = parseApart(path, { ...options, signal: stopping.signal, worker });
  stopping.abort(new Error('stopping'));
  await expect(parsed).rejects.toThrow('stopping');
});
