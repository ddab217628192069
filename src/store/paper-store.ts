import type { Kysely } from 'kysely';
import type { PaperDetails } from '../library/paper-details.ts';
import type {
  PaperReader,
  PaperRecord,
  PaperRow,
  PaperStore,
  PaperTransaction,
} from '../library/paper-store.ts';
import { PaperId } from '../paper.ts';
import { moveDeliveries, retractDeliveries } from './announcements/matches.ts';
import { addArrivals, arrivalsAfter, arrivalsOf, retractArrivals } from './arrivals.ts';
import { parseChange, parseDetails, parseRecord, REMOVED } from './paper-row.ts';
import type { Schema } from './schema.ts';
import { BATCH, batches, takeNumbers } from './sequence.ts';
import { keepPoll } from './source-log.ts';

const PAPER_SEQUENCE = 'papers';

const PAPER_COLUMNS = ['id', 'shelf', 'document', 'identity', 'edits'] as const;
type PaperTableRow = Pick<Schema['papers'], (typeof PAPER_COLUMNS)[number]>;

type CorrectionTableRow = Schema['corrections'];

/** Few papers have corrections, so these are read whole when many papers are. */
function readCorrections(db: Kysely<Schema>, ids: readonly string[]): Promise<CorrectionTableRow[]> {
  const all = db.selectFrom('corrections').selectAll();
  return (ids.length <= BATCH ? all.where('paper_id', 'in', ids) : all).execute();
}

