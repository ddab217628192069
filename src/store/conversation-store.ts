import type { Kysely } from 'kysely';
import { AnswerContext } from '../answers/conversation/context.ts';
import type { ConversationStore, Side } from '../answers/conversation/conversation-store.ts';
import type { Schema } from './schema.ts';

export type ConversationStoreOptions = {
  readonly db: Kysely<Schema>;
  /** Turns a database's own error into one that says what to do. */
  readonly toStoreError: (error: unknown) => unknown;
};

/** A context as it was written; undefined where another version of the program wrote it otherwise. */
function read(text: string): AnswerContext | undefined {
  try {
    return AnswerContext.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Contexts beside the papers, so that a conversation goes on after a restart. */
export function createConversationStore({ db, toStoreError }: ConversationStoreOptions): ConversationStore {
  async function orExplain<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  function rowOf({ conversation, actorId }: Side) {
    return { conversation: conversation as string, actor: actorId };
  }

  return {
    load: (side, now) =>
      orExplain(async () => {
        const { conversation, actor } = rowOf(side);
        const row = await db
          .selectFrom('conversations')
          .select('context')
          .where('conversation', '=', conversation)
          .where('actor', '=', actor)
          .where('until', '>', now.toISOString())
          .executeTakeFirst();
        return row === undefined ? undefined : read(row.context);
      }),

    save: (side, context, { now, until }) =>
      orExplain(() =>
        db.transaction().execute(async (transaction) => {
          await transaction.deleteFrom('conversations').where('until', '<=', now.toISOString()).execute();
          await transaction
            .insertInto('conversations')
            .values({ ...rowOf(side), context: JSON.stringify(context), until: until.toISOString() })
            .onConflict((conflict) =>
              conflict.columns(['conversation', 'actor']).doUpdateSet((row) => ({
                context: row.ref('excluded.context'),
                until: row.ref('excluded.until'),
              })),
            )
            .execute();
        }),
      ),

    forget: (side) =>
      orExplain(async () => {
        const { conversation, actor } = rowOf(side);
        await db
          .deleteFrom('conversations')
          .where('conversation', '=', conversation)
          .where('actor', '=', actor)
          .execute();
      }),
  };
}
