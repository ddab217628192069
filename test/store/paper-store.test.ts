import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { describePaperStore } from '../contracts/paper-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-01-01T00:00:00Z');
let files = 0;

describePaperStore('SQLite in memory', () => openStore({ file: ':memory:', now }));
describePaperStore('SQLite in a file', () => {
  files += 1;
  return openStore({ file: join(folder, `${files}.sqlite`), now });
});
