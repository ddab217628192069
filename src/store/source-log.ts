import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Poll } from '../library/arrival.ts';
import type { SourceHealth, SourceLog } from '../library/source-log.ts';
import type { Schema } from './schema.ts';
import { BATCH, batches } from './sequence.ts';

const MAX_REASON = 500;

const Instant = z.iso.datetime().transform((text) => new Date(text));
const OptionalInstant = Instant.nullable().transform((instant) => instant ?? undefined);

export const HealthRow = z
  .object({
    source: z.string(),
    checked_at: Instant,
    succeeded_at: OptionalInstant,
    brought_at: OptionalInstant,
    failing_since: OptionalInstant,
    failures: z.int(),
    reason: z.string().nullable(),
  })
  .transform(
    (row): SourceHealth => ({
      source: row.source,
      checkedAt: row.checked_at,
      succeededAt: row.succeeded_at,
      broughtAt: row.brought_at,
      failingSince: row.failing_since,
      failures: row.failures,
      reason: row.reason ?? undefined,
    }),
  );

async function unseenItems(db: Kysely<Schema>, source: string, ids: readonly string[]): Promise<string[]> {
  const unseen = new Set(ids);
  for (const batch of batches([...unseen], BATCH)) {
    const rows = await db
      .selectFrom('source_items')
      .select('item')
      .where('source', '=', source)
      .where('item', 'in', batch)
      .execute();
    for (const { item } of rows) unseen.delete(item);
  }
  return [...unseen];
}

async function recordSuccess(db: Kysely<Schema>, source: string, at: Date, hasBrought: boolean) {
  const time = at.toISOString();
  const fields = { checked_at: time, succeeded_at: time, failing_since: null, failures: 0, reason: null };
  const brought = hasBrought ? { brought_at: time } : {};
  await db
    .insertInto('source_health')
    .values({ source, brought_at: null, ...fields, ...brought })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ ...fields, ...brought }))
    .execute();
}

/** What the library's transaction keeps of a poll. */
export async function keepPoll(db: Kysely<Schema>, { source, cursor, seen, at }: Poll): Promise<void> {
  const time = at.toISOString();
  const unseen = await unseenItems(db, source, seen);
  for (const batch of batches(unseen, BATCH / 4)) {
    await db
      .insertInto('source_items')
      .values(batch.map((item) => ({ source, item, seen_at: time })))
      .execute();
  }
  await db
    .insertInto('source_cursors')
    .values({ source, cursor, polled_at: time })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ cursor, polled_at: time }))
    .execute();
  await recordSuccess(db, source, at, unseen.length > 0);
}

export type SourceLogOptions = {
  readonly db: Kysely<Schema>;
  /** Turns a database's own error into one that says what to do. */
  readonly toStoreError: (error: unknown) => unknown;
};

/** Where the sources stand, beside the papers that they brought. */
export function createSourceLog({ db, toStoreError }: SourceLogOptions): SourceLog {
  async function orExplain<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  const cursor: SourceLog['cursor'] = (source) =>
    orExplain(async () => {
      const row = await db
        .selectFrom('source_cursors')
        .selectAll()
        .where('source', '=', source)
        .executeTakeFirst();
      return row && { cursor: row.cursor, polledAt: Instant.parse(row.polled_at) };
    });

  return {
    cursor,
    isBaseline: async (source) => (await cursor(source)) === undefined,
    unseen: (source, ids) => orExplain(() => unseenItems(db, source, ids)),
    succeeded: (source, at) => orExplain(() => recordSuccess(db, source, at, false)),

    failed: (source, at, reason) =>
      orExplain(async () => {
        const time = at.toISOString();
        const told = reason.slice(0, MAX_REASON);
        await db
          .insertInto('source_health')
          .values({
            source,
            checked_at: time,
            succeeded_at: null,
            brought_at: null,
            failing_since: time,
            failures: 1,
            reason: told,
          })
          .onConflict((conflict) =>
            conflict.column('source').doUpdateSet(({ fn, ref, val, eb }) => ({
              checked_at: time,
              failing_since: fn.coalesce(ref('source_health.failing_since'), val(time)),
              failures: eb('source_health.failures', '+', 1),
              reason: told,
            })),
          )
          .execute();
      }),

    health: () =>
      orExplain(async () => {
        const rows = await db.selectFrom('source_health').selectAll().orderBy('source').execute();
        return rows.map((row) => HealthRow.parse(row));
      }),
  };
}
