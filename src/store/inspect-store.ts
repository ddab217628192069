import { DatabaseSync } from '@photostructure/sqlite';
import { z } from 'zod';
import { ConversationId } from '../conversation.ts';
import { MIGRATIONS } from './migrations.ts';
import { parseRecord } from './paper-row.ts';
import { toStoreError } from './sqlite-error.ts';

/** What a database holds, read without changing it; others may write to it meanwhile. */
export type StoreInspection = {
  /** Papers of the library, without those that somebody took out. */
  readonly papers: number;
  /** Of the database, and of this program. */
  readonly schema: number;
  readonly knownSchema: number;
  /** What SQLite's own check complains of first. */
  readonly damage: string | undefined;
};

const Count = z.object({ count: z.int() });
const Followed = z.object({ conversation: ConversationId });
const Check = z.object({ integrity_check: z.string() });

/** Throws where a paper is not what the program writes: SQLite's pages may be whole, and what stands in them not. */
function readPapers(database: InstanceType<typeof DatabaseSync>): void {
  for (const row of database.prepare('select shelf, document, identity, edits from papers').all())
    parseRecord(row, []);
}

/** @throws UserError as `openStore` does, where the file cannot be read as a database at all */
export function inspectStore(file: string): StoreInspection {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      const count = (sql: string) => Count.parse(database.prepare(sql).get()).count;
      const check = Check.parse(database.prepare('pragma integrity_check(1)').get()).integrity_check;
      const schema = count('select coalesce(max(id), 0) as count from migrations');
      if (check === 'ok' && schema === MIGRATIONS.length) readPapers(database);
      return {
        papers: count("select count(*) as count from papers where shelf = 'library'"),
        schema,
        knownSchema: MIGRATIONS.length,
        damage: check === 'ok' ? undefined : check,
      };
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}

/**
 * Conversations that follow something, each once; none where the database is older than following.
 *
 * @throws UserError where the file cannot be read
 */
export function followedConversations(file: string): ConversationId[] {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      const table = database
        .prepare("select 1 from sqlite_master where type = 'table' and name = 'rules'")
        .get();
      if (table === undefined) return [];
      const rows = database.prepare("select distinct conversation from rules where status = 'active'").all();
      return z
        .array(Followed)
        .parse(rows)
        .map(({ conversation }) => conversation);
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}

/** Whether a running bot holds its inbox (see open-inbox.ts), which is how one is told from none. */
export function isInboxHeld(file: string): boolean {
  let database: InstanceType<typeof DatabaseSync> | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    database.prepare('select count(*) from sqlite_master').get();
    return false;
  } catch (error) {
    const told = toStoreError(error, file);
    return told instanceof Error && 'code' in told && told.code === 'store-busy';
  } finally {
    database?.close();
  }
}
