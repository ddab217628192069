import type { Paper } from '../paper.ts';
import type { NameWords } from '../text/person-name.ts';

/** A person as the papers list them: one or more spellings of one name. */
export type Person = {
  /** Fullest first. */
  readonly names: readonly string[];
  readonly words: readonly NameWords[];
  readonly papers: readonly Paper[];
};

/** A name as papers list it. */
export type ListedName = {
  readonly name: string;
  readonly words: NameWords;
  readonly papers: ReadonlySet<Paper>;
};

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
function shareAPaper(a: ListedName, b: ListedName): boolean {
  for (const paper of a.papers) if (b.papers.has(paper)) return true;
  return false;
}

/** Names that can be one person's share one of these: the last word, or the first two. */
export function blockKeys(words: NameWords): string[] {
  return [`last ${words.at(-1) ?? ''}`, `start ${words.slice(0, 2).join(' ')}`];
}

/** Fullest first; never 0 for two names. */
function byFullness(a: ListedName, b: ListedName): number {
  const length = ({ words }: ListedName) => words.join('').length;
  return length(b) - length(a) || (a.name < b.name ? -1 : 1);
}

/**
 * Groups listed names into people, fullest names first. A name joins a person when it is compatible with all of that
 * person's names and with no other person's: `J. Smith` stays alone where both John and Jane Smith exist.
 * Names that share no block with any other, nor through others, do not matter to each other.
 */
export function groupNames(names: readonly ListedName[]): (readonly ListedName[])[] {
  const groups: ListedName[][] = [];
  const blocks = new Map<string, Set<ListedName[]>>();
  for (const name of [...names].sort(byFullness)) {
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
  return groups;
}

export function personOf(group: readonly ListedName[]): Person {
  return {
    names: group.map(({ name }) => name),
    words: group.map(({ words }) => words),
    papers: [...new Set(group.flatMap((listed) => [...listed.papers]))],
  };
}

/** Most papers first; never 0 for two people. */
export function byPapers(a: Person, b: Person): number {
  return b.papers.length - a.papers.length || (mainName(a) < mainName(b) ? -1 : 1);
}

export function mainName({ names }: Person): string {
  return names[0] ?? '';
}
