import type { Kysely } from 'kysely';

/** What arXiv tells of a paper beside what its sources list. */
export async function createPaperDetails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('paper_details')
    .addColumn('paper_id', 'text', (column) =>
      column.primaryKey().references('papers.id').onDelete('cascade'),
    )
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .execute();
}
