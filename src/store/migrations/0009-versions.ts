import { type Kysely, sql } from 'kysely';

/**
 * Versions are told one by one: which one a delivery tells is part of what there is once. A table's key cannot be changed, so both
 * are made anew. Which version the deliveries of before told nobody wrote down: 0, earlier than any that comes.
 */
export async function tellVersionsApart(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('arrivals').addColumn('version', 'integer').execute();

  await db.schema
    .createTable('deliveries_by_version')
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('post_id', 'text')
    .addColumn('place', 'integer')
    .addUniqueConstraint('deliveries_version_once', ['conversation', 'paper_id', 'kind', 'version'])
    .execute();
  await sql`insert into deliveries_by_version (conversation, paper_id, kind, version, state, sequence, post_id, place)
    select conversation, paper_id, kind, 0, state, sequence, post_id, place from deliveries`.execute(db);
  await db.schema.dropTable('deliveries').execute();
  await db.schema.alterTable('deliveries_by_version').renameTo('deliveries').execute();
  await db.schema.createIndex('deliveries_by_state').on('deliveries').column('state').execute();
  await db.schema.createIndex('deliveries_by_paper').on('deliveries').column('paper_id').execute();
  await db.schema.createIndex('deliveries_of_post').on('deliveries').column('post_id').execute();

  await db.schema
    .createTable('delivery_rules_by_version')
    .addColumn('rule_id', 'integer', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('rank', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('delivery_rules_version_pk', [
      'conversation',
      'paper_id',
      'kind',
      'version',
      'rule_id',
    ])
    .execute();
  await sql`insert into delivery_rules_by_version (rule_id, conversation, paper_id, kind, version, reasons, rank)
    select rule_id, conversation, paper_id, kind, 0, reasons, rank from delivery_rules`.execute(db);
  await db.schema.dropTable('delivery_rules').execute();
  await db.schema.alterTable('delivery_rules_by_version').renameTo('delivery_rules').execute();
}
