import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildFolder, start } from '../compiled.ts';
import { type ArxivStandIn, startArxiv } from '../standins/arxiv/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-enrich-'));
const NOW = new Date('2026-03-02T12:00:00Z');
let build = '';
let arxiv: ArxivStandIn;

beforeAll(() => {
  build = buildFolder();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  arxiv = await startArxiv({ now: () => NOW });
});
afterEach(() => arxiv.close());

function run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { apiUrl } = arxiv;
  return start([join(build, `src/cli/${name}.js`), ...args], {
    DATA_DIR: join(folder, 'data'),
    ARXIV: 'yes',
    ARXIV_API_URL: apiUrl,
    ...env,
  }).finished;
}

describe('enrich', () => {
  it('asks arXiv for what the library has of it, once, and cites all authors then', async () => {
    const file = join(folder, 'refs.bib');
    writeFileSync(
      file,
      ['2601.00001', '2601.00002']
        .map(
          (id) =>
            `@misc{a, title = {Roots ${id}}, author = {Okafor, Ada and others}, year = {2026}, eprint = {${id}}, archivePrefix = {arXiv}}`,
        )
        .join('\n'),
    );
    expect((await run('ingest', [file])).code).toBe(0);
    arxiv.world.put({
      id: '2601.00001',
      title: 'Roots 2601.00001',
      authors: ['Ada Okafor', 'Lin Wei'],
      abstract: 'Roots grow.',
      categories: ['cs.LG'],
      versions: [{ number: 1, announcedOn: '2026-01-05', submittedOn: '2026-01-02', comment: 'Accepted' }],
    });

    const first = await run('enrich', []);
    expect(first).toMatchObject({
      code: 1,
      stdout: '1 enriched, 1 unknown to arXiv, 0 left to ask.\n',
      stderr: 'arXiv knows no paper 2601.00002.\n',
    });
    expect(arxiv.requests).toHaveLength(1);
    expect((await run('export', ['bibtex'])).stdout).toMatch(/author = \{Okafor, Ada and Wei, Lin\}/);
  });

  it('asks nothing where the configuration says so', async () => {
    const { code, stderr } = await run('enrich', [], { ARXIV: 'no' });
    expect(code).toBe(1);
    expect(stderr).toContain('ARXIV=yes');
    expect(arxiv.requests).toEqual([]);
  });
});
