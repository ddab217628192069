import type { Kysely } from 'kysely';
import type { AnnouncementStore } from '../../announcements/announcement-store.ts';
import type { Schema } from '../schema.ts';
import { createEraseStore } from './erase.ts';
import { createMatchStore } from './matches.ts';
import { createPostStore } from './posts.ts';
import { createRecordStore } from './records.ts';
import { createRuleStore } from './rules.ts';

export type AnnouncementStoreOptions = {
  readonly db: Kysely<Schema>;
  /** Turns a database's own error into one that says what to do. */
  readonly toStoreError: (error: unknown) => unknown;
};

type Methods = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;

/** The same methods, whose errors are explained. */
function explained<Store extends Methods>(store: Store, toStoreError: (error: unknown) => unknown): Store {
  const entries = Object.entries(store).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  ]);
  // Every method is there under its name, which the compiler cannot follow.
  return Object.fromEntries(entries) as Store;
}

/** The ledger of what is followed and what was told, over any database that Kysely speaks to. */
export function createAnnouncementStore({ db, toStoreError }: AnnouncementStoreOptions): AnnouncementStore {
  const transact = <Result>(work: (transaction: Kysely<Schema>) => Promise<Result>) =>
    db.transaction().execute(work);
  return explained(
    {
      ...createRuleStore(db, transact),
      ...createMatchStore(db, transact),
      ...createPostStore(db, transact),
      ...createRecordStore(db),
      ...createEraseStore(transact),
    },
    toStoreError,
  );
}
