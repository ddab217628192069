import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { shippedDataPath } from '../shipped-data.ts';

/** Where the model, and the thread that runs it, are found. */
export type EmbeddingFiles = { readonly modelFolder: string; readonly worker: string };

/** The compiled program has both; run from its sources it has no worker, since Node 20 cannot read TypeScript. */
export const EMBEDDING_FILES: EmbeddingFiles = {
  modelFolder: shippedDataPath(join('models', 'all-MiniLM-L6-v2')),
  worker: join(import.meta.dirname, 'worker.js'),
};

const PACKAGES = ['onnxruntime-node', '@huggingface/tokenizers'] as const;

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** What keeps the model from being run, as far as can be told without trying; undefined where nothing does. */
export function whatIsMissing({ modelFolder, worker }: EmbeddingFiles): string | undefined {
  const missing = PACKAGES.filter((name) => !isInstalled(name));
  if (missing.length > 0)
    return `not installed: ${missing.join(', ')}; \`npm ci\` installs them, MEANING=no does without`;
  if (!existsSync(join(modelFolder, 'onnx', 'model_quantized.onnx')))
    return `there is no model in ${modelFolder}`;
  return existsSync(worker) ? undefined : 'the program runs from its sources, uncompiled';
}
