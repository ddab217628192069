import { stem as porter2 } from 'porter2';
import { shippedLines } from '../shipped-data.ts';

/** From `american-british-english-translator` 0.2.1 (MIT). */
const AMERICAN_SPELLING: ReadonlyMap<string, string> = new Map(
  shippedLines('british-spellings.txt').map((line): [string, string] => {
    const [british = '', american = ''] = line.split(' ');
    return [british, american];
  }),
);
const CACHE_SIZE = 200_000;
const stems = new Map<string, string>();

/**
 * One spelling for British and American words (`tumour` -> `tumor`, `generalisation` -> `generalization`).
 * The endings of words that are in no table go by rule; `noise` becomes `noize`, which is harmless, as both sides do.
 */
function unifySpelling(word: string): string {
  return (
    AMERICAN_SPELLING.get(word) ??
    word
      .replace(/(?<=..)is(e|ed|er|ers|es|ing|ation|ations)$/, 'iz$1')
      .replace(/(?<=..)ys(e|ed|er|ers|ing)$/, 'yz$1')
  );
}

function computeStem(word: string): string {
  return /\d/.test(word) ? word : porter2(unifySpelling(word));
}

/** The term under which a folded word is indexed: Porter2's stem of its unified spelling; words with digits stay. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= CACHE_SIZE) stems.clear();
  const result = computeStem(word);
  stems.set(word, result);
  return result;
}
