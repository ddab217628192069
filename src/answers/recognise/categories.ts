import { CATEGORIES, categoriesWithCode } from '../../categories.ts';
import type { CategoryCode } from '../../paper.ts';
import { fold } from '../../text/fold.ts';
import { stem } from '../../text/stem.ts';
import { phrase, type Reading } from '../reading.ts';

const CUE =
  /\b(?:categor(?:y|ies)|filed|section|subject|field|area|class|arxiv|tagged|listed under|listed in)\b/;
/** Words after which a category's name means the category: `the cryptography papers`, `in computer vision`. */
const AROUND = /^(?:papers?|preprints?|publications?|ones?|articles?)$/;

function nameWordsOf(name: string): string[] {
  return fold(name)
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** The library's code for a bare one in capitals (`CR`), or a whole one in any case (`cs.cr`). */
function byCode(text: string, held: ReadonlySet<CategoryCode>): CategoryCode | undefined {
  const whole = /^[a-z-]+\.[A-Za-z-]+$|^[a-z]+-[a-z]+$/i.test(text);
  if (!whole && !/^[A-Z]{2,3}$/.test(text)) return undefined;
  const candidates = categoriesWithCode(text).map(({ code }) => code);
  return candidates.find((code) => held.has(code)) ?? (whole ? candidates[0] : undefined);
}

/** Index after the words of a category's name that stand at `start`; at least two of them, or a one-word name. */
function nameEnd(reading: Reading, start: number, name: readonly string[]): number {
  let at = start;
  let matched = 0;
  for (const word of name) {
    const here = reading.words[at]?.folded ?? '';
    if (word === 'and' && here !== 'and') continue;
    if (stem(here) !== stem(word)) break;
    at += 1;
    matched += 1;
  }
  return matched >= Math.min(2, name.length) ? at : start;
}

/**
 * Categories named by code or by name. A name that is also a common topic (`machine learning`) counts only beside a word
 * such as `category` or directly before `papers`.
 *
 * @param held categories that the library's papers have
 * @param isTopic whether words stand in many papers
 */
export function recogniseCategories(
  reading: Reading,
  held: ReadonlySet<CategoryCode>,
  isTopic: (words: string) => boolean,
): CategoryCode[] {
  const found = new Set<CategoryCode>();
  for (const [at, word] of reading.words.entries()) {
    // In lower case a code is read only where a category must stand: `newest cv papers`.
    const isBeforePapers = /^[a-z]{2}$/.test(word.text) && AROUND.test(reading.words[at + 1]?.folded ?? '');
    const code = word.used ? undefined : byCode(isBeforePapers ? word.text.toUpperCase() : word.text, held);
    if (code === undefined) continue;
    found.add(code);
    word.used = true;
  }
  const cued = CUE.test(reading.text);
  for (const { code, name } of CATEGORIES) {
    if (!held.has(code)) continue;
    for (let start = 0; start < reading.words.length; start += 1) {
      const end = nameEnd(reading, start, nameWordsOf(name));
      if (end === start) continue;
      const before = AROUND.test(reading.words[end]?.folded ?? '');
      if (!cued && !before && !found.has(code) && isTopic(phrase(reading, start, end))) continue;
      if (!cued && !before && !found.has(code) && end - start < nameWordsOf(name).length) continue;
      found.add(code);
      for (const word of reading.words.slice(start, end)) word.used = true;
    }
  }
  return [...found];
}
