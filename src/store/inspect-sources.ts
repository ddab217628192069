import { DatabaseSync } from '@photostructure/sqlite';
import { z } from 'zod';
import type { SourceHealth } from '../library/source-log.ts';
import { HealthRow } from './source-log.ts';
import { toStoreError } from './sqlite-error.ts';

/** Where the sources stand, read without changing it; others may write meanwhile. */
export type SourcesInspection = {
  readonly health: readonly SourceHealth[];
  /** Of a source that was polled. */
  readonly cursor: string | undefined;
};

const CursorRow = z.object({ cursor: z.string() }).optional();

/** @throws UserError where the file cannot be read */
export function inspectSources(file: string, source: string): SourcesInspection {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      const table = database.prepare("select 1 from sqlite_master where name = 'source_health'").get();
      // The database is older than sources.
      if (table === undefined) return { health: [], cursor: undefined };
      const rows = database.prepare('select * from source_health order by source').all();
      const row = database.prepare('select cursor from source_cursors where source = ?').get(source);
      return { health: rows.map((one) => HealthRow.parse(one)), cursor: CursorRow.parse(row)?.cursor };
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}
