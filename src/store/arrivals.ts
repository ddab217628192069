import type { Kysely } from 'kysely';
import { z } from 'zod';
import { BotError } from '../errors.ts';
import { ARRIVAL_KINDS, type Arrival } from '../library/arrival.ts';
import { PaperDate, PaperId } from '../paper.ts';
import type { Schema } from './schema.ts';
import { BATCH, batches, takeNumbers } from './sequence.ts';

/** The news of papers, as rows. */

const ARRIVAL_SEQUENCE = 'arrivals';
export const ARRIVAL_COLUMNS = [
  'sequence',
  'paper_id',
  'kind',
  'source',
  'arrived_at',
  'announced_on',
  'version',
] as const;

const ArrivalRow = z
  .object({
    /** Postgres gives a bigint as text. */
    sequence: z.coerce.number().int(),
    paper_id: PaperId,
    kind: z.enum(ARRIVAL_KINDS),
    source: z.string(),
    arrived_at: z.iso.datetime(),
    announced_on: PaperDate.nullable(),
    version: z.number().int().nullable(),
  })
  .transform(
    ({ sequence, paper_id, kind, source, arrived_at, announced_on, version }): Arrival => ({
      sequence,
      paperId: paper_id,
      kind,
      source,
      arrivedAt: new Date(arrived_at),
      ...(announced_on !== null && { announcedOn: announced_on }),
      ...(version !== null && { version }),
    }),
  );

/** Throws BotError (`store-corrupt`) where a row is not what the program writes. */
export function parseArrival(row: unknown): Arrival {
  const parsed = ArrivalRow.safeParse(row);
  if (!parsed.success) throw new BotError('store-corrupt', 'A row cannot be read', { cause: parsed.error });
  return parsed.data;
}

export async function arrivalsAfter(
  db: Kysely<Schema>,
  sequence: number,
  limit: number,
): Promise<readonly Arrival[]> {
  const rows = await db
    .selectFrom('arrivals')
    .select(ARRIVAL_COLUMNS)
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(parseArrival);
}

export async function arrivalsOf(db: Kysely<Schema>, id: PaperId): Promise<readonly Arrival[]> {
  const rows = await db
    .selectFrom('arrivals')
    .select(ARRIVAL_COLUMNS)
    .where('paper_id', '=', id)
    .orderBy('sequence')
    .execute();
  return rows.map(parseArrival);
}

/** What was matched already may be told or being told: then it stays. */
export async function retractArrivals(db: Kysely<Schema>, id: PaperId, source: string): Promise<void> {
  await db
    .deleteFrom('arrivals')
    .where('paper_id', '=', id)
    .where('source', '=', source)
    .where('matched_at', 'is', null)
    .execute();
}

export async function addArrivals(
  db: Kysely<Schema>,
  arrivals: readonly Omit<Arrival, 'sequence'>[],
): Promise<void> {
  for (const batch of batches(arrivals, BATCH / 4)) {
    const first = await takeNumbers(db, ARRIVAL_SEQUENCE, batch.length);
    await db
      .insertInto('arrivals')
      .values(
        batch.map(({ paperId, kind, source, arrivedAt, announcedOn, version }, index) => ({
          sequence: first + index,
          paper_id: paperId,
          kind,
          source,
          arrived_at: arrivedAt.toISOString(),
          announced_on: announcedOn ?? null,
          version: version ?? null,
          matched_at: null,
        })),
      )
      .execute();
  }
}
