import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { ImmediateSqliteDialect } from '../../src/store/sqlite-dialect.ts';

/** SQLite itself ends a transaction where the disk is full; `rollback` in a trigger is how that can be had without one. */
it('tells why a transaction failed that SQLite has ended by itself', async () => {
  const db = new Kysely<unknown>({ dialect: new ImmediateSqliteDialect(new DatabaseSync(':memory:')) });
  await sql`create table papers (id text)`.execute(db);
  await sql`create trigger full before insert on papers begin select raise(rollback, 'the disk is full'); end`.execute(
    db,
  );

  const insert = db
    .transaction()
    .execute((transaction) => sql`insert into papers values ('a')`.execute(transaction));

  await expect(insert).rejects.toThrow('the disk is full');
  await db.transaction().execute((transaction) => sql`delete from papers`.execute(transaction));
  await db.destroy();
});

it('takes back what a failed transaction has written', async () => {
  const db = new Kysely<unknown>({ dialect: new ImmediateSqliteDialect(new DatabaseSync(':memory:')) });
  await sql`create table papers (id text)`.execute(db);

  const failed = db.transaction().execute(async (transaction) => {
    await sql`insert into papers values ('a')`.execute(transaction);
    throw new Error('half way');
  });

  await expect(failed).rejects.toThrow('half way');
  expect((await sql`select id from papers`.execute(db)).rows).toEqual([]);
  await db.destroy();
});
