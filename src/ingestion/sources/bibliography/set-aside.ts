/**
 * The parser builds a tree of LaTeX of every field only to print it again, which takes most of its time. Abstracts and
 * fields that nobody reads, most of a file, are therefore kept from it.
 */

export type SetAside = {
  /** The file with a mark in place of each long field; every line keeps its number. */
  readonly text: string;
  /** What stood where the mark is; other text comes back unchanged. */
  readonly restore: (value: string) => string;
};

const OPENING = /\b(?:abstract|keywords|file)\s*=\s*\{/gi;
/** A shorter one is parsed as fast as it is set aside. */
const SHORTEST = 100;
/** No paper's abstract is longer; looking further for its end would only cost time. */
const LONGEST = 60_000;
const MARK = /^labrarian-kept-(\d+)$/;

/** Index of the brace that closes the one before `start`; -1 where there is none before the next entry begins. */
function closingBrace(text: string, start: number): number {
  let depth = 1;
  const marks = /\\.|[{}]|\n@[a-z]+[ \t]*\{/gis;
  marks.lastIndex = start;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    if (match.index - start > LONGEST) return -1;
    if (match[0] === '{') depth += 1;
    else if (match[0] === '}') depth -= 1;
    else if (match[0].startsWith('\n')) return -1;
    if (depth === 0) return match.index;
  }
  return -1;
}

export function setAsideLongFields(text: string): SetAside {
  const kept: string[] = [];
  let shortened = '';
  let from = 0;
  for (const { index, 0: opening } of text.matchAll(OPENING)) {
    const start = index + opening.length;
    if (start < from) continue;
    const end = closingBrace(text, start);
    if (end - start < SHORTEST) continue;
    const value = text.slice(start, end);
    const lines = '\n'.repeat(value.split('\n').length - 1);
    shortened += `${text.slice(from, start)}labrarian-kept-${kept.push(value) - 1}${lines}`;
    from = end;
  }
  return {
    text: shortened + text.slice(from),
    restore: (value) => kept[Number(MARK.exec(value.trim())?.[1] ?? -1)] ?? value,
  };
}
