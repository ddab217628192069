import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCslJson } from '../../../../src/ingestion/sources/bibliography/parse-csl-json.ts';
import { parseRis } from '../../../../src/ingestion/sources/bibliography/parse-ris.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../../fixtures/bibliography/${name}`, import.meta.url), 'utf8');
const options = { sourceName: 'x' };

describe('parseRis', () => {
  const { drafts, problems } = parseRis(read('manager.ris'), options);

  it('reads records, also without their end mark, and lines that go on', () => {
    expect(drafts).toMatchObject([
      {
        title: 'A Title of ε',
        authors: [{ name: 'John Smith' }, { family: 'van der Maaten' }],
        date: '2020-03-04',
        abstract: 'Abstract here that continues',
        venue: 'Nature',
        doi: '10.1000/x',
        sources: [{ kind: 'ris', line: 1 }],
      },
      { title: 'Second', date: '2019', sources: [{ line: 12 }] },
    ]);
  });

  it('names the record that has no title', () => {
    expect(problems).toEqual([{ line: 16, expected: 'a title', found: 'No Title' }]);
  });
});

describe('parseCslJson', () => {
  it('keeps the good records and names the line of a bad one', () => {
    const { drafts, problems } = parseCslJson(read('manager.json'), options);
    expect(drafts).toMatchObject([
      { title: 'CSL one', authors: [{ family: 'van der Maaten' }], date: '2020-03' },
      { title: 'Other', authors: [{ given: '' }], authorsComplete: false, date: '2019' },
    ]);
    expect(problems).toMatchObject([{ line: 3, expected: expect.stringContaining('"author"') }]);
  });

  it.each([
    ['JSON with a comma too many', '[{"title": "x",}]'],
    ['no objects', '[1, null, "x"]'],
    ['an empty object', '{}'],
    ['a prototype', '[{"__proto__": {"title": 1}}]'],
    ['lists in lists', `[{"title": "x", "author": ${'['.repeat(50_000)}${']'.repeat(50_000)}}]`],
  ])('reports %s instead of failing', (_, text) => {
    const { drafts, problems } = parseCslJson(text, options);
    expect(drafts).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});
