import { readFileSync } from 'node:fs';
import { plugins } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toCslItem } from '../../src/citation/csl-item.ts';
import { CITATION_FORMATS, formatCitation } from '../../src/citation/format-citation.ts';
import { parseBibtex } from '../../src/ingestion/sources/bibliography/parse-bibtex.ts';
import { parseCslJson } from '../../src/ingestion/sources/bibliography/parse-csl-json.ts';
import { parseRis } from '../../src/ingestion/sources/bibliography/parse-ris.ts';
import { Paper, type PaperDraft } from '../../src/paper.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { author, paper } from '../library/paper-draft.ts';

const preprint = paper('maaten2022plants', {
  title: 'DP-SGD & 50% of x_i: {Roots}',
  authors: [author('Laurens', 'van der Maaten'), author('', 'ATLAS Collaboration')],
  authorsComplete: false,
  date: '2022-03-19',
  categories: ['q-bio.TO', 'cs.LG'],
  arxivId: '2203.10202',
  abstract: 'Roots grow.',
});
const article = paper('okafor2021leaves', {
  title: 'Leaves',
  authors: [author('Ada', 'Okafor'), author('Jörg', 'Müller')],
  date: '2021',
  doi: '10.1000/leaf_1',
  venue: 'Journal of Plants & Soil',
});

describe('formatCitation', () => {
  it('writes a preprint with a cut list as arXiv does', () => {
    expect(formatCitation(preprint, 'bibtex')).toBe(
      [
        '@misc{maaten2022plants,',
        '  title = {{DP}-{SGD} \\& 50\\% of x\\_i: \\textbraceleft{}Roots\\textbraceright{}},',
        '  author = {van der Maaten, Laurens and {ATLAS Collaboration} and others},',
        '  year = {2022},',
        '  month = mar,',
        '  day = {19},',
        '  eprint = {2203.10202},',
        '  archivePrefix = {arXiv},',
        '  primaryClass = {q-bio.TO},',
        '  url = {https://arxiv.org/abs/2203.10202},',
        '  abstract = {Roots grow.},',
        '}',
      ].join('\n'),
    );
  });

  it('writes what has a venue or a DOI as an article, and proceedings as such', () => {
    expect(formatCitation(article, 'bibtex')).toMatch(
      /^@article\{.*journal = \{Journal of Plants \\& Soil\}/s,
    );
    expect(formatCitation(paper('a2020b', { doi: '10.1000/1' }), 'bibtex')).toMatch(/^@article\{/);
    const talk = paper('a2020b', { venue: 'Proceedings of Roots' });
    expect(formatCitation(talk, 'bibtex')).toMatch(/^@inproceedings\{.*booktitle = \{/s);
    expect(formatCitation(talk, 'ris')).toMatch(/^TY {2}- CONF\n/);
  });

  it('writes APA as the whole style does, of which a part is left out', () => {
    const papers = z.array(Paper).parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));
    const fields = fc.record({
      title: fc.constantFrom('Leaves of {DP}: a study', 'Roots?', 'Über <b>Blätter</b> & "Moos"'),
      authors: fc.array(
        fc.constantFrom(author('Ada', 'Okafor'), author('Jörg', 'Müller'), author('', 'Lab')),
        {
          maxLength: 25,
        },
      ),
      date: fc.constantFrom('2021', '2021-03', '2021-03-04'),
    });
    const optional = fc.record(
      {
        venue: fc.constantFrom('Journal of Plants', 'Proceedings of Roots'),
        doi: fc.constant('10.1000/leaf_1'),
        arxivId: fc.constant('2203.10202'),
      },
      { requiredKeys: [] },
    );
    const made = fc.sample(fc.tuple(fields, optional), 60);
    const all = [...papers, ...made.map(([some, more]) => paper('okafor2021leaves', { ...some, ...more }))];
    for (const one of all) {
      const whole = plugins.output.format('bibliography', [toCslItem(one)], {
        template: 'apa',
        lang: 'en-US',
        format: 'text',
      });
      const complete = { ...one, authorsComplete: true };
      expect(formatCitation(complete, 'apa')).toBe(whole.trim().replace(/\s+/g, ' '));
    }
  });

  it('writes APA', () => {
    expect(formatCitation(preprint, 'apa')).toBe(
      'van der Maaten, L., ATLAS Collaboration, et al. (2022). DP-SGD & 50% of x_i: {Roots} (arXiv:2203.10202). arXiv. https://arxiv.org/abs/2203.10202',
    );
    expect(formatCitation(article, 'apa')).toBe(
      'Okafor, A., & Müller, J. (2021). Leaves. Journal of Plants & Soil. https://doi.org/10.1000/leaf_1',
    );
  });

  it('tells in a note that a list is cut, and makes no author of it', () => {
    const note = 'Author list as shown by the source: the first 2 names only';
    const lines = formatCitation(preprint, 'ris').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['AU  - van der Maaten, Laurens', `N1  - ${note}`]));
    expect(lines.filter((line) => line.startsWith('AU'))).toHaveLength(2);
    expect(JSON.parse(formatCitation(preprint, 'csl'))).toMatchObject({ author: { length: 2 }, note });
  });

  it('keeps long ids whole', () => {
    const id = `okafor2021${'leaf'.repeat(20)}`;
    expect(formatCitation(paper(id), 'ris')).toContain(`ID  - ${id}\n`);
  });

  it('writes no control characters and one line a field', () => {
    const fields = { title: 'A\u0007\u001b[31m B\r\nTY  - C', abstract: 'x\ny\u009b', venue: 'V\u0000' };
    for (const format of CITATION_FORMATS) {
      const text = formatCitation(paper('a2020b', fields), format);
      expect(text).not.toMatch(/(?!\n)\p{Cc}|\\u00|\nTY/u);
    }
  });
});

