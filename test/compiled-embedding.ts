import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { EMBEDDING_FILES, type EmbeddingFiles, whatIsMissing } from '../src/embedding/availability.ts';
import { buildFolder } from './compiled.ts';

/** The model with its compiled worker: the sources have none. */
export function compiledEmbedding(): EmbeddingFiles {
  return { ...EMBEDDING_FILES, worker: join(buildFolder(), 'src', 'embedding', 'worker.js') };
}

/** Skips a test, and says why, where the optional packages are not installed. */
export function needEmbedding({ skip }: Pick<TestContext, 'skip'>, files: EmbeddingFiles): void {
  const missing = whatIsMissing(files);
  skip(missing !== undefined, missing);
}
