import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { samplePaper } from './sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'coral2021',
    title: 'Heat tolerance of reef corals',
    abstract:
      'Corals bleach when the sea warms. We measure how the algae inside them recover. Recovery took 42 days.',
    date: '2021-05-02',
  }),
  samplePaper({
    id: 'tariff2022',
    title: 'Tariffs and prices',
    abstract:
      'We study how a tariff changes consumer prices. Computable General Equilibrium (CGE) models are calibrated.',
    date: '2022-03-01',
  }),
  samplePaper({
    id: 'knot2020',
    title: 'Knots in random polygons',
    abstract: 'A CGE model is not used here. Random polygons are knotted with high probability.',
    date: '2020-01-01',
  }),
];

async function engineOf(papers = PAPERS) {
  const engine = createEngine();
  await engine.add(papers);
  return engine;
}

async function idsFor(text: string, papers = PAPERS) {
  const engine = await engineOf(papers);
  const { hits } = await engine.search({ ...EMPTY_QUERY, text });
  return hits.map(({ paper }) => paper.id);
}

describe('search', () => {
  test('ranks the paper that holds the words first, with the sentence that fits', async () => {
    const engine = await engineOf();

    const result = await engine.search({
      ...EMPTY_QUERY,
      text: 'how long does the recovery of coral algae take',
    });

    expect(result.hits[0]?.paper.id).toBe('coral2021');
    expect(result.hits[0]?.sentence?.text).toMatch(/recover/i);
    expect(result.searched).toBe(3);
  });

  test('lists everything newest first where there are no words', async () => {
    expect(await idsFor('')).toEqual(['tariff2022', 'coral2021', 'knot2020']);
  });

  test('finds a long form by its acronym', async () => {
    expect((await idsFor('general equilibrium'))[0]).toBe('tariff2022');
    expect(await idsFor('CGE')).toContain('tariff2022');
  });

  test('says what a misspelt word was read as', async () => {
    const engine = await engineOf();

    const result = await engine.search({ ...EMPTY_QUERY, text: 'probabilty' });

    expect(result.corrections).toEqual([{ from: 'probabilty', to: 'probability' }]);
    expect(result.hits[0]?.paper.id).toBe('knot2020');
  });

  test('names words that no paper holds', async () => {
    const engine = await engineOf();

    const result = await engine.search({ ...EMPTY_QUERY, text: 'quasar coral' });

    expect(result.unknown).toEqual(['quasar']);
    expect(result.hits[0]?.coverage).toBeLessThan(0.7);
  });

  test('does not let the stream change the library', async () => {
    const engine = await engineOf();
    const before = await engine.search({ ...EMPTY_QUERY, text: 'consumer prices of corals' });

    await engine.add(
      Array.from({ length: 50 }, (_, at) =>
        samplePaper({
          id: `stream${at}`,
          title: `Coral ${at}`,
          abstract: 'Corals and prices.',
          shelf: 'stream',
        }),
      ),
    );

    expect(await engine.search({ ...EMPTY_QUERY, text: 'consumer prices of corals' })).toEqual(before);
  });
});
