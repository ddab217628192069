import { describe, expect, it } from 'vitest';
import { readPapers } from '../../bench/question-eval.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { matches } from '../../src/query/matches.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { samplePaper } from './sample-papers.ts';

describe('topics as a filter', () => {
  it('lets through what the query alone says of each paper', async () => {
    const engine = createEngine();
    const own = [
      'DP-SGD trains.',
      'DPSGD trains.',
      'dp sgd trains.',
      'SGD of DP trains.',
      'State of the art.',
    ];
    const papers = [
      ...readPapers(shippedDataPath('papers.json')),
      ...own.map((abstract, index) => samplePaper({ id: `own${index}`, title: `Title ${index}`, abstract })),
    ];
    await engine.add(papers);
    for (const phrase of [
      'differential privacy',
      'dp-sgd',
      'DPSGD',
      'dp sgd',
      'state of the art',
      'of the',
      'privacy',
      'no such words',
    ]) {
      const query = { ...EMPTY_QUERY, topics: [phrase] };
      const expected = papers.filter((paper) => matches(query, paper)).map(({ id }) => id);
      expect(new Set((await engine.list(query)).map(({ id }) => id)), phrase).toEqual(new Set(expected));
    }
    expect((await engine.list({ ...EMPTY_QUERY, topics: ['differential privacy'] })).length).toBeGreaterThan(
      10,
    );
  });
});
