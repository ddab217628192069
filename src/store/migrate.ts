import { type Kysely, sql } from 'kysely';
import { UserError } from '../errors.ts';
import type { Migration } from './migrations.ts';
import type { Schema } from './schema.ts';

/** The number of the newest migration that the database has had; 0 for a new one. */
export async function schemaVersion(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('migrations')
    .select(({ fn }) => fn.max('id').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

type MigrateOptions = {
  readonly migrations: readonly Migration[];
  readonly now: Date;
  /** Called before the first change to a database that holds something. */
  readonly keepCopy: (version: number) => void;
};

/** Runs one migration; the claim is its first statement, so of two processes the second waits and then finds it done. */
async function runMigration(db: Kysely<Schema>, id: number, migration: Migration, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const claim = await transaction
      .insertInto('migrations')
      .values({ id, name: migration.name, applied_at: now.toISOString() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    // biome-ignore lint/suspicious/noExplicitAny: a migration changes the schema, so it knows none.
    if (claim !== undefined) await migration.up(transaction as Kysely<any>);
  });
}

/**
 * Brings a database to the program's schema, whatever other processes do at the same time.
 * Throws UserError (`store-newer`) where the database is ahead of the program.
 */
export async function migrate(db: Kysely<Schema>, { migrations, now, keepCopy }: MigrateOptions) {
  await sql`create table if not exists migrations (id integer primary key, name text not null, applied_at text not null)`.execute(
    db,
  );
  const version = await schemaVersion(db);
  if (version > migrations.length) {
    throw new UserError(
      `The database was made by a newer Labrarian (schema ${version}; this one knows ${migrations.length}). ` +
        'Update the program, or set DATA_DIR to another folder.',
      { code: 'store-newer' },
    );
  }
  if (version > 0 && version < migrations.length) keepCopy(version);
  for (const [index, migration] of migrations.entries()) {
    if (index >= version) await runMigration(db, index + 1, migration, now);
  }
}
