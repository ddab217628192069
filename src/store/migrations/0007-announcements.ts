import { type Kysely, sql } from 'kysely';

/** Who follows what, what was told where, and the messages that told it. Papers are named, not referred to: what was told stays told. */
export async function createAnnouncements(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rules')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('is_direct', 'integer', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('owner_name', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('subject_key', 'text', (column) => column.notNull())
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('after_sequence', 'bigint', (column) => column.notNull())
    .addColumn('matched_through', 'bigint')
    .addColumn('last_date', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createIndex('rules_of_conversation')
    .on('rules')
    .columns(['conversation', 'subject_key'])
    .unique()
    .where(sql`status`, '!=', sql`'removed'`)
    .execute();

  await db.schema
    .createTable('saved')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('saved_pk', ['actor', 'paper_id'])
    .execute();
  await db.schema.createIndex('saved_by_paper').on('saved').column('paper_id').execute();

  await db.schema
    .createTable('posts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('lease', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('first_tried_at', 'text')
    .addColumn('thread_of', 'text')
    .addColumn('message_ref', 'text')
    .addColumn('reason', 'text')
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .addUniqueConstraint('posts_once', ['conversation', 'slot', 'part'])
    .execute();
  await db.schema.createIndex('posts_open').on('posts').columns(['state', 'next_at']).execute();

  await db.schema
    .createTable('deliveries')
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('post_id', 'text')
    .addColumn('place', 'integer')
    .addUniqueConstraint('deliveries_once', ['conversation', 'paper_id', 'kind'])
    .execute();
  await db.schema.createIndex('deliveries_by_state').on('deliveries').column('state').execute();
  await db.schema.createIndex('deliveries_by_paper').on('deliveries').column('paper_id').execute();
  await db.schema.createIndex('deliveries_of_post').on('deliveries').column('post_id').execute();

  await db.schema
    .createTable('delivery_rules')
    .addColumn('rule_id', 'integer', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('paper_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('rank', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('delivery_rules_pk', ['conversation', 'paper_id', 'kind', 'rule_id'])
    .execute();

  await db.schema
    .createTable('post_pauses')
    .addColumn('conversation', 'text', (column) => column.primaryKey())
    .addColumn('until', 'text', (column) => column.notNull())
    .execute();
}
