import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { describeSourceLog } from '../contracts/source-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-01-01T00:00:00Z');
let files = 0;

describeSourceLog('SQLite in memory', () => openStore({ file: ':memory:', now }));
describeSourceLog('SQLite in a file', () => {
  files += 1;
  return openStore({ file: join(folder, `${files}.sqlite`), now });
});
