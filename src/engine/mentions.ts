import { tokenize } from '../text/tokens.ts';
import type { ShelfIndex } from './shelf-index.ts';

const MAX_TOKENS = 20;

/** Whether at least so many papers of a shelf hold folded words in a row. */
export function isMentioned(words: string, papers: number, index: ShelfIndex): boolean {
  const parts = tokenize(words, MAX_TOKENS).flatMap((token) => token.words);
  // Most are ruled out by a word that few papers hold.
  if (parts.length === 0 || parts.some((part) => index.words.of(part) < papers)) return false;
  let found = 0;
  for (const { paper, words: held } of index.documents()) {
    if (!parts.every((part) => held.has(part))) continue;
    if (`${paper.title} ${paper.abstract}`.toLowerCase().includes(words)) found += 1;
    if (found >= papers) return true;
  }
  return false;
}
