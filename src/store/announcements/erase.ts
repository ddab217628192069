import { type Kysely, type SqlBool, sql } from 'kysely';
import type { EraseStore } from '../../announcements/announcement-store.ts';
import { personConversation } from '../../announcements/post.ts';
import type { Schema } from '../schema.ts';

type Db = Kysely<Schema>;
type Transact = <Result>(work: (transaction: Db) => Promise<Result>) => Promise<Result>;

/** Whoever is erased stays the owner of a channel's rules, without a name. */
const NOBODY = { owner_id: 'nobody', owner_name: '' };

const PLACED = ['deliveries', 'delivery_rules', 'posts', 'post_pauses', 'rules'] as const;

/** Deletes what belongs to conversations; tells how many rules and posts there were. */
async function eraseConversations(db: Db, isOne: (column: string) => ReturnType<typeof sql<SqlBool>>) {
  const counts = { rules: 0, posts: 0 };
  for (const table of PLACED) {
    const { numDeletedRows } = await db
      .deleteFrom(table)
      .where(isOne('conversation'))
      .executeTakeFirstOrThrow();
    if (table === 'rules' || table === 'posts') counts[table] = Number(numDeletedRows);
  }
  return counts;
}

/** Erasing over any database that Kysely speaks to; `transact` runs a transaction. */
export function createEraseStore(transact: Transact): EraseStore {
  return {
    erasePerson: (actor) =>
      transact(async (transaction) => {
        const direct = await transaction
          .selectFrom('rules')
          .select('conversation')
          .distinct()
          .where('owner_id', '=', actor)
          .where('is_direct', '=', 1)
          .execute();
        const places = [personConversation(actor), ...direct.map(({ conversation }) => conversation)];
        const erased = await eraseConversations(
          transaction,
          (column) => sql<SqlBool>`${sql.ref(column)} in (${sql.join(places)})`,
        );
        const saved = await transaction
          .deleteFrom('saved')
          .where('actor', '=', actor)
          .executeTakeFirstOrThrow();
        const remembered = await transaction
          .deleteFrom('conversations')
          .where('actor', '=', actor)
          .executeTakeFirstOrThrow();
        const owned = await transaction
          .updateTable('rules')
          .set(NOBODY)
          .where('owner_id', '=', actor)
          .executeTakeFirstOrThrow();
        return {
          ...erased,
          saved: Number(saved.numDeletedRows),
          conversations: Number(remembered.numDeletedRows),
          ownedElsewhere: Number(owned.numUpdatedRows),
        };
      }),

    erasePlaces: (prefix) =>
      transact(async (transaction) => {
        const begins = (column: string, start: string) =>
          sql<SqlBool>`substr(${sql.ref(column)}, 1, ${start.length}) = ${start}`;
        const people = personConversation(prefix);
        const erased = await eraseConversations(
          transaction,
          (column) => sql<SqlBool>`(${begins(column, prefix)} or ${begins(column, people)})`,
        );
        const saved = await transaction
          .deleteFrom('saved')
          .where(begins('actor', prefix))
          .executeTakeFirstOrThrow();
        const remembered = await transaction
          .deleteFrom('conversations')
          .where(sql<SqlBool>`(${begins('conversation', prefix)} or ${begins('actor', prefix)})`)
          .executeTakeFirstOrThrow();
        return {
          ...erased,
          saved: Number(saved.numDeletedRows),
          conversations: Number(remembered.numDeletedRows),
          ownedElsewhere: 0,
        };
      }),
  };
}
