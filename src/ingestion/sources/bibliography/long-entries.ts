import type { Problem } from '../../problem.ts';
import { excerpt, lineCounter } from '../../text-position.ts';

/**
 * The parser's tree of an entry takes a thousand times the memory of its text, and a list of names the square of its length in
 * time: an entry that no paper has is kept from it.
 */

/** Where an entry begins; with what it is. */
const ENTRY = /^[ \t]*@([a-z]+)[ \t]*[{(]/gim;
/** In characters, without what is set aside. A paper with the 5154 authors of two experiments has half of it. */
const LONGEST_ENTRY = 200_000;

export type WithoutLongEntries = {
  /** The file with empty lines in place of each long entry; every line keeps its number. */
  readonly text: string;
  readonly problems: readonly Problem[];
};

/** Takes out what is too long to be parsed; comments, in which other programs keep their settings, are read over quickly. */
export function withoutLongEntries(text: string): WithoutLongEntries {
  const starts = [...text.matchAll(ENTRY)].map(({ index, 1: kind }) => ({ index, kind }));
  const lineOf = lineCounter(text);
  const problems: Problem[] = [];
  let kept = '';
  let from = 0;
  for (const [number, { index, kind }] of starts.entries()) {
    const end = starts[number + 1]?.index ?? text.length;
    if (end - index <= LONGEST_ENTRY || kind?.toLowerCase() === 'comment') continue;
    const entry = text.slice(index, end);
    problems.push({
      line: lineOf(index),
      expected: `a BibTeX entry of at most ${LONGEST_ENTRY} characters`,
      found: excerpt(entry),
    });
    kept += text.slice(from, index) + '\n'.repeat(entry.split('\n').length - 1);
    from = end;
  }
  return { text: kept + text.slice(from), problems };
}
