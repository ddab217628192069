import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { z } from 'zod';
import type { Inbox, InboxEvent } from '../adapter.ts';
import { BotError, UserError } from '../errors.ts';
import { toStoreError } from './sqlite-error.ts';

export type InboxFile = Inbox & { close(): Promise<void> };

export type InboxOptions = {
  /** Path of a SQLite file of its own, made where it does not exist. */
  readonly file: string;
  readonly now: () => Date;
};

/** No platform repeats a delivery for as long as this; Slack's last retry comes after six minutes. */
const REMEMBER_MS = 24 * 60 * 60 * 1000;
const CLAIMS_BETWEEN_CLEANINGS = 1000;
/** A bot that is just leaving gives the file back within this time. */
const WAIT_FOR_OTHER_MS = 2000;

/**
 * The file is held alone for as long as it is open, and the system gives it back when the process dies, however it dies: so
 * it is also what keeps a second bot off the same library. A commit is not forced to the disk: it survives a killed process,
 * and what a power cut may cost is an unanswered question, while each acknowledgement would wait for the disk.
 */
function openDatabase(file: string): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: WAIT_FOR_OTHER_MS });
  try {
    // Not WAL: there, prepared statements would keep the lock after the file is closed, until they are collected.
    database.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = truncate; pragma synchronous = off;',
    );
    database.exec(`
      create table if not exists events (id text primary key, adapter text not null, payload text, received_at text not null);
      create index if not exists events_by_time on events (received_at);
      begin immediate; commit;
    `);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** It holds nothing lasting, so a damaged one is put aside and the bot starts with a new one. */
function openOrReplace(file: string): InstanceType<typeof DatabaseSync> {
  try {
    return openDatabase(file);
  } catch (error) {
    const told = toStoreError(error, file);
    if (!(told instanceof BotError) || told.code !== 'store-corrupt') throw error;
    renameSync(file, `${file}.damaged`);
    rmSync(`${file}-journal`, { force: true });
    return openDatabase(file);
  }
}

const EventRow = z.object({
  id: z.string(),
  adapter: z.string(),
  payload: z.string(),
  received_at: z.string(),
});

/** Statements are written out and kept prepared: every acknowledgement waits for one of them. */
function createInbox(database: InstanceType<typeof DatabaseSync>, now: () => Date): InboxFile {
  const insert = database.prepare(
    'insert into events (id, adapter, payload, received_at) values (?, ?, ?, ?) on conflict (id) do nothing',
  );
  const clear = database.prepare('update events set payload = null where id = ? and payload is not null');
  const forget = database.prepare('delete from events where received_at < ?');
  const select = database.prepare(
    'select id, adapter, payload, received_at from events where adapter = ? and payload is not null order by received_at, id',
  );
  let claims = 0;

  return {
    async claim({ id, adapter, payload }: InboxEvent) {
      if (claims++ % CLAIMS_BETWEEN_CLEANINGS === 0)
        forget.run(new Date(now().getTime() - REMEMBER_MS).toISOString());
      const { changes } = insert.run(id, adapter, payload ?? null, now().toISOString());
      return Number(changes) > 0;
    },

    async done(id) {
      clear.run(id);
    },

    async unfinished(adapter) {
      const rows = z.array(EventRow).parse(select.all(adapter));
      return rows.map(({ received_at, ...event }) => ({ ...event, receivedAt: new Date(received_at) }));
    },

    async close() {
      // The next read after this gives the lock back.
      database.exec('pragma locking_mode = normal');
      select.all('');
      database.close();
    },
  };
}

/**
 * Opens the platforms' inbox for one bot.
 *
 * @throws UserError `already-running` where another bot has it open; else as `openStore`
 */
export async function openInbox({ file, now }: InboxOptions): Promise<InboxFile> {
  try {
    return createInbox(openOrReplace(file), now);
  } catch (error) {
    const told = toStoreError(error, file);
    if (!(told instanceof BotError) || told.code !== 'store-busy') throw told;
    throw new UserError(
      `A bot is already running on this library (${file} is held). Stop it first, or set DATA_DIR to another folder.`,
      { code: 'already-running', cause: error },
    );
  }
}
