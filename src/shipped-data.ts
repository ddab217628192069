import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The committed `data` folder, found upwards from this file: sources and compiled builds lie at different depths.
 * The lab's own state is elsewhere (`DATA_DIR`).
 */
function shippedDataFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, 'data');
    if (folder === dirname(folder)) throw new Error('There is no package.json above the program');
  }
}

/** Path of a file that is shipped with the program, such as `stop-words.txt`. */
export function shippedDataPath(name: string): string {
  return join(shippedDataFolder(), name);
}

/** The non-empty lines of a shipped text file; lines that begin with `#` are comments. */
export function shippedLines(name: string): string[] {
  return readFileSync(shippedDataPath(name), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
