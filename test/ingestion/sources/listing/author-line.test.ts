import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseListing } from '../../../../src/ingestion/sources/listing/parse-listing.ts';
import { shippedDataPath } from '../../../../src/shipped-data.ts';

const options = { asOf: '2026-06-30', sourceName: 'page.txt' };
const PAGE = readFileSync(shippedDataPath('listing.txt'), 'utf8');
const Expected = z.array(
  z.object({
    title: z.string(),
    authors: z.array(z.string()),
    authorsComplete: z.boolean(),
    category: z.string(),
    date: z.string(),
    hasCode: z.boolean(),
    codeUrl: z.string().nullable(),
    organisation: z.string().nullable(),
  }),
);
const expected = Expected.parse(
  JSON.parse(readFileSync(new URL('../../../fixtures/listing/expected.json', import.meta.url), 'utf8')),
);

function page(...records: (readonly [header: string, line: string, abstract: string])[]): string {
  return records.map((record) => record.join('\n')).join('\n');
}

function only(text: string) {
  const { drafts, problems } = parseListing(text, options);
  expect(problems).toEqual([]);
  expect(drafts).toHaveLength(1);
  const [draft] = drafts;
  if (draft === undefined) throw new Error('no draft');
  return draft;
}

describe('the shipped page', () => {
  const { drafts, problems } = parseListing(PAGE, options);

  test('every field of every record is as checked by eye', () => {
    const found = drafts.map((draft) => ({
      title: draft.rawTitle,
      authors: draft.authors.map(({ name }) => name),
      authorsComplete: draft.authorsComplete,
      category: draft.categories[0],
      date: draft.date,
      hasCode: draft.hasCode,
      codeUrl: draft.codeUrl ?? null,
      organisation: draft.organisation ?? null,
    }));

    expect(problems).toEqual([]);
    expect(found).toEqual(expected);
  });

  test('16 papers are flagged, 12 of them with an address', () => {
    expect(drafts.filter(({ hasCode }) => hasCode)).toHaveLength(16);
    expect(drafts.filter(({ codeUrl }) => codeUrl !== undefined)).toHaveLength(12);
  });

  test('line ends, a byte order mark, blank lines and odd spaces change nothing', () => {
    const odd = `\uFEFF${PAGE.split('\n').join('\u00A0 \r\n\r\n')}\r\n`;
    const strip = (text: string) =>
      parseListing(text, options).drafts.map((draft) => ({ ...draft, sources: [] }));

    expect(strip(odd)).toEqual(strip(PAGE));
  });

  test('records can stand in any order', () => {
    const lines = PAGE.trimEnd().split('\n');
    const records = Array.from({ length: lines.length / 3 }, (_, index) =>
      lines.slice(index * 3, index * 3 + 3),
    );
    const reversed = parseListing(records.reverse().flat().join('\n'), options);

    expect(reversed.drafts.map(({ rawTitle }) => rawTitle).reverse()).toEqual(
      expected.map(({ title }) => title),
    );
  });
});

describe('where a title ends', () => {
  test.each([
    [
      'Search for heavy resonances at 13 TeVATLAS Collaboration',
      'Search for heavy resonances at 13 TeV',
      'ATLAS Collaboration',
    ],
    ['The Higgs boson at 125 GeVCMS Collaboration', 'The Higgs boson at 125 GeV', 'CMS Collaboration'],
    ['A Technical ReportOpenAI', 'A Technical Report', 'OpenAI'],
    ['Songs of LifeMadonna', 'Songs of Life', 'Madonna'],
    ['Fair comparison of CNNsJ. C. Smith, K. He', 'Fair comparison of CNNs', 'J. C. Smith'],
    ['Bounds in $L^2$Émilie du Châtelet', 'Bounds in $L^2$', 'Émilie du Châtelet'],
    ['Forecasting COVID-19Nguyễn Văn An', 'Forecasting COVID-19', 'Nguyễn Văn An'],
    ['What is life?E. Schrödinger', 'What is life?', 'E. Schrödinger'],
    ['Visualising dataLaurens van der Maaten, Geoffrey Hinton', 'Visualising data', 'Laurens van der Maaten'],
    ['Robust planningvan Hasselt', 'Robust planning', 'van Hasselt'],
    [
      "Learning to act, plan, and restBrendan O'Connor",
      'Learning to act, plan, and rest',
      "Brendan O'Connor",
    ],
    ['Stop now!DeLesley Hutchins', 'Stop now!', 'DeLesley Hutchins'],
    ['Deep learning王伟, 李娜', 'Deep learning', '王伟'],
    ['The masses of starsMartin King, Jr., Ann Lee', 'The masses of stars', 'Martin King, Jr.'],
  ])('%s', (line, title, firstAuthor) => {
    const draft = only(page(['CVMar 19, 2022', line, 'We measure resonances in data at 13 TeV.']));

    expect(draft.rawTitle).toBe(title);
    expect([firstAuthor, firstAuthor.replace(',', '')]).toContain(draft.authors[0]?.name);
  });

  test('a name seen elsewhere on the page decides', () => {
    const alone = ['CVMar 19, 2022', 'Private training with SGDXan Uvw', 'On privacy.'] as const;
    const other = ['CVMar 19, 2022', 'Other thingsAnna Schmidt, Xan Uvw', 'On other things.'] as const;

    expect(parseListing(page(alone, other), options).drafts[0]?.authors[0]?.name).toBe('Xan Uvw');
  });

  test('organisation and et al. are cut off', () => {
    const draft = only(
      page([
        'LGMay 29',
        'GraphsAnna Schmidt, Bo Li, Chen Wu et al. · Max-Planck-Institut für X & Y',
        'Text.',
      ]),
    );

    expect(draft.organisation).toBe('Max-Planck-Institut für X & Y');
    expect(draft.authors.map(({ name }) => name)).toEqual(['Anna Schmidt', 'Bo Li', 'Chen Wu']);
    expect(draft.authorsComplete).toBe(false);
  });
});

