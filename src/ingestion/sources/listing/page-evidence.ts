/** What a whole page tells about its names and words, gathered before any line is split. */
export type PageEvidence = {
  /** Authors that stand alone between commas, so that their bounds are certain, as printed. */
  readonly names: ReadonlySet<string>;
  readonly givenNames: ReadonlySet<string>;
  readonly familyNames: ReadonlySet<string>;
  /** Words of the abstracts, as printed. */
  readonly words: ReadonlySet<string>;
};

const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu;

export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    words.add(word);
    for (const part of word.split('-')) words.add(part);
  }
  return words;
}

/** @param lines title lines, whose last comma-separated parts are authors; @param abstracts their abstracts. */
export function pageEvidence(lines: readonly string[], abstracts: readonly string[]): PageEvidence {
  const names = new Set<string>();
  const givenNames = new Set<string>();
  const familyNames = new Set<string>();
  for (const line of lines) {
    for (const name of line.split(/,\s*/).slice(1).slice(-2)) {
      const words = name.trim().split(/\s+/);
      const [given = ''] = words;
      const family = words.at(-1) ?? '';
      if (words.length < 2 || words.length > 5 || !/^\p{Lu}/u.test(given) || !/^\p{Lu}/u.test(family))
        continue;
      names.add(words.join(' '));
      if (given.length > 2) givenNames.add(given);
      familyNames.add(family);
    }
  }
  const words = new Set<string>();
  for (const abstract of abstracts) for (const word of wordsOf(abstract)) words.add(word);
  return { names, givenNames, familyNames, words };
}
