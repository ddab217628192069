import type { Selectable } from 'kysely';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type Change, CORRECTABLE_FIELDS } from '../library/library.ts';
import type { Corrections, PaperRecord } from '../library/paper-store.ts';
import { Paper, PaperId } from '../paper.ts';
import type { Schema } from './schema.ts';

/** What the tables hold, parsed into what the library trusts. */

const Document = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(Paper);

const CorrectionRow = z.object({ field: z.enum(CORRECTABLE_FIELDS), value: z.string() });

const ChangeRow = z.object({
  paper_id: PaperId,
  /** Postgres gives a bigint as text. */
  sequence: z.coerce.number().int(),
  kind: z.enum(['upsert', 'remove']),
});

export function parseRecord(
  row: Pick<Selectable<Schema['papers']>, 'id' | 'document'>,
  corrections: readonly Selectable<Schema['corrections']>[],
): PaperRecord {
  const paper = Document.safeParse(row.document);
  if (!paper.success) {
    throw new UserError(
      `The database's record of "${row.id}" cannot be read: restore a copy from "backups".`,
      {
        code: 'store-corrupt',
        cause: paper.error,
      },
    );
  }
  return { ingested: paper.data, corrections: parseCorrections(corrections) };
}

function parseCorrections(rows: readonly unknown[]): Corrections {
  return Object.fromEntries(
    rows.map((row) => CorrectionRow.parse(row)).map(({ field, value }) => [field, value]),
  );
}

export function parseChange(row: unknown): Change {
  const { paper_id, sequence, kind } = ChangeRow.parse(row);
  return { id: paper_id, sequence, kind };
}
