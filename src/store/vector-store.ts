import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Vector, VectorKey, VectorStore } from '../engine/embedder.ts';
import { PaperId } from '../paper.ts';
import type { Schema } from './schema.ts';

const VectorRow = z.object({ paper_id: PaperId, text: z.string(), vector: z.base64() });

/** Little-endian 32-bit floats in base64: 2 kB for 384 of them. */
function encode(vector: Vector): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function decode(text: string): Vector {
  // A copy, since a buffer from the pool may begin at any byte and floats may not.
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.byteLength / 4));
}

export type VectorStoreOptions = {
  readonly db: Kysely<Schema>;
  /** Turns a database's own error into one that says what to do. */
  readonly toStoreError: (error: unknown) => unknown;
};

/** Vectors beside the papers they are of: a paper that is removed takes its vector along. */
export function createVectorStore({ db, toStoreError }: VectorStoreOptions): VectorStore {
  async function read(model: string, keys: readonly VectorKey[]) {
    const wanted = new Map(keys.map(({ id, text }) => [id, text]));
    const rows = await db
      .selectFrom('vectors')
      .select(['paper_id', 'text', 'vector'])
      .where('model', '=', model)
      .where('paper_id', 'in', [...wanted.keys()])
      .execute();
    return rows
      .map((row) => VectorRow.parse(row))
      .filter(({ paper_id, text }) => wanted.get(paper_id) === text)
      .map(({ paper_id, text, vector }) => ({ id: paper_id, text, vector: decode(vector) }));
  }

  return {
    async read(model, keys) {
      try {
        return keys.length === 0 ? [] : await read(model, keys);
      } catch (error) {
        throw toStoreError(error);
      }
    },

    async write(model, vectors) {
      try {
        await db.transaction().execute(async (transaction) => {
          const ids = vectors.map(({ id }) => id);
          const held = await transaction.selectFrom('papers').select('id').where('id', 'in', ids).execute();
          const present = new Set<string>(held.map(({ id }) => id));
          const rows = vectors
            .filter(({ id }) => present.has(id))
            .map(({ id, text, vector }) => ({ paper_id: id, model, text, vector: encode(vector) }));
          if (rows.length === 0) return;
          await transaction
            .insertInto('vectors')
            .values(rows)
            .onConflict((conflict) =>
              conflict.column('paper_id').doUpdateSet((row) => ({
                model: row.ref('excluded.model'),
                text: row.ref('excluded.text'),
                vector: row.ref('excluded.vector'),
              })),
            )
            .execute();
        });
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}
