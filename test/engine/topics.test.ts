import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { samplePaper } from './sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'a',
    title: 'Monetary policy shocks',
    abstract: 'We propose a novel method for monetary policy.',
    categories: ['econ.GN'],
    authors: ['Ada Lovelace', 'Élodie Król'],
  }),
  samplePaper({
    id: 'b',
    title: 'Interest rates',
    abstract: 'Monetary policies set interest rates.',
    categories: ['econ.GN', 'q-fin.EC'],
    authors: ['Ada Lovelace'],
  }),
  samplePaper({
    id: 'c',
    title: 'A novel method of measuring inflation',
    abstract: 'Interest rates follow monetary policy.',
    categories: ['q-fin.EC'],
    date: '2024',
  }),
];

async function sampleEngine() {
  const engine = createEngine();
  await engine.add(PAPERS);
  return engine;
}

describe('topics', () => {
  test('are frequent phrases, however inflected, without academic prose', async () => {
    expect(await (await sampleEngine()).topics(10)).toEqual([
      { topic: 'monetary policy', papers: 3 },
      { topic: 'interest rates', papers: 2 },
    ]);
  });

  test('nearest ones share words, or words that look alike', async () => {
    const engine = await sampleEngine();

    expect((await engine.nearestTopics('interest', 1))[0]?.topic).toBe('interest rates');
    expect((await engine.nearestTopics('interst', 1))[0]?.topic).toBe('interest rates');
    expect(await engine.nearestTopics('quasar', 5)).toEqual([]);
  });

  test('categories are counted, cross-lists too', async () => {
    expect(await (await sampleEngine()).categories()).toEqual([
      { code: 'econ.GN', papers: 2 },
      { code: 'q-fin.EC', papers: 2 },
    ]);
  });
});

describe('suggest', () => {
  test.each([
    ['mon', 'topic', ['monetary policy']],
    ['pol mon', 'topic', ['monetary policy']],
    ['q-fin', 'topic', ['q-fin.EC']],
    ['elo', 'author', ['Élodie Król']],
    ['krol e', 'author', ['Élodie Król']],
    ['', 'author', ['Ada Lovelace', 'Élodie Król']],
    ['infl', 'paper', ['A novel method of measuring inflation']],
    ['rates int', 'paper', ['Interest rates']],
    ['zzz', 'paper', []],
    ['"\'\\', 'author', ['Ada Lovelace', 'Élodie Król']],
  ] as const)('%s completes a %s', async (typed, kind, labels) => {
    const found = await (await sampleEngine()).suggest(typed, kind, 5);

    expect(found.map(({ label }) => label)).toEqual(labels);
  });

  test('what a title is sent as is its id', async () => {
    expect(await (await sampleEngine()).suggest('interest', 'paper', 5)).toEqual([
      { label: 'Interest rates', value: 'b' },
    ]);
  });
});

describe('related', () => {
  test('papers that speak of the same come first, the paper itself never', async () => {
    const engine = await sampleEngine();
    const [b] = PAPERS.filter(({ id }) => id === 'b');

    const related = b === undefined ? [] : await engine.related(b.id, 5);

    expect(
      related
        .map(({ paper }) => paper.id)
        .slice(0, 2)
        .sort(),
    ).toEqual(['a', 'c']);
  });
});
