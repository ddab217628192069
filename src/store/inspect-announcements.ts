import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import type { Post } from '../announcements/post.ts';
import type { Rule } from '../announcements/rule.ts';
import { createRecordStore } from './announcements/records.ts';
import { parseRule } from './announcements/rows.ts';
import { selectRules } from './announcements/rules.ts';
import type { Schema } from './schema.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';
import { toStoreError } from './sqlite-error.ts';

/** What is followed and which posts need somebody, read without changing it; others may write meanwhile. */
export type AnnouncementsInspection = {
  /** Those that were not removed, oldest first. */
  readonly rules: readonly Rule[];
  /** `unknown` and `rejected` ones, oldest first. */
  readonly troubles: readonly Post[];
};

/**
 * Nothing where the database is older than announcements.
 *
 * @throws UserError where the file cannot be read
 */
export async function inspectAnnouncements(file: string): Promise<AnnouncementsInspection> {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      const table = database.prepare("select 1 from sqlite_master where name = 'posts'").get();
      if (table === undefined) return { rules: [], troubles: [] };
      // Never destroyed: that would write the log into the file, which is not for a reader to do.
      const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(database) });
      const rows = await selectRules(db).where('status', '!=', 'removed').orderBy('id').execute();
      return { rules: rows.map(parseRule), troubles: await createRecordStore(db).troubles() };
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}
