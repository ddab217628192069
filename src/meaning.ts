import { EMBEDDING_FILES, type EmbeddingFiles, whatIsMissing } from './embedding/availability.ts';
import { openEmbedder } from './embedding/open-embedder.ts';
import type { Embedder, VectorStore } from './engine/embedder.ts';
import type { Engine } from './engine/engine.ts';
import { createVectorKeeper, type VectorKeeper } from './engine/vector-keeper.ts';
import type { Logger } from './logger.ts';

/** Finding by meaning as a program uses it; everything in it is absent where the model cannot be run. */
export type Meaning = {
  readonly embedder: Embedder | undefined;
  /** To be called once. */
  keepVectors(engine: Engine, store: VectorStore): VectorKeeper | undefined;
  /** Before the store is closed: vectors made so far are kept. */
  close(): Promise<void>;
};

const OFF: Meaning = {
  embedder: undefined,
  keepVectors: () => undefined,
  close: async () => undefined,
};
/** Vectors made between two lines of the log: some ten seconds' work. */
const LOGGED_EVERY = 256;
const BY_WORDS = 'Papers are found by their words alone';

export type MeaningOptions = {
  /** False where the configuration says so. */
  readonly isWanted: boolean;
  readonly logger: Logger;
  /** Default: the program's. */
  readonly files?: EmbeddingFiles;
};

/** Starts the model in the background where it can be run; where not, the log says once what is missing. */
export function openMeaning({ isWanted, logger, files = EMBEDDING_FILES }: MeaningOptions): Meaning {
  if (!isWanted) return OFF;
  const reason = whatIsMissing(files);
  if (reason !== undefined) {
    logger.warn({ reason }, BY_WORDS);
    return OFF;
  }
  const embedder = openEmbedder({ ...files, onFailure: (err) => logger.warn({ err }, BY_WORDS) });
  let keeper: VectorKeeper | undefined;
  return {
    embedder,
    keepVectors(engine, store) {
      let logged = 0;
      keeper = createVectorKeeper({
        engine,
        embedder,
        store,
        onProgress(made) {
          if (made - logged < LOGGED_EVERY) return;
          logged = made;
          logger.info({ made }, 'Reading papers for their meaning');
        },
        onError: (err) =>
          logger.warn({ err }, 'Vectors could not be made or kept; trying again at the next question'),
      });
      return keeper;
    },
    async close() {
      const kept = keeper?.close();
      await embedder.close();
      await kept;
    },
  };
}

export type MeaningStatus = {
  readonly isOn: boolean /** A sentence's end: why not, or what with. */;
  readonly detail: string;
};

/** Whether papers can be found by meaning here, tried out: the model is loaded once, which takes a fraction of a second. */
export async function describeMeaning(isWanted: boolean, files = EMBEDDING_FILES): Promise<MeaningStatus> {
  if (!isWanted) return { isOn: false, detail: 'MEANING=no' };
  const reason = whatIsMissing(files);
  if (reason !== undefined) return { isOn: false, detail: reason };
  const embedder = openEmbedder(files);
  try {
    return { isOn: true, detail: `model all-MiniLM-L6-v2, weights ${await embedder.model()}` };
  } catch (error) {
    return {
      isOn: false,
      detail: `the model does not run: ${error instanceof Error ? error.message : error}`,
    };
  } finally {
    await embedder.close();
  }
}
