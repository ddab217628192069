import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHistory, writeHistory } from '../../../adapters/terminal/history.ts';
import { createLogger } from '../../../src/logger.ts';

const logger = createLogger({ logLevel: 'silent' }, 'warn');

describe('history', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'labrarian-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is empty where there is none yet', () => {
    expect(readHistory(join(folder, 'history'), logger)).toEqual([]);
  });

  it('comes back newest first, for its owner only, without lines that nobody could send', () => {
    const file = join(folder, 'history');
    writeHistory(file, ['/paper ε', 'x'.repeat(2001), 'first'], logger);

    expect(readHistory(file, logger)).toEqual(['/paper ε', 'first']);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readdirSync(folder)).toEqual(['history']);
  });

  it('keeps the newest 500 lines', () => {
    const file = join(folder, 'history');
    writeHistory(
      file,
      Array.from({ length: 600 }, (_, index) => `line ${index}`),
      logger,
    );

    expect(readHistory(file, logger)).toHaveLength(500);
  });
});
