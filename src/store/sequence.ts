import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Takes `count` numbers of a sequence, from 1 on, and returns the first; in a transaction, so that none is skipped. */
export async function takeNumbers(db: Kysely<Schema>, name: string, count: number): Promise<number> {
  const row = await db
    .insertInto('counters')
    .values({ name, value: count })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((held) => ({ value: held('counters.value', '+', count) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(row.value) - count + 1;
}

/** Values in one statement: far below the limits of SQLite (32,766) and Postgres (65,535). */
export const BATCH = 2000;

export function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
