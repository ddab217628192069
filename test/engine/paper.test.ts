import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { samplePaper } from './sample-papers.ts';

const PAPERS = [
  samplePaper({ id: 'short2020', title: 'Spectral Gap Estimates', arxivId: '2001.00001', abstract: 'Gaps.' }),
  samplePaper({
    id: 'long2021',
    title: 'Spectral Gap Estimates for Random Walks on Expander Graphs',
    doi: '10.1000/abc.1',
    abstract: 'Expanders.',
  }),
  samplePaper({
    id: 'knot2019',
    title: 'KnotNet: Recognising Knots by Their Diagrams',
    arxivId: 'math/0309136',
    abstract: 'Knots are recognised. Walks on graphs are mentioned.',
  }),
  samplePaper({ id: 'polymer2018', title: 'Polymers and graphs', abstract: 'Random walks model polymers.' }),
];

async function lookUp(reference: string) {
  const engine = createEngine();
  await engine.add(PAPERS);
  return await engine.paper(reference);
}

describe('paper', () => {
  test.each([
    ['long2021', 'long2021', 'id'],
    ['2001.00001', 'short2020', 'arxiv'],
    ['arXiv:2001.00001v3', 'short2020', 'arxiv'],
    ['https://arxiv.org/abs/2001.00001v2', 'short2020', 'arxiv'],
    ['https://arxiv.org/pdf/2001.00001.pdf', 'short2020', 'arxiv'],
    ['math.GT/0309136', 'knot2019', 'arxiv'],
    ['10.1000/ABC.1', 'long2021', 'doi'],
    ['https://doi.org/10.1000/abc.1', 'long2021', 'doi'],
    ['spectral gap estimates', 'short2020', 'title'],
    ['Spectral Gap Estimates for random walks on expander graphs?', 'long2021', 'title'],
    ['spectral gap estimates for random', 'long2021', 'title-start'],
    ['knotnet', 'knot2019', 'title-start'],
    ['knotnt', 'knot2019', 'search'],
    ['recognizing diagrams of knots', 'knot2019', 'search'],
  ])('%s is %s, by %s', async (reference, id, by) => {
    expect(await lookUp(reference)).toMatchObject({ kind: 'one', paper: { id }, by });
  });

  test('an exact title names its longer twin too', async () => {
    expect(await lookUp('Spectral Gap Estimates')).toMatchObject({ also: [{ id: 'long2021' }] });
  });

  test('tells how a misspelt name was read', async () => {
    expect(await lookUp('knotnt')).toMatchObject({ correction: { from: 'knotnt', to: 'knotnet' } });
  });

  test('words of several papers are a choice', async () => {
    const found = await lookUp('graphs');

    expect(found.kind === 'several' && found.result.total).toBe(3);
  });

  test.each(['quasar', '9999.99999', '?', 'the of', '\u0000', 'q'.repeat(1e6)])(
    'nothing is called %.20j, and nothing is near',
    async (reference) => {
      const found = await lookUp(reference);

      expect(found.kind === 'none' && found.nearest).toEqual([]);
    },
  );

  test.each(['quasar graphs of stars', 'knotonte'])('something is near to %s', async (reference) => {
    const found = await lookUp(reference);

    expect(found.kind === 'none' && found.nearest.length).toBeGreaterThan(0);
  });
});
