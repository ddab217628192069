import type { Kysely } from 'kysely';

/** What each person's side of a conversation remembers, for as long as it goes on. */
export async function createConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('context', 'text', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversations_pk', ['conversation', 'actor'])
    .execute();
  await db.schema.createIndex('conversations_by_until').on('conversations').column('until').execute();
}