/** Of few papers as of many: a library that was asked about has them for most. */
async function readDetails(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PaperDetails>> {
  const all = db.selectFrom('paper_details').select(['paper_id', 'details']);
  const rows = await (ids.length <= BATCH ? all.where('paper_id', 'in', ids) : all).execute();
  return new Map(rows.map((row) => [row.paper_id, parseDetails(row)]));
}

async function toRecords(
  db: Kysely<Schema>,
  rows: readonly PaperTableRow[],
): Promise<readonly PaperRecord[]> {
  if (rows.length === 0) return [];
  const byPaper = new Map<string, CorrectionTableRow[]>(rows.map(({ id }) => [id, []]));
  for (const correction of await readCorrections(db, [...byPaper.keys()])) {
    byPaper.get(correction.paper_id)?.push(correction);
  }
  const details = await readDetails(db, [...byPaper.keys()]);
  return rows.map((row) => parseRecord(row, byPaper.get(row.id) ?? [], details.get(row.id)));
}

function createReader(db: Kysely<Schema>): PaperReader {
  return {
    async list(shelf, page) {
      const { after, limit } = page ?? {};
      let query = db
        .selectFrom('papers')
        .select(PAPER_COLUMNS)
        .where('shelf', '=', shelf)
        .orderBy('date', 'desc')
        .orderBy('id');
      if (after !== undefined)
        query = query.where(({ eb, or, and }) =>
          or([eb('date', '<', after.date), and([eb('date', '=', after.date), eb('id', '>', after.id)])]),
        );
      if (limit !== undefined) query = query.limit(limit);
      return toRecords(db, await query.execute());
    },

    async startingIds() {
      const rows = await db.selectFrom('starting_papers').select('paper_id').orderBy('paper_id').execute();
      return rows.map(({ paper_id }) => PaperId.parse(paper_id));
    },

    async get(id) {
      const row = await db
        .selectFrom('papers')
        .select(PAPER_COLUMNS)
        .where('id', '=', id)
        .where('shelf', '!=', REMOVED)
        .executeTakeFirst();
      return row === undefined ? undefined : (await toRecords(db, [row]))[0];
    },
  };
}

async function tellChanges(db: Kysely<Schema>, ids: readonly string[], kind: 'upsert' | 'remove') {
  for (const batch of batches(ids, BATCH / 4)) {
    const first = await takeNumbers(db, PAPER_SEQUENCE, batch.length);
    await db
      .insertInto('changes')
      .values(batch.map((paper_id, index) => ({ paper_id, sequence: first + index, kind })))
      .onConflict((conflict) =>
        conflict
          .column('paper_id')
          .doUpdateSet((row) => ({ sequence: row.ref('excluded.sequence'), kind: row.ref('excluded.kind') })),
      )
      .execute();
  }
}

async function putPapers(db: Kysely<Schema>, rows: readonly PaperRow[]): Promise<void> {
  await db
    .insertInto('papers')
    .values(
      rows.map(({ ingested, date, identity, edits }) => ({
        id: ingested.id,
        shelf: ingested.shelf,
        date,
        document: JSON.stringify(ingested),
        identity: JSON.stringify(identity),
        edits: JSON.stringify(edits),
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        shelf: row.ref('excluded.shelf'),
        date: row.ref('excluded.date'),
        document: row.ref('excluded.document'),
        identity: row.ref('excluded.identity'),
        edits: row.ref('excluded.edits'),
      })),
    )
    .execute();
}

async function replaceKeys(db: Kysely<Schema>, rows: readonly PaperRow[]): Promise<void> {
  const ids = rows.map(({ ingested }) => ingested.id);
  await db.deleteFrom('paper_keys').where('paper_id', 'in', ids).execute();
  const keys = rows.flatMap(({ ingested, keys }) => keys.map((key) => ({ key, paper_id: ingested.id })));
  for (const batch of batches(keys, BATCH / 2)) await db.insertInto('paper_keys').values(batch).execute();
}

async function replaceCorrections(db: Kysely<Schema>, rows: readonly PaperRow[]): Promise<void> {
  const ids = rows.map(({ ingested }) => ingested.id);
  await db.deleteFrom('corrections').where('paper_id', 'in', ids).execute();
  const corrections = rows.flatMap(({ ingested, corrections }) =>
    Object.entries(corrections).map(([field, value]) => ({ paper_id: ingested.id, field, value })),
  );
  for (const batch of batches(corrections, BATCH / 4)) {
    await db.insertInto('corrections').values(batch).execute();
  }
}

async function adoptPapers(db: Kysely<Schema>, ids: readonly string[]): Promise<void> {
  for (const batch of batches(ids, BATCH)) {
    await db.deleteFrom('starting_papers').where('paper_id', 'in', batch).execute();
  }
}

async function putRows(db: Kysely<Schema>, rows: readonly PaperRow[]): Promise<void> {
  for (const batch of batches(rows, BATCH / 4)) {
    await putPapers(db, batch);
    await replaceKeys(db, batch);
    await replaceCorrections(db, batch);
  }
  await tellChanges(
    db,
    rows.map(({ ingested }) => ingested.id),
    'upsert',
  );
}

async function removePapers(db: Kysely<Schema>, ids: readonly PaperId[]): Promise<void> {
  for (const batch of batches(ids, BATCH)) {
    const removed = await db.deleteFrom('papers').where('id', 'in', batch).returning('id').execute();
    await tellChanges(
      db,
      removed.map(({ id }) => id),
      'remove',
    );
  }
}

function createTransaction(db: Kysely<Schema>): PaperTransaction {
  return {
    ...createReader(db),

    put: (rows) => putRows(db, rows),

    async start(from, rows, now) {
      await db
        .insertInto('library_start')
        .values({ started_from: from, started_at: now.toISOString() })
        .execute();
      await putRows(db, rows);
      for (const batch of batches(rows, BATCH)) {
        const ids = batch.map(({ ingested }) => ({ paper_id: ingested.id }));
        if (from === 'shipped') await db.insertInto('starting_papers').values(ids).execute();
      }
    },

    adopt: (ids) => adoptPapers(db, ids),

    async findByKeys(keys) {
      const rows = new Map<string, PaperTableRow>();
      for (const batch of batches(keys, BATCH)) {
        const found = await db
          .selectFrom('papers')
          .select(PAPER_COLUMNS)
          .where('id', 'in', (query) =>
            query.selectFrom('paper_keys').select('paper_id').where('key', 'in', batch),
          )
          .execute();
        for (const row of found) rows.set(row.id, row);
      }
      return toRecords(db, [...rows.values()]);
    },

    async ids() {
      const rows = await db.selectFrom('papers').select('id').execute();
      return new Set(rows.map(({ id }) => id));
    },

    async setAside(ids) {
      for (const batch of batches(ids, BATCH)) {
        await db.updateTable('papers').set({ shelf: REMOVED }).where('id', 'in', batch).execute();
      }
      await adoptPapers(db, ids);
      await tellChanges(db, ids, 'remove');
    },

    remove: (ids) => removePapers(db, ids),

    async replace(successors) {
      for (const [id, paper_id] of successors) {
        await db.updateTable('arrivals').set({ paper_id }).where('paper_id', '=', id).execute();
        await moveDeliveries(db, id, paper_id);
      }
      await removePapers(db, [...successors.keys()]);
    },

    async putDetails(details, at) {
      const asked_at = at.toISOString();
      for (const [paper_id, one] of details) {
        const told = { details: JSON.stringify(one), asked_at };
        await db
          .insertInto('paper_details')
          .values({ paper_id, ...told })
          .onConflict((conflict) => conflict.column('paper_id').doUpdateSet(told))
          .execute();
      }
      await tellChanges(db, [...details.keys()], 'upsert');
    },

    async find(id) {
      const row = await db.selectFrom('papers').select(PAPER_COLUMNS).where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : (await toRecords(db, [row]))[0];
    },

    arrivalsOf: (id) => arrivalsOf(db, id),
    async retract(id, source) {
      await retractDeliveries(db, id, source);
      await retractArrivals(db, id, source);
    },
    arrive: (arrivals) => addArrivals(db, arrivals),
    keepPoll: (poll) => keepPoll(db, poll),
  };
}

export type PaperStoreOptions = {
  readonly db: Kysely<Schema>;
  /** Turns a database's own error into one that says what to do. */
  readonly toStoreError: (error: unknown) => unknown;
};

/** The library's store over any database that Kysely speaks to. */
export function createPaperStore({ db, toStoreError }: PaperStoreOptions): PaperStore {
  const reader = createReader(db);

  async function guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return {
    list: (shelf, page) => guard(() => reader.list(shelf, page)),
    get: (id: PaperId) => guard(() => reader.get(id)),
    startingIds: () => guard(() => reader.startingIds()),

    arrivalsAfter: (sequence, limit) => guard(() => arrivalsAfter(db, sequence, limit)),

    lastSequence: () =>
      guard(async () => {
        const row = await db
          .selectFrom('counters')
          .select('value')
          .where('name', '=', PAPER_SEQUENCE)
          .executeTakeFirst();
        return Number(row?.value ?? 0);
      }),

    changesSince: (sequence) =>
      guard(async () => {
        const rows = await db
          .selectFrom('changes')
          .leftJoin('papers', 'papers.id', 'changes.paper_id')
          .select(['changes.paper_id', 'changes.sequence', 'changes.kind', 'papers.shelf'])
          .where('changes.sequence', '>', sequence)
          .orderBy('changes.sequence')
          .execute();
        return rows.map(parseChange);
      }),

    transaction: (work) =>
      guard(() => db.transaction().execute((transaction) => work(createTransaction(transaction)))),
  };
}
