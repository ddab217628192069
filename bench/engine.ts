import type { EmbeddingFiles } from '../src/embedding/availability.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Engine } from '../src/engine/engine.ts';
import { createLogger } from '../src/logger.ts';
import { openMeaning } from '../src/meaning.ts';
import type { Paper } from '../src/paper.ts';
import { createVectorCache } from './vector-cache.ts';

export type MeasuredEngine = {
  readonly engine: Engine;
  /** Whether papers are found by meaning. */
  readonly hasMeaning: boolean;
  close(): Promise<void>;
};

export type EngineMeaning = {
  readonly isWanted: boolean;
  /** Default: the program's. */
  readonly files?: EmbeddingFiles;
};

/** The engine as the bot runs it, with all vectors made; says on standard error where it finds by words alone. */
export function openEngine(papers: readonly Paper[], options: EngineMeaning): Promise<MeasuredEngine> {
  return openLoadedEngine((engine) => engine.add(papers), options);
}

/** The same over papers that `load` brings into it. */
export async function openLoadedEngine(
  load: (engine: Engine) => Promise<void>,
  options: EngineMeaning,
): Promise<MeasuredEngine> {
  const logger = createLogger({ logLevel: undefined }, 'info');
  const meaning = openMeaning({ ...options, logger });
  const engine = createEngine({ embedder: meaning.embedder });
  await load(engine);
  const keeper = meaning.keepVectors(engine, createVectorCache());
  keeper?.wake();
  // The thread that makes vectors keeps no program alive.
  const alive = setInterval(() => undefined, 1000);
  await keeper?.settled();
  clearInterval(alive);
  return {
    engine,
    hasMeaning: keeper !== undefined && engine.withoutVector(1).length === 0,
    close: () => meaning.close(),
  };
}
