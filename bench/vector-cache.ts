import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredVector, Vector, VectorStore } from '../src/engine/embedder.ts';

/** Vectors of collections, kept between runs: a collection of thousands takes minutes. */

const FOLDER = join('node_modules', '.cache', 'labrarian');
/** Bytes of a text's fingerprint before its vector. */
const KEY = 16;

function readVectors(file: string, width: number): Map<string, Vector> {
  const vectors = new Map<string, Vector>();
  if (!existsSync(file)) return vectors;
  const bytes = readFileSync(file);
  const record = KEY + 4 * width;
  for (let at = 0; at + record <= bytes.length; at += record) {
    const numbers = Uint8Array.from(bytes.subarray(at + KEY, at + record));
    vectors.set(bytes.toString('hex', at, at + KEY), new Float32Array(numbers.buffer));
  }
  return vectors;
}

/** A store in one file a model, by text alone: whichever collection a text stands in, its vector is the same. */
export function createVectorCache(width = 384): VectorStore {
  const known = new Map<string, Map<string, Vector>>();

  function vectorsOf(model: string): Map<string, Vector> {
    const held = known.get(model) ?? readVectors(join(FOLDER, `${model}.vectors`), width);
    known.set(model, held);
    return held;
  }

  return {
    async read(model, keys) {
      const vectors = vectorsOf(model);
      return keys.flatMap((key): StoredVector[] => {
        const vector = vectors.get(key.text);
        return vector === undefined ? [] : [{ ...key, vector }];
      });
    },
    async write(model, made) {
      mkdirSync(FOLDER, { recursive: true });
      const records = made.flatMap(({ text, vector }) => [
        Buffer.from(text, 'hex'),
        Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
      ]);
      appendFileSync(join(FOLDER, `${model}.vectors`), Buffer.concat(records));
      for (const { text, vector } of made) vectorsOf(model).set(text, vector);
    },
  };
}
