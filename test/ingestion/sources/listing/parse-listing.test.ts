import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseListing } from '../../../../src/ingestion/sources/listing/parse-listing.ts';
import { shippedDataPath } from '../../../../src/shipped-data.ts';
import { GLUED_RECORDS } from './glued-records.ts';

const options = { asOf: '2026-06-30', sourceName: 'page.txt' };
const listing = readFileSync(shippedDataPath('listing.txt'), 'utf8');
const record = (header: string, line: string, abstract = 'We study networks for learning.') =>
  `${header}\n${line}\n${abstract}`;

function authorsOf(line: string, abstract?: string) {
  const [draft] = parseListing(record('LGMay 5, 2022', line, abstract), options).drafts;
  return draft && { title: draft.rawTitle, authors: draft.authors.map(({ name }) => name) };
}

describe('parseListing on the shipped page', () => {
  const { drafts, problems } = parseListing(listing, options);

  it('reads every record', () => {
    expect(problems).toEqual([]);
    expect(drafts).toHaveLength(50);
    expect(drafts.map((draft) => draft.sources[0]?.line)).toEqual(
      Array.from({ length: 50 }, (_, n) => 3 * n + 1),
    );
  });

  it('keeps flags, addresses and cut author lists apart', () => {
    expect(drafts.filter(({ hasCode }) => hasCode)).toHaveLength(16);
    expect(drafts.filter(({ codeUrl }) => codeUrl !== undefined)).toHaveLength(12);
    expect(drafts.filter(({ authorsComplete }) => !authorsComplete)).toHaveLength(43);
    expect(drafts.filter(({ organisation }) => organisation !== undefined)).toHaveLength(2);
    for (const { codeUrl } of drafts) expect(codeUrl ?? 'https://x').toMatch(/[\p{L}\d]$/u);
  });

  it('leaves nothing of TeX in what people read, and all of it in what was received', () => {
    const raw = listing.replace(/\r/g, '');
    for (const { title, abstract, rawTitle, rawAbstract } of drafts) {
      expect(`${title} ${abstract}`).not.toMatch(/[\\$]|``/);
      expect(raw).toContain(rawTitle);
      expect(raw).toContain(rawAbstract);
    }
  });

  it('ends no title inside a word and begins no name with one', () => {
    for (const { title, authors } of drafts) {
      expect(title).not.toMatch(/\p{Ll}\p{Lu}\p{Ll}+$/u);
      for (const { name } of authors) expect(name).toMatch(/^\p{Lu}[\p{L}.]+ .*\p{Ll}$/u);
    }
  });
});

describe('parseListing on other fields', () => {
  const page = GLUED_RECORDS.map(({ header, title, authors, end, abstract }) =>
    record(header, `${title}${authors.join(', ')}${end ?? ''}`, abstract),
  ).join('\n');
  const { drafts, problems } = parseListing(page, options);

  it.each(GLUED_RECORDS.map((expected, index) => ({ ...expected, line: 3 * index + 1 })))(
    'reads $title',
    ({ line, title, authors, category }) => {
      const draft = drafts.find(({ sources }) => sources[0]?.line === line);
      expect(draft?.rawTitle).toBe(title);
      expect(draft?.authors.map(({ name }) => name)).toEqual(authors);
      expect(draft?.categories).toEqual([category]);
    },
  );

  it('has no complaint', () => expect(problems).toEqual([]));
});

describe('parseListing on dates', () => {
  it.each([
    ['CRMay 29', '2026-05-29'],
    ['CRJun 30', '2026-06-30'],
    ['CRJul 1', '2025-07-01'],
    ['CRFeb 29', '2024-02-29'],
    ['CRMar 19, 2022', '2022-03-19'],
    ['hep-thSept 3, 2020Code', '2020-09-03'],
  ])('reads %s', (header, date) => {
    expect(parseListing(record(header, 'A titleAnna Smith'), options).drafts[0]?.date).toBe(date);
  });
});

