import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBibtex } from '../../../../src/ingestion/sources/bibliography/parse-bibtex.ts';

const fixture = readFileSync(
  new URL('../../../fixtures/bibliography/hand-written.bib', import.meta.url),
  'utf8',
);
const options = { sourceName: 'a.bib' };

describe('parseBibtex', () => {
  const { drafts, problems } = parseBibtex(fixture, options);

  it('keeps every entry that is whole, and names the lines of the others', () => {
    expect(drafts.map(({ sources }) => sources[0]?.line)).toEqual([2, 10, 16, 20, 21]);
    expect(problems.map(({ line, expected }) => ({ line, expected: expected.split(' (')[0] }))).toEqual([
      { line: 11, expected: 'a BibTeX entry' },
      { line: 18, expected: 'at least one author' },
    ]);
  });

  it('makes LaTeX readable, keeps it as received, and expands strings', () => {
    expect(drafts[0]).toMatchObject({
      title: 'Fast SGD with ε=7 and homophily at 73.5% in O(n log n)',
      rawTitle: expect.stringContaining('\\varepsilon'),
      abstract: expect.stringContaining('We do “this” & that. Über 50% of xᵢ.'),
      venue: 'Advances in Neural Information Processing Systems',
      date: '2020-03',
      doi: '10.1000/abc',
      codeUrl: 'https://github.com/a/b',
      hasCode: true,
    });
  });

  it('splits names with particles and accents, and sees that the list is cut', () => {
    expect(drafts[0]?.authors).toEqual([
      { name: 'John Smith', given: 'John', family: 'Smith' },
      { name: 'Laurens van der Maaten', given: 'Laurens', family: 'van der Maaten' },
      { name: 'Jörg Müller', given: 'Jörg', family: 'Müller' },
    ]);
    expect(drafts[0]?.authorsComplete).toBe(false);
    expect(drafts[1]?.authors[0]).toEqual({
      name: 'ATLAS Collaboration',
      given: '',
      family: 'ATLAS Collaboration',
    });
  });

  it('finds arXiv papers by their eprint and by what Google Scholar writes', () => {
    expect(drafts[1]).toMatchObject({ arxivId: '2203.10202', categories: ['cs.LG'] });
    expect(drafts[4]?.arxivId).toBe('2303.10202');
    expect(drafts[4]?.venue).toBeUndefined();
  });

  it('takes what an entry inherits, and its parent for no paper', () => {
    expect(drafts[2]).toMatchObject({ title: 'Next one', venue: 'Proc of X', date: '2019' });
  });

  it('reads what BibLaTeX and Zotero write', () => {
    const {
      drafts: [draft],
    } = parseBibtex(
      `@online{a, title={Roots and {DNA}}, author={Okafor, Ada}, date={2021-05-04/2021-05-06},
        eprint={math.GT/0309136v2}, eprinttype={arXiv}, eprintclass={math.GT}, file={Full Text:C\\:\\\\Users\\\\x.pdf:application/pdf}}`,
      options,
    );
    expect(draft).toMatchObject({
      title: 'Roots and DNA',
      date: '2021-05-04',
      arxivId: 'math/0309136',
      categories: ['math.GT'],
    });
  });

  it('keeps an abstract and the lines after it as they are, however it is written', () => {
    const abstract = `We $x\\}$ study {nested {braces}} and\n\nparagraphs, 50\\% of ${'words '.repeat(40)}all`;
    const text = `@article{a, title={A}, author={Okafor, Ada}, year=2020,\n abstract = {${abstract}}}\n\n@article{b,}\n`;
    const { drafts, problems } = parseBibtex(text, options);
    expect(drafts[0]?.rawAbstract).toBe(abstract);
    expect(problems.map(({ line }) => line)).toEqual([6]);
  });

  it('loses only the entry whose abstract has no end', () => {
    const text = `@article{a, title={A}, author={B, C}, year=2020, abstract={${'open { '.repeat(40)}\n\n@article{b, title={Whole}, author={B, C}, year=2020}\n`;
    expect(parseBibtex(text, options).drafts.map(({ title }) => title)).toContain('Whole');
  });

  it('says of an entry that it is nested too deep, and reads the others', () => {
    const deep = `${'{'.repeat(20_000)}x${'}'.repeat(20_000)}`;
    const entry = (key: string, title: string) =>
      `@article{${key}, title={${title}}, author={Okafor, Ada}, year=2020}\n`;
    const { drafts, problems } = parseBibtex(entry('a', 'A') + entry('b', deep) + entry('c', 'C'), options);
    expect(drafts.map(({ title }) => title)).toEqual(['A', 'C']);
    expect(problems).toMatchObject([{ line: 2, expected: 'a BibTeX entry that is not nested too deep' }]);
  });

  it('says of an entry that it is longer than any paper, and reads the others in their lines', () => {
    const entry = (key: string, title: string) =>
      `@article{${key}, title={${title}},\n author={Okafor, Ada}, year=2020}\n`;
    const settings = `@comment{settings: ${'x;'.repeat(150_000)}}\n`;
    const text = settings + entry('a', 'A') + entry('b', 'word '.repeat(50_000)) + entry('c', 'C');
    const { drafts, problems } = parseBibtex(text, options);
    expect(drafts.map(({ title, sources }) => [title, sources[0]?.line])).toEqual([
      ['A', 2],
      ['C', 6],
    ]);
    expect(problems).toMatchObject([{ line: 4, expected: 'a BibTeX entry of at most 200000 characters' }]);
  });

  it('reports abbreviations that are made of each other and grow without end', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
    const strings = names.map(
      (name, index) =>
        `@string{${name} = ${Array(10)
          .fill(names[index - 1] ?? '"x"')
          .join(' # ')}}\n`,
    );
    const { drafts, problems } = parseBibtex(strings.join(''), options);
    expect(drafts).toEqual([]);
    expect(problems).toMatchObject([{ line: 1, expected: 'a BibTeX entry (Invalid string length)' }]);
  });
});
