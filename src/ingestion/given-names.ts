import { shippedLines } from '../shipped-data.ts';

/** Given names of many languages, one a line as written; names that are commoner as words (`Art`, `Will`) are left out. */
const GIVEN_NAMES: ReadonlySet<string> = new Set(shippedLines('given-names.txt').map(foldedName));

/** True where the word, or the first part of a hyphenated one, is a known given name. */
export function isGivenName(word: string): boolean {
  const folded = foldedName(word);
  if (GIVEN_NAMES.has(folded)) return true;
  const first = folded.split('-')[0] ?? '';
  return first !== folded && GIVEN_NAMES.has(first);
}

function foldedName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