describe('malformed records', () => {
  const good = ['CVMar 19, 2022', 'Seeing thingsAnna Schmidt', 'We see things.'] as const;

  test.each([
    ['CVFeb 30, 2022', 'Bad dayBo Li', 'Text.', 4],
    ['QQMar 3, 2022', 'Bad codeBo Li', 'Text.', 4],
    ['CVMar 3, 2022', 'no author here', 'Text.', 5],
  ])('%s / %s costs itself only', (header, line, abstract, expectedLine) => {
    const { drafts, problems } = parseListing(page(good, [header, line, abstract], good), options);

    expect(drafts.map(({ sources }) => sources[0]?.line)).toEqual([1, 7]);
    expect(problems.map((problem) => problem.line)).toEqual([expectedLine]);
  });

  test('a record without an abstract is reported, and the next is read', () => {
    const { drafts, problems } = parseListing(`CVMar 19, 2022\nSeeingAnna Schmidt\n${page(good)}`, options);

    expect(drafts).toHaveLength(1);
    expect(problems).toEqual([
      { line: 1, expected: 'an abstract under this line', found: 'SeeingAnna Schmidt' },
    ]);
  });

  test('a second paragraph belongs to the abstract', () => {
    const paragraph = `It goes on ${'and on '.repeat(40)}.`;

    expect(only(`${page(good)}\n${paragraph}`).rawAbstract).toBe(`We see things.\n${paragraph}`);
  });
});

describe('properties', () => {
  test('no text makes it throw, and every line is in a draft or in a problem', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'CVMar 19, 2022',
        'COMay 29Code',
        'SeeingAnna Schmidt',
        '',
        '\uFEFF',
        'A, B, C et al. · x',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const { drafts, problems } = parseListing(text, options);
        const isBlank = text.replace(/\uFEFF/g, '').trim() === '';

        expect(drafts.length + problems.length > 0).toBe(!isBlank);
        for (const { line: number } of problems)
          expect(number).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
      }),
    );
  });

  test.each(['a', 'A', 'Aa', ',', '$', '{', '\\', 'https://', 'A,', 'Aa '])(
    'a million characters of %s',
    (piece) => {
      const long = piece.repeat(Math.ceil(1e6 / piece.length));

      expect(() => parseListing(`CVMar 19, 2022\n${long}\n${long}`, options)).not.toThrow();
      expect(() => parseListing(long, options)).not.toThrow();
    },
  );
});

describe('words and names that are written as one', () => {
  const ABSTRACT = 'We learn how a graph of many plants grows, and sort leaves by age in every generation.';
  test.each([
    ['Sorting Leaves by Generation', ['HsiaoYuan Hsu', 'Yuxin Peng']],
    ['Sorting Leaves by Age', ['NaHyeon Park']],
    ['Sorting Leaves with GraphPlants', ['Krithi Shailya', 'Gokul Krishnan']],
    ['Sorting Leaves with ManyLeaves', ['Ingyun Lee']],
  ])('are told apart: %s', (title, authors) => {
    const draft = only(page(['CVMar 19, 2022', `${title}${authors.join(', ')}`, ABSTRACT]));
    expect([draft.rawTitle, ...draft.authors.map(({ name }) => name)]).toEqual([title, ...authors]);
  });

  test.each([
    ['Jane Doe for the DES Collaboration', ['Jane Doe', 'DES Collaboration']],
    ['Ada Okafor on behalf of the OpenAI', ['Ada Okafor', 'OpenAI']],
  ])('%s is a person and a group', (written, authors) => {
    const draft = only(page(['GAMar 19, 2022', `Sorting Leaves by Age${written}`, ABSTRACT]));
    expect(draft.rawTitle).toBe('Sorting Leaves by Age');
    expect(draft.authors.map(({ name }) => name)).toEqual(authors);
  });
});
