import { type Kysely, sql } from 'kysely';

/** News of papers, and where each source stands. */
export async function createSources(db: Kysely<unknown>): Promise<void> {
  // No reference to papers: what arrived stays told when the paper is gone.
  await db.schema
    .createTable('arrivals')
    .addColumn('sequence', 'bigint', (column) => column.primaryKey())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('arrived_at', 'text', (column) => column.notNull())
    .addColumn('announced_on', 'text')
    .addColumn('matched_at', 'text')
    .execute();
  await db.schema.createIndex('arrivals_by_paper').on('arrivals').column('paper_id').execute();
  await db.schema
    .createIndex('arrivals_unmatched')
    .on('arrivals')
    .column('sequence')
    .where(sql`matched_at`, 'is', null)
    .execute();

  await db.schema
    .createTable('source_cursors')
    .addColumn('source', 'text', (column) => column.primaryKey())
    .addColumn('cursor', 'text', (column) => column.notNull())
    .addColumn('polled_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('source_items')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('source_items_pk', ['source', 'item'])
    .execute();
  await db.schema
    .createTable('source_health')
    .addColumn('source', 'text', (column) => column.primaryKey())
    .addColumn('checked_at', 'text', (column) => column.notNull())
    .addColumn('succeeded_at', 'text')
    .addColumn('brought_at', 'text')
    .addColumn('failing_since', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('reason', 'text')
    .execute();
}
