import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Paper } from '../paper.ts';
import { type Embedder, embeddedText, type StoredVector, type VectorStore } from './embedder.ts';
import type { Engine } from './engine.ts';

export type VectorKeeperOptions = {
  readonly engine: Pick<Engine, 'withoutVector' | 'setVectors'>;
  readonly embedder: Embedder;
  readonly store: VectorStore;
  /** Told after each batch that had vectors made: how many in this run so far. */
  readonly onProgress?: (made: number) => void;
  /** Told where the model or the store fails; papers then stay without vectors until the next {@link VectorKeeper.wake}. */
  readonly onError?: (error: unknown) => void;
};

export type VectorKeeper = {
  /** Looks in the background for papers that have no vector. To be called whenever papers may have come. */
  wake(): void;
  /** Resolves when the work that was begun is done, or has failed. */
  settled(): Promise<void>;
  /** Stops after the paper at hand, or when the embedder is closed; what was made is kept. */
  close(): Promise<void>;
};

/** Papers between two looks at the store: a killed program loses the vectors of so many, some seconds' work. */
const BATCH = 32;

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * Gives an engine's papers their vectors: from the store where it holds them, else made once by the embedder and stored.
 * Questions are answered meanwhile, by words.
 */
export function createVectorKeeper(options: VectorKeeperOptions): VectorKeeper {
  const { engine, embedder, store, onProgress, onError } = options;
  let running: Promise<void> | undefined;
  let isClosed = false;

  /** Reads or makes the vectors of some papers; tells how many were made. */
  async function fill(papers: readonly Paper[], model: string): Promise<number> {
    const keys = new Map(
      papers.map((paper) => [paper.id, { id: paper.id, text: fingerprint(embeddedText(paper)) }]),
    );
    const held = new Map((await store.read(model, [...keys.values()])).map(({ id, vector }) => [id, vector]));
    engine.setVectors(
      papers.flatMap((paper) => {
        const vector = held.get(paper.id);
        return vector === undefined ? [] : [{ paper, vector }];
      }),
    );
    const made: StoredVector[] = [];
    try {
      for (const paper of papers) {
        const key = keys.get(paper.id);
        if (isClosed || key === undefined || held.has(paper.id)) continue;
        const vector = await embedder.embedText(embeddedText(paper));
        made.push({ ...key, vector });
        engine.setVectors([{ paper, vector }]);
      }
    } finally {
      if (made.length > 0) await store.write(model, made);
    }
    return made.length;
  }

  async function run(): Promise<void> {
    // An embedder that cannot run its model says so itself.
    const model = await embedder.model().catch(() => undefined);
    if (model === undefined) return;
    let total = 0;
    for (let papers = engine.withoutVector(BATCH); papers.length > 0; papers = engine.withoutVector(BATCH)) {
      const made = await fill(papers, model);
      if (isClosed) return;
      total += made;
      if (made > 0) onProgress?.(total);
      await setImmediate();
    }
  }

  return {
    wake() {
      if (running !== undefined || isClosed || engine.withoutVector(1).length === 0) return;
      running = run()
        .catch((error) => {
          if (!isClosed) onError?.(error);
        })
        .finally(() => {
          running = undefined;
        });
    },
    settled: async () => running,
    async close() {
      isClosed = true;
      await running;
    },
  };
}
