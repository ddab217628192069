import type { Kysely } from 'kysely';

/** What a paper was ever found by, and its corrections before each edit. */
export async function createPaperMemory(db: Kysely<unknown>): Promise<void> {
  // Null: written before this migration, and found by what the document says.
  await db.schema.alterTable('papers').addColumn('identity', 'text').execute();
  await db.schema
    .alterTable('papers')
    .addColumn('edits', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
}
