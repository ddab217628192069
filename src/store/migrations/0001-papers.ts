import type { Kysely } from 'kysely';

/** Papers, what they are found by, corrections by hand, and the change feed. */
export async function createPapers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('papers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('shelf', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('papers_by_shelf').on('papers').columns(['shelf', 'date desc', 'id']).execute();

  await db.schema
    .createTable('paper_keys')
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull().references('papers.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('paper_keys_pk', ['key', 'paper_id'])
    .execute();
  await db.schema.createIndex('paper_keys_by_paper').on('paper_keys').column('paper_id').execute();

  await db.schema
    .createTable('corrections')
    .addColumn('paper_id', 'text', (column) => column.notNull().references('papers.id').onDelete('cascade'))
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('corrections_pk', ['paper_id', 'field'])
    .execute();

  // No reference to papers: a removed paper's last change is told for ever.
  await db.schema
    .createTable('changes')
    .addColumn('paper_id', 'text', (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('counters')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('claims')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .execute();
}
