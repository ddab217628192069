import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Embedder } from '../../src/engine/embedder.ts';
import { createVectorKeeper } from '../../src/engine/vector-keeper.ts';
import type { Paper } from '../../src/paper.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { paperRow } from '../library/paper-draft.ts';
import { handEmbedder } from './hand-embedder.ts';
import { samplePaper } from './sample-papers.ts';

const APPLE = samplePaper({ id: 'apple', title: 'Apple', abstract: 'Red.' });
const PEAR = samplePaper({ id: 'pear', title: 'Pear', abstract: 'Green.' });

describe('createVectorKeeper', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore({ file: ':memory:', now: new Date('2026-01-01') });
  });
  afterEach(() => store.close());

  async function put(...papers: readonly Paper[]): Promise<void> {
    await store.papers.transaction((transaction) => transaction.put(papers.map((one) => paperRow(one))));
  }

  /** A program's start: an engine with the papers, and a keeper that has done its work. */
  async function start(embedder: Embedder, papers: readonly Paper[]) {
    const engine = createEngine({ embedder });
    await engine.add(papers);
    const made: number[] = [];
    const errors: unknown[] = [];
    const keeper = createVectorKeeper({
      engine,
      embedder,
      store: store.vectors,
      onProgress: (count) => made.push(count),
      onError: (error) => errors.push(error),
    });
    keeper.wake();
    await keeper.settled();
    return { engine, keeper, made, errors };
  }

  it('makes each vector once, over all starts', async () => {
    await put(APPLE, PEAR);
    const embedder = handEmbedder();
    const first = await start(embedder, [APPLE, PEAR]);
    expect(first.engine.withoutVector(1)).toEqual([]);
    expect(embedder.texts).toEqual(['Apple. Red.', 'Pear. Green.']);
    expect(first.made).toEqual([2]);

    const second = await start(embedder, [APPLE, PEAR]);

    expect(second.engine.withoutVector(1)).toEqual([]);
    expect(embedder.texts).toHaveLength(2);
    expect(second.made).toEqual([]);
  });

  it('makes another vector for another text, and for another model', async () => {
    await put(APPLE);
    const embedder = handEmbedder();
    const { engine, keeper } = await start(embedder, [APPLE]);

    const changed = { ...APPLE, abstract: 'Red or green.' };
    await engine.add([changed]);
    keeper.wake();
    await keeper.settled();
    expect(embedder.texts).toEqual(['Apple. Red.', 'Apple. Red or green.']);

    const other = handEmbedder('vegetables');
    await start(other, [changed]);
    expect(other.texts).toEqual(['Apple. Red or green.']);
  });

  it('gives the library its vectors before the stream, in many batches', async () => {
    const stream = samplePaper({ id: 'stream', title: 'Plum', shelf: 'stream' });
    const many = Array.from({ length: 70 }, (_, at) => samplePaper({ id: `p${at}`, title: `Apple ${at}` }));
    await put(stream, ...many);
    const embedder = handEmbedder();

    const { made } = await start(embedder, [stream, ...many]);

    expect(embedder.texts).toHaveLength(71);
    expect(embedder.texts.at(-1)).toBe('Plum. ');
    expect(made).toEqual([32, 64, 71]);
  });

  it('leaves papers without vectors where the model cannot be run, and goes on when it is woken after a failure', async () => {
    await put(APPLE);
    const broken = { ...handEmbedder(), model: () => Promise.reject(new Error('no model')) };
    const { engine, errors } = await start(broken, [APPLE]);
    expect(engine.withoutVector(1)).toEqual([APPLE]);
    expect(errors).toEqual([]);

    let isDown = true;
    const embedder = handEmbedder();
    const flaky: Embedder = {
      ...embedder,
      embedText: (text) => (isDown ? Promise.reject(new Error('down')) : embedder.embedText(text)),
    };
    const started = await start(flaky, [APPLE]);
    expect(started.errors).toHaveLength(1);
    isDown = false;
    started.keeper.wake();
    await started.keeper.settled();
    expect(started.engine.withoutVector(1)).toEqual([]);
  });

  it('stops when it is closed, and keeps what was made', async () => {
    await put(APPLE, PEAR);
    const embedder = handEmbedder();
    const engine = createEngine({ embedder });
    await engine.add([APPLE, PEAR]);
    const closing: Promise<void>[] = [];
    const slow: Embedder = {
      ...embedder,
      async embedText(text) {
        closing.push(keeper.close());
        return embedder.embedText(text);
      },
    };
    const keeper = createVectorKeeper({ engine, embedder: slow, store: store.vectors });

    keeper.wake();
    await keeper.settled();
    await Promise.all(closing);
    keeper.wake();

    expect(embedder.texts).toHaveLength(1);
    await start(embedder, [APPLE, PEAR]);
    expect(embedder.texts).toHaveLength(2);
  });
});
