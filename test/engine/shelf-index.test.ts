import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { ShelfIndex } from '../../src/engine/shelf-index.ts';
import type { Paper } from '../../src/paper.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { samplePaper } from './sample-papers.ts';

const WORDS = ['lattice', 'tariff', 'yeast', 'spectral', 'monsoon', 'walker', 'GroMa', 'DP-SGD', 'knots'];
const NAMES = [
  'Ada King',
  'A. King',
  'Bo Li',
  'Bo Li Wang',
  'Carla Núñez',
  'C. Nunez',
  'Chen Wang',
  'Wei Wang',
];

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' '));
const paper = fc
  .record({
    number: fc.nat(12),
    title: text,
    abstract: text,
    authors: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
    year: fc.integer({ min: 2015, max: 2024 }),
  })
  .map(({ number, title, abstract, authors, year }) =>
    samplePaper({
      id: `p${number}`,
      title: `${title}: a study`,
      abstract: `We propose ${abstract}.`,
      authors,
      date: `${year}`,
    }),
  );

describe('ShelfIndex', () => {
  test('scores of single terms add up to what MiniSearch gives for all of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(paper, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom('lattic', 'tariff', 'yeast', 'monsoon', 'dpsgd', 'nowher'), {
          minLength: 1,
        }),
        async (papers, terms) => {
          const index = new ShelfIndex();
          for (const one of papers) index.add(one);
          const search = new MiniSearch<{ id: string; text: string; title: string }>({
            fields: ['text', 'title'],
            tokenize: (value) => value.split(' '),
            processTerm: (term) => term,
            searchOptions: { boost: { title: 0.3 }, bm25: { k: 1.2, b: 0.75, d: 0 } },
          });
          for (const {
            paper: { id },
            terms: all,
            titleTerms,
          } of index.documents())
            search.add({ id, text: all.join(' '), title: titleTerms.join(' ') });
          const weighted = terms.map((term, at) => ({ term, weight: 1 / (at + 1) }));
          const expected = search.search(terms.join(' '), {
            boostTerm: (_term, at) => weighted[at]?.weight ?? 0,
          });
          const scores = new Map(
            (await index.score(weighted)).map(({ document, score }) => [document.paper.id as string, score]),
          );
          expect(scores.size).toBe(expected.length);
          for (const { id, score, queryTerms } of expected)
            expect(scores.get(id)).toBeCloseTo(score / queryTerms.length, 10);
        },
      ),
    );
  });
});

/** All that an engine tells of a few papers, in plain data. */
async function told(papers: readonly Paper[], changes: readonly (readonly [Paper, boolean])[]) {
  const engine = createEngine();
  await engine.add(papers);
  for (const [one, isAdded] of changes) {
    if (isAdded) await engine.add([one]);
    else await engine.remove([one.id]);
    await engine.topics(5);
  }
  const { people, papers: names, categories, organisations } = await engine.names();
  return {
    authors: await engine.authors(),
    found: await Promise.all(NAMES.map((name) => engine.author(name))),
    listed: await engine.list({ ...EMPTY_QUERY, authors: ['King'], without: ['spectral yeast'] }),
    all: await engine.list(EMPTY_QUERY),
    hits: await Promise.all(
      WORDS.map((word) => engine.search({ ...EMPTY_QUERY, text: word }, { limit: 100 })),
    ),
    named: WORDS.map((word) => names.named(word, () => false)?.id),
    held: ['king', 'wang', 'li', 'nunez'].map((word) => [people.isFamily(word), people.people(word).size]),
    suggested: [await engine.suggest('wan', 'author', 9), await engine.suggest('a', 'paper', 9)],
    topics: await engine.topics(20),
    categories: [...categories],
    organisations,
  };
}

describe('an engine that papers come to and go from', () => {
  test('tells the same as one that was given what is left at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paper, { maxLength: 10 }),
        fc.array(fc.tuple(paper, fc.boolean()), { maxLength: 8 }),
        async (papers, changes) => {
          const left = new Map(papers.map((one) => [one.id, one]));
          for (const [one, isAdded] of changes) {
            // What is replaced comes anew.
            left.delete(one.id);
            if (isAdded) left.set(one.id, one);
          }
          const { hits, ...rest } = await told(papers, changes);
          const { hits: expected, ...others } = await told([...left.values()], []);
          expect(rest).toEqual(others);
          expect(hits.map(({ total }) => total)).toEqual(expected.map(({ total }) => total));
          for (const [at, { hits: found }] of hits.entries())
            expect(scoresOf(found)).toEqual(scoresOf(expected[at]?.hits ?? []));
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);
});

/** Equal ones stand in the order in which they came. */
function scoresOf(hits: readonly { readonly paper: Paper; readonly score: number }[]) {
  return Object.fromEntries(hits.map(({ paper: { id }, score }) => [id, Number(score.toFixed(9))]));
}
