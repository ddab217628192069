import type { Kysely } from 'kysely';

/** What the library was started from, and which of its papers came with the program and nobody has touched since. */
export async function createLibraryStart(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('library_start')
    .addColumn('started_from', 'text', (column) => column.primaryKey())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('starting_papers')
    .addColumn('paper_id', 'text', (column) =>
      column.primaryKey().references('papers.id').onDelete('cascade'),
    )
    .execute();
  // Its only claim said that a library was started, without saying from what.
  await db.schema.dropTable('claims').execute();
}
