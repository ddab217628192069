import { z } from 'zod';
import { BotError } from '../errors.ts';
import { Identity, identityOf } from '../library/identity.ts';
import { type Change, CORRECTABLE_FIELDS } from '../library/library.ts';
import { PaperDetails } from '../library/paper-details.ts';
import type { Corrections, PaperRecord } from '../library/paper-store.ts';
import { Paper, PaperId, Shelf } from '../paper.ts';

/** The shelf of papers that somebody took out. */
export const REMOVED = 'removed';

/** What the tables hold, parsed into what the library trusts. */

const Json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

const RecordRow = z.object({
  shelf: z.string(),
  document: Json.pipe(Paper),
  identity: Json.pipe(Identity).nullable(),
  edits: Json.pipe(z.array(z.partialRecord(z.enum(CORRECTABLE_FIELDS), z.string()))),
});

const CorrectionRow = z.object({ field: z.enum(CORRECTABLE_FIELDS), value: z.string() });

const DetailsRow = z.object({ details: Json.pipe(PaperDetails) });

/** Throws BotError (`store-corrupt`) where a row is not what the program writes. */
export function parseDetails(row: unknown): PaperDetails {
  return parseRow(DetailsRow, row).details;
}

const ChangeRow = z.object({
  paper_id: PaperId,
  /** Postgres gives a bigint as text. */
  sequence: z.coerce.number().int(),
  kind: z.enum(['upsert', 'remove']),
  shelf: z.string().nullable(),
});

/** Throws BotError (`store-corrupt`) where a row is not what the program writes. */
function parseRow<T>(schema: z.ZodType<T>, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new BotError('store-corrupt', 'A row cannot be read', { cause: parsed.error });
  return parsed.data;
}

export function parseRecord(
  row: unknown,
  corrections: readonly unknown[],
  details?: PaperDetails,
): PaperRecord {
  const { shelf, document, identity, edits } = parseRow(RecordRow, row);
  return {
    ingested: document,
    corrections: parseCorrections(corrections),
    identity: identity ?? identityOf(document),
    edits,
    isRemoved: shelf === REMOVED,
    ...(details !== undefined && { details }),
  };
}

function parseCorrections(rows: readonly unknown[]): Corrections {
  return Object.fromEntries(
    rows.map((row) => parseRow(CorrectionRow, row)).map(({ field, value }) => [field, value]),
  );
}

export function parseChange(row: unknown): Change {
  const { paper_id, sequence, kind, shelf } = parseRow(ChangeRow, row);
  return { id: paper_id, sequence, kind, shelf: Shelf.safeParse(shelf).data };
}