describe('parseListing on a page with faults', () => {
  const good = record('LGMay 5, 2022', 'Deep learningAnna Smith');

  it.each([
    ['an unknown subject code', record('QQMay 5, 2022', 'Deep learningAnna Smith'), 4],
    ['a day that is none', record('LGFeb 30, 2022', 'Deep learningAnna Smith'), 4],
    ['no header', 'Deep learningAnna Smith\nWe study.', 4],
    ['no authors', record('LGMay 5, 2022', 'nothing here'), 5],
    ['no abstract', 'LGMay 5, 2022\nDeep learningAnna Smith', 4],
    ['a header alone', 'LGMay 5, 2022', 4],
  ])('reports %s with its line and keeps the others', (_, bad, line) => {
    const { drafts, problems } = parseListing([good, bad, good].join('\n'), options);
    expect(drafts).toHaveLength(2);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.expected).not.toBe('');
  });

  it('does not mind a byte order mark, other line ends, blank lines and no-break spaces', () => {
    const page = `\uFEFF${good.replaceAll('\n', '\r\n\r\n').replaceAll(' ', '\u00A0')}\r\n`;
    const { drafts, problems } = parseListing(page, options);
    expect(problems).toEqual([]);
    expect(drafts[0]).toMatchObject({ title: 'Deep learning', date: '2022-05-05' });
  });

  it('loses no line: each is in a paper or in a problem', () => {
    const line = fc.constantFrom(
      'LGMay 5, 2022',
      'QQMay 5',
      'Deep learningAnna Smith',
      'We study networks.',
      'x',
      '',
      '\t',
      'Title?Bo Li et al. · lab',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const { drafts, problems } = parseListing(lines.join('\n'), options);
        expect(drafts.length + problems.length > 0).toBe(lines.some((text) => text.trim() !== ''));
        for (const problem of problems) expect(lines[problem.line - 1]?.trim()).not.toBe('');
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const page of [text, record('LGMay 5, 2022', text), record(text, 'AB cD', text)])
          expect(parseListing(page, options).drafts.length).toBeLessThan(2);
      }),
    );
  });

  it('survives a megabyte in one line', () => {
    for (const text of ['A'.repeat(1e6), 'aB, '.repeat(250_000), 'a B'.repeat(333_333), '$'.repeat(1e6)])
      expect(parseListing(record('LGMay 5, 2022', text, text), options).drafts).toEqual([]);
  });
});

describe('parseListing on links', () => {
  const codeUrl = (abstract: string) =>
    parseListing(record('LGMay 5, 2022Code', 'Deep learningAnna Smith', abstract), options).drafts[0]
      ?.codeUrl;

  it.each([
    ['Code: https://github.com/a/b .', 'https://github.com/a/b'],
    ['Code (https://github.com/a/b).', 'https://github.com/a/b'],
    [
      'See https://example.org/x. Our code is at https://lab.example.org/code/.',
      'https://lab.example.org/code',
    ],
    ['Code at \\url{https://github.com/a/b_c}.', 'https://github.com/a/b_c'],
    ['Data at https://example.org/x.', undefined],
  ])('finds the address of code in %s', (abstract, url) => {
    expect(codeUrl(abstract)).toBe(url);
  });
});

describe('parseListing on names', () => {
  it.each([
    ['Deep networksJean-Pierre Serre', 'Deep networks', 'Jean-Pierre Serre'],
    ['Learning with SGDJ.-P. Serre', 'Learning with SGD', 'J.-P. Serre'],
    ['Scaling laws in 3DÁlvaro Núñez', 'Scaling laws in 3D', 'Álvaro Núñez'],
    ['Do networks dream?Madonna', 'Do networks dream?', 'Madonna'],
  ])('splits %s', (line, title, author) => {
    expect(authorsOf(line)).toEqual({ title, authors: [author] });
  });
});
