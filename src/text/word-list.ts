import { readFileSync } from 'node:fs';
import { shippedData } from '../data-files.ts';

/** The lines of a word list in `data/`; empty ones and those that begin with `#` are left out. */
export function wordList(name: string): string[] {
  return readFileSync(shippedData(name), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
