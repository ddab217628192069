import type { Kysely } from 'kysely';

/** What papers mean, as a model tells it: one vector a paper. */
export async function createVectors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('vectors')
    .addColumn('paper_id', 'text', (column) =>
      column.primaryKey().references('papers.id').onDelete('cascade'),
    )
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('vector', 'text', (column) => column.notNull())
    .execute();
}
