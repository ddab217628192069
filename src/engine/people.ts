import type { Paper } from '../paper.ts';
import { type NameWords, nameWords } from '../text/person-name.ts';

/** A person as the papers list them: one or more spellings of one name. */
export type Person = {
  /** Fullest first. */
  readonly names: readonly string[];
  readonly words: readonly NameWords[];
  readonly papers: readonly Paper[];
};

type Listed = { readonly name: string; readonly words: NameWords; readonly papers: Set<Paper> };

/** Whether two given names can be one person's: equal, or one the other's initial. */
function givenFits(a: string, b: string): boolean {
  return a === b || ((a.length === 1 || b.length === 1) && a.charAt(0) === b.charAt(0));
}

/** Given names in order, where the shorter list may leave out middle names but contradict none. */
function givenNamesFit(a: NameWords, b: NameWords): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const [first, ...middle] = shorter;
  const [otherFirst, ...otherMiddle] = longer;
  if (first === undefined || otherFirst === undefined || !givenFits(first, otherFirst)) return false;
  let at = 0;
  for (const name of middle) {
    while (at < otherMiddle.length && !givenFits(name, otherMiddle[at] ?? '')) at++;
    if (at >= otherMiddle.length) return false;
    at++;
  }
  return true;
}

/** `Marco Lopez` and `Marco Lopez Herrera de Avila`: a longer name goes on where a full short one ends. */
function isExtended(a: NameWords, b: NameWords): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return (
    shorter.length >= 2 &&
    longer.length > shorter.length &&
    shorter.every((word, at) => word.length > 1 && word === longer[at]) &&
    (longer[shorter.length]?.length ?? 0) > 1
  );
}

/** Whether two listed names can be one person's. */
function areCompatible(a: NameWords, b: NameWords): boolean {
  if (a.join(' ') === b.join(' ')) return true;
  if (a.length < 2 || b.length < 2) return false;
  if (a.at(-1) === b.at(-1) && givenNamesFit(a.slice(0, -1), b.slice(0, -1))) return true;
  return isExtended(a, b);
}

/** Two names on one paper are two people. */
function shareAPaper(a: Listed, b: Listed): boolean {
  for (const paper of a.papers) if (b.papers.has(paper)) return true;
  return false;
}

function listedNames(papers: Iterable<Paper>): Listed[] {
  const byName = new Map<string, Listed>();
  for (const paper of papers) {
    for (const { name } of paper.authors) {
      const known = byName.get(name) ?? { name, words: nameWords(name), papers: new Set() };
      byName.set(name, known);
      known.papers.add(paper);
    }
  }
  const length = ({ words }: Listed) => words.join('').length;
  return [...byName.values()].sort((a, b) => length(b) - length(a) || (a.name < b.name ? -1 : 1));
}

/** Names that can be one person's share one of these: the last word, or the first two. */
function blockKeys(words: NameWords): string[] {
  return [`last ${words.at(-1) ?? ''}`, `start ${words.slice(0, 2).join(' ')}`];
}

/**
 * Groups listed names into people, fullest names first. A name joins a person when it is compatible with all of that
 * person's names and with no other person's: `J. Smith` stays alone where both John and Jane Smith exist.
 */
export function groupPeople(papers: Iterable<Paper>): Person[] {
  const groups: Listed[][] = [];
  const blocks = new Map<string, Set<Listed[]>>();
  for (const name of listedNames(papers)) {
    const near = new Set(blockKeys(name.words).flatMap((key) => [...(blocks.get(key) ?? [])]));
    const fitting = [...near].filter((group) =>
      group.every((other) => areCompatible(name.words, other.words) && !shareAPaper(name, other)),
    );
    const [only, another] = fitting;
    const group = only !== undefined && another === undefined ? only : [];
    if (group.length === 0) groups.push(group);
    group.push(name);
    for (const key of blockKeys(name.words)) blocks.set(key, (blocks.get(key) ?? new Set()).add(group));
  }
  return groups.map(toPerson);
}

function toPerson(group: readonly Listed[]): Person {
  const papers = new Set(group.flatMap((listed) => [...listed.papers]));
  return {
    names: group.map(({ name }) => name),
    words: group.map(({ words }) => words),
    papers: [...papers],
  };
}
