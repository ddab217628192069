import { readFileSync, writeFileSync } from 'node:fs';
import type { Logger } from '../../src/logger.ts';

export const MAX_HISTORY = 500;
const MAX_LINE = 2000;

/** Earlier lines, newest first; none where there is no file yet. */
export function readHistory(file: string, logger: Logger): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && line.length <= MAX_LINE)
      .slice(0, MAX_HISTORY);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) logger.warn({ err: error }, 'The history could not be read');
    return [];
  }
}

/** Only for its owner to read: it holds what was asked. */
export function writeHistory(file: string, lines: readonly string[], logger: Logger): void {
  try {
    const kept = lines.filter((line) => line.length <= MAX_LINE).slice(0, MAX_HISTORY);
    writeFileSync(file, kept.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  } catch (error) {
    logger.warn({ err: error }, 'The history could not be kept');
  }
}
