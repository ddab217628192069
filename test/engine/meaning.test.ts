import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { cosine } from '../../src/engine/meaning.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { direction, handEmbedder } from './hand-embedder.ts';
import { samplePaper } from './sample-papers.ts';

const PAPERS = [
  samplePaper({ id: 'words', title: 'Growing growing pear trees', abstract: 'Growing a pear.' }),
  samplePaper({ id: 'meant', title: 'Growing what gives an apple', abstract: 'An orchard.' }),
  samplePaper({ id: 'other', title: 'A plum stone' }),
];

function setVectors(engine: Engine, papers = engine.withoutVector(100)): void {
  engine.setVectors(papers.map((paper) => ({ paper, vector: direction(paper.title) })));
}

async function search(engine: Engine, text: string, question?: string) {
  const { hits, total } = await engine.search(
    { ...EMPTY_QUERY, text },
    question === undefined ? {} : { question },
  );
  return { ids: hits.map(({ paper }) => paper.id), hits, total };
}

describe('finding by meaning', () => {
  it('puts the paper that means the question before one that only has its words', async () => {
    const engine = createEngine({ embedder: handEmbedder() });
    await engine.add(PAPERS);
    expect((await search(engine, 'growing pomaceous trees')).ids).toEqual(['words', 'meant']);

    setVectors(engine);

    const { ids, hits, total } = await search(engine, 'growing pomaceous trees');
    expect(ids).toEqual(['meant', 'words']);
    expect(total).toBe(2);
    expect(hits.map(({ meaning }) => meaning)).toEqual([1, 0]);
    const [first, second] = hits;
    expect(first?.score).toBeLessThan(second?.score ?? 0);
    expect(first?.fit).toBeGreaterThan(second?.fit ?? 0);
  });

  it('takes the whole question for its meaning where it is given, and asks nothing without words', async () => {
    const embedder = handEmbedder();
    const engine = createEngine({ embedder });
    await engine.add(PAPERS);
    setVectors(engine);

    expect((await search(engine, 'growing trees', 'Which pomaceous trees grow?')).ids).toEqual([
      'meant',
      'words',
    ]);
    await search(engine, ' ');

    expect(embedder.questions).toEqual(['Which pomaceous trees grow?']);
  });

  it('ranks passages by the meaning of their papers', async () => {
    const engine = createEngine({ embedder: handEmbedder() });
    await engine.add(PAPERS);
    setVectors(engine);

    const passages = await engine.passages({ ...EMPTY_QUERY, text: 'growing pomaceous trees' });

    expect(passages[0]?.paper.id).toBe('meant');
  });

  it('finds papers near to a paper by meaning', async () => {
    const engine = createEngine({ embedder: handEmbedder() });
    const source = samplePaper({ id: 'source', title: 'Growing pear apple trees' });
    await engine.add([...PAPERS, source]);
    expect((await engine.related(source.id, 2)).map(({ paper }) => paper.id)).toEqual(['words', 'meant']);

    engine.setVectors([{ paper: source, vector: direction('apple') }]);
    setVectors(engine);

    expect((await engine.related(source.id, 2)).map(({ paper }) => paper.id)).toEqual(['meant', 'words']);
  });

  it('answers by words while many papers have no vector, and takes the last few for average ones', async () => {
    const engine = createEngine({ embedder: handEmbedder() });
    const many = Array.from({ length: 20 }, (_, at) =>
      samplePaper({ id: `apple${at}`, title: `Growing an apple ${at}` }),
    );
    await engine.add([...many, ...PAPERS]);
    setVectors(engine, many.slice(0, 15));
    const meanings = async () => (await search(engine, 'growing apple')).hits.map(({ meaning }) => meaning);
    expect(new Set(await meanings())).toEqual(new Set([undefined]));

    setVectors(engine, many.slice(15));
    setVectors(engine, PAPERS.slice(1));

    const { hits } = await engine.search({ ...EMPTY_QUERY, text: 'growing pear' }, { limit: 30 });
    expect(hits.find(({ paper }) => paper.id === 'words')?.meaning).toBeUndefined();
    expect(hits.filter(({ meaning }) => meaning !== undefined)).toHaveLength(21);
    expect(hits[0]?.paper.id).toBe('words');
  });

  it('forgets a vector with its paper, and takes none for a text that was replaced meanwhile', async () => {
    const engine = createEngine({ embedder: handEmbedder() });
    await engine.add(PAPERS);
    const [stale] = engine.withoutVector(1);
    const changed = samplePaper({ id: 'words', title: 'Growing plum trees' });
    await engine.add([changed]);

    if (stale !== undefined) engine.setVectors([{ paper: stale, vector: direction('pear') }]);
    expect(engine.withoutVector(100)).toContain(changed);

    setVectors(engine);
    expect(engine.withoutVector(1)).toEqual([]);
    await engine.add([samplePaper({ id: 'words', title: 'Growing pear trees' })]);
    expect(engine.withoutVector(100).map(({ id }) => id)).toEqual(['words']);
    await engine.remove([changed.id]);
    expect(engine.withoutVector(100)).toEqual([]);
  });

  it('multiplies what two vectors share', () => {
    expect(cosine(Float32Array.of(0.6, 0.8), Float32Array.of(0.8, 0.6))).toBeCloseTo(0.96, 6);
  });
});