describe('what is exported', () => {
  const piece = fc.constantFrom(
    ...['~', '--', '---', '``', "''", '"', "'", '\\', '\\alpha', '{', '}', '$', '$x_1$', '%', '&', '&amp;'],
    ...[
      '#',
      '_',
      '^2',
      '<',
      '>',
      '<i>',
      '</i>',
      '@',
      ',',
      ';',
      'é',
      'ł',
      'β',
      '𝔽',
      '👩‍🔬',
      '…',
      '...',
      '?',
      '!`',
    ],
    ...[
      'DP-SGD',
      'GraphNet',
      'and',
      'et al.',
      'plants',
      '  ',
      '|',
      ' = ',
      '/',
      '(',
      '[',
      '\\textbf{x}',
      '\\%',
    ],
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => {
    const glued = pieces.map((part, at) => (at % 3 === 0 ? ` ${part}` : part)).join('');
    return `Roots${glued} grow`.replace(/\s+/g, ' ');
  });
  const given = fc.constantFrom('Ada', 'J.-P.', 'Ana María', 'Jörg', 'R. N.', 'Łukasz');
  const family = fc.constantFrom(
    "O'Neil",
    'van der Maaten',
    'du Pin Calmon',
    'Müller-Lüdenscheidt',
    'Li',
    'İnan',
  );
  const person = fc.oneof(
    fc.tuple(given, family).map(([first, last]) => author(first, last)),
    fc.constantFrom(
      author('', 'ATLAS Collaboration'),
      author('', 'Roots and Leaves Group'),
      author('', 'Plato'),
    ),
  );
  const papers = fc
    .record(
      {
        title: text,
        abstract: text,
        venue: text,
        authors: fc.array(person, { minLength: 1, maxLength: 4 }),
        authorsComplete: fc.boolean(),
        date: fc.constantFrom('2021', '2021-05', '2021-05-04'),
        arxivId: fc.constantFrom('2105.00001', 'math/0309136'),
        doi: fc.constantFrom('10.1000/leaf_1', '10.1000/a(b)c'),
        url: fc.constant('https://example.org/a_b'),
        categories: fc.constant(['cs.LG', 'q-bio.TO'] as Paper['categories']),
        codeUrl: fc.constant('https://github.com/roots/leaf_1'),
      },
      { requiredKeys: ['title', 'authors', 'authorsComplete', 'date'] },
    )
    .map((fields) =>
      paper('okafor2021a-very-long-id-of-a-paper', { ...fields, hasCode: fields.codeUrl !== undefined }),
    );
  const known = ({
    title,
    abstract,
    venue,
    authors,
    authorsComplete,
    date,
    arxivId,
    doi,
    url,
  }: PaperDraft) => ({
    title,
    abstract,
    venue,
    authors,
    authorsComplete,
    date,
    arxivId,
    doi,
    url: arxivId === undefined ? url : undefined,
  });
  const options = { sourceName: 'x' };

  it.each([
    ['bibtex', parseBibtex],
    ['ris', parseRis],
    ['csl', parseCslJson],
  ] as const)('is the same paper when it is read again: %s', (format, parse) => {
    fc.assert(
      fc.property(papers, (original) => {
        const { drafts, problems } = parse(formatCitation(original, format), options);
        expect(problems).toEqual([]);
        expect(drafts.map(known)).toEqual([known(original)]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same paper when it is read again, with its categories and code', () => {
    fc.assert(
      fc.property(papers, (original) => {
        for (const [format, parse] of [
          ['ris', parseRis],
          ['csl', parseCslJson],
        ] as const) {
          const [read] = parse(formatCitation(original, format), options).drafts;
          expect(read).toMatchObject({ categories: original.categories, hasCode: original.hasCode });
        }
        const { id: _, shelf: __, ...draft } = original;
        expect(parseCslJson(JSON.stringify([original]), options).drafts).toEqual([draft]);
      }),
    );
  });
});
