import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import type { AnnouncementStore } from '../announcements/announcement-store.ts';
import type { ConversationStore } from '../answers/conversation/conversation-store.ts';
import type { VectorStore } from '../engine/embedder.ts';
import { BotError } from '../errors.ts';
import type { TokenLedger } from '../language-model/token-ledger.ts';
import type { PaperStore } from '../library/paper-store.ts';
import type { SourceLog } from '../library/source-log.ts';
import { createAnnouncementStore } from './announcements/create-announcement-store.ts';
import { createConversationStore } from './conversation-store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { createPaperStore } from './paper-store.ts';
import type { Schema } from './schema.ts';
import { createSourceLog } from './source-log.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';
import { backupsFolder, damagedDatabase, toStoreError } from './sqlite-error.ts';
import { createTokenLedger } from './token-ledger.ts';
import { createVectorStore } from './vector-store.ts';

export type Store = {
  readonly papers: PaperStore;
  readonly vectors: VectorStore;
  readonly tokens: TokenLedger;
  readonly conversations: ConversationStore;
  readonly announcements: AnnouncementStore;
  readonly sources: SourceLog;
  /** Writes a whole copy to a file that does not exist yet. */
  copyTo(path: string): void;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** Path of the SQLite file, made where it does not exist; `:memory:` for one that lives as long as the store. */
  readonly file: string;
  readonly now: Date;
  /** Default: the program's. */
  readonly migrations?: readonly Migration[];
};

/** Bytes of the smallest page, of which the first holds the header: https://www.sqlite.org/fileformat.html */
const SMALLEST_DATABASE = 512;

/** How long a writer waits for another process's transaction. */
const BUSY_TIMEOUT_MS = 15_000;

function openDatabase(file: string): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    // A commit is on the disk when it is told: WAL alone may lose the last ones with the power.
    database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function copyDatabase(database: InstanceType<typeof DatabaseSync>, path: string): void {
  try {
    database.prepare('vacuum into ?').run(path);
    const descriptor = openSync(path, 'r+');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    throw toStoreError(error, path);
  }
}

function isSound(database: InstanceType<typeof DatabaseSync>): boolean {
  try {
    const [row] = database.prepare('pragma integrity_check(1)').all();
    return row !== undefined && Object.values(row)[0] === 'ok';
  } catch {
    return false;
  }
}

/** What cannot be explained otherwise may come of pages that hold something else than was written. */
function explained(error: unknown, database: InstanceType<typeof DatabaseSync>, file: string): unknown {
  const told = toStoreError(error, file);
  if (told instanceof BotError || isSound(database)) return told;
  return damagedDatabase(file, error);
}

/** A whole, consistent copy beside the database, while others may write to it. */
function keepCopyOf(database: InstanceType<typeof DatabaseSync>, file: string, now: Date) {
  return (version: number) => {
    const folder = backupsFolder(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stamp = now.toISOString().replace(/[:.]/g, '-');
    const copy = join(folder, `schema-${version}-${stamp}-${process.pid}.sqlite`);
    if (!existsSync(copy)) copyDatabase(database, copy);
  };
}

/**
 * Opens the lab's database and brings it to the program's schema. Several processes may have it open.
 * Throws UserError: `store-newer`, `store-corrupt`, `store-busy`, `store-unwritable`.
 */
export async function openStore({ file, now, migrations = MIGRATIONS }: StoreOptions): Promise<Store> {
  try {
    // SQLite would take an empty file for a new database, and the lab's papers would seem to be none.
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size !== undefined && size < SMALLEST_DATABASE) throw damagedDatabase(file);
    const database = openDatabase(file);
    const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(database) });
    try {
      await migrate(db, { migrations, now, keepCopy: keepCopyOf(database, file, now) });
    } catch (error) {
      const told = explained(error, database, file);
      await db.destroy();
      throw told;
    }
    const parts = { db, toStoreError: (error: unknown) => explained(error, database, file) };
    return {
      papers: createPaperStore(parts),
      vectors: createVectorStore(parts),
      tokens: createTokenLedger(parts),
      conversations: createConversationStore(parts),
      announcements: createAnnouncementStore(parts),
      sources: createSourceLog(parts),
      copyTo: (path) => copyDatabase(database, path),
      close: () =>
        db.destroy().catch((error: unknown) => {
          throw toStoreError(error, file);
        }),
    };
  } catch (error) {
    throw toStoreError(error, file);
  }
}
