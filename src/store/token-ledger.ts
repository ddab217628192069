import { type Kysely, sql, type Transaction } from 'kysely';
import type { TokenLedger } from '../language-model/token-ledger.ts';
import type { Schema } from './schema.ts';

const PREFIX = 'tokens-of-';

export type TokenLedgerOptions = {
  readonly db: Kysely<Schema>;
  /** Turns a database's own error into one that says what to do. */
  readonly toStoreError: (error: unknown) => unknown;
};

/** One counter a day; those of days before are dropped when a new one begins. */
export function createTokenLedger({ db, toStoreError }: TokenLedgerOptions): TokenLedger {
  async function inTransaction<Result>(work: (transaction: Transaction<Schema>) => Promise<Result>) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return {
    take: (day, tokens, limit) =>
      inTransaction(async (transaction) => {
        const name = `${PREFIX}${day}`;
        const counter = await transaction
          .selectFrom('counters')
          .select('value')
          .where('name', '=', name)
          .executeTakeFirst();
        const value = (counter?.value ?? 0) + tokens;
        if (value > limit) return false;
        if (counter === undefined)
          await transaction
            .deleteFrom('counters')
            .where('name', 'like', `${PREFIX}%`)
            .where('name', '<', name)
            .execute();
        await transaction
          .insertInto('counters')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
        return true;
      }),

    giveBack: async (day, tokens) => {
      await inTransaction((transaction) =>
        transaction
          .updateTable('counters')
          .set({ value: sql<number>`case when value > ${tokens} then value - ${tokens} else 0 end` })
          .where('name', '=', `${PREFIX}${day}`)
          .execute(),
      );
    },
  };
}
