import type { Paper } from '../paper.ts';
import { allowedEdits, editDistance } from '../text/edit-distance.ts';
import { foldedKey } from '../text/fold.ts';
import { sentences } from '../text/sentences.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';

/** What papers are called by in questions. */
export type PaperNames = {
  /** Folded titles, and what stands before a title's colon, to their paper. */
  readonly titles: ReadonlyMap<string, Paper>;
  /** Names that stand in one paper only, without hyphens and in lower case, to it. */
  readonly names: ReadonlyMap<string, Paper>;
  /** Names that are an ordinary word elsewhere: they count only as they are written. */
  readonly written: ReadonlyMap<string, Paper>;
};

/** How a text introduces what it names. */
const NAMING = /\b(?:propos|introduc|present|call|term|dub|nam|releas|develop|creat)\w*\b/i;
/** Names hold a capital or digit inside; a lone word in capitals is one from three letters on. */
const NAME = /^(?=.*\p{L})(?:.*\p{L}.*\p{Lu}.*|.*\p{L}-?\p{N}.*)$/u;
const MAX_TITLE_START_WORDS = 6;
const MIN_NAME = 3;
const MIN_CORRECTED = 6;

function keyOf({ words, joined }: Token): string {
  return (joined ?? words[0] ?? '').replace(/s$/, '');
}

/** A hyphenated name is also called by its first part: `DarkClusters-15k`. */
function keysOf(token: Token): string[] {
  const [first = ''] = token.text.split(/[-‐‑_]/);
  const parts = first !== token.text && NAME.test(first) ? [foldedKey(first).replace(/s$/, '')] : [];
  return [keyOf(token), ...parts].filter((key) => key.length >= MIN_NAME && !/^\d/.test(key));
}

type Candidate = { readonly paper: Paper; readonly text: string; readonly isOwn: boolean };

/** The names in a paper; its own are those in the title, those introduced, and those that it repeats. */
function namesOf(paper: Paper): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  const seen = new Map<string, number>();
  const texts = [
    { text: paper.title, isTitle: true },
    ...sentences(paper.abstract).map(({ text }) => ({ text, isTitle: false })),
  ];
  for (const { text, isTitle } of texts) {
    for (const token of tokenize(text)) {
      if (!NAME.test(token.text)) continue;
      for (const key of keysOf(token)) {
        const count = (seen.get(key) ?? 0) + 1;
        seen.set(key, count);
        const isOwn = isTitle || NAMING.test(text) || count > 1 || (found.get(key)?.isOwn ?? false);
        found.set(key, { paper, text: token.text, isOwn });
      }
    }
  }
  return found;
}

function titleStart(title: string): string | undefined {
  const at = title.indexOf(':');
  const start = at < 0 ? '' : foldedKey(title.slice(0, at));
  const words = start.split(' ').length;
  return start === '' || words > MAX_TITLE_START_WORDS || isStopWord(start) ? undefined : start;
}

const ADDRESS = /https?:\/\/\S+/g;

/** Words that papers write without a capital, beside addresses: they name nothing by themselves. */
function ordinaryWords(papers: readonly Paper[]): Set<string> {
  const words = new Set<string>();
  for (const { title, abstract } of papers) {
    for (const token of tokenize(`${title}\n${abstract.replace(ADDRESS, '')}`)) {
      if (/^\p{Ll}+$/u.test(token.text)) for (const key of keysOf(token)) words.add(key);
    }
  }
  return words;
}

export function indexPaperNames(papers: readonly Paper[]): PaperNames {
  const titles = new Map<string, Paper>();
  const shared = new Set<string>();
  for (const paper of papers) {
    titles.set(foldedKey(paper.title), paper);
  }
  for (const paper of papers) {
    const start = titleStart(paper.title);
    if (start === undefined) continue;
    if (titles.has(start) && titles.get(start) !== paper) shared.add(start);
    else titles.set(start, paper);
  }
  for (const start of shared) titles.delete(start);
  const ordinary = ordinaryWords(papers);
  const candidates = new Map<string, Candidate[]>();
  for (const paper of papers) {
    for (const [key, candidate] of namesOf(paper)) {
      candidates.set(key, [...(candidates.get(key) ?? []), candidate]);
    }
  }
  const names = new Map<string, Paper>();
  const written = new Map<string, Paper>();
  for (const [start, paper] of titles) {
    const isOneWord = !start.includes(' ') && start.length >= MIN_NAME;
    const key = start.replace(/s$/, '');
    if (isOneWord && !ordinary.has(key)) names.set(key, paper);
  }
  for (const [key, all] of candidates) {
    const [only, another] = all;
    if (only === undefined || another !== undefined || !only.isOwn) continue;
    if (ordinary.has(key) || isStopWord(key)) written.set(only.text, only.paper);
    else names.set(key, only.paper);
  }
  return { titles, names, written };
}

function corrected(key: string, names: ReadonlyMap<string, Paper>): Paper | undefined {
  if (key.length < MIN_CORRECTED) return undefined;
  const allowed = Math.min(allowedEdits(key.length), 2);
  for (const [name, paper] of names) {
    if (name.length < MIN_CORRECTED || name.charAt(0) !== key.charAt(0)) continue;
    if (editDistance(key, name, allowed) <= allowed) return paper;
  }
  return undefined;
}

/**
 * The paper that one word names.
 * @param isKnown whether the papers hold the word: then it is no misspelt name
 */
export function paperNamed(
  word: string,
  { names, written }: PaperNames,
  isKnown: (word: string) => boolean,
): Paper | undefined {
  const [token] = tokenize(word);
  if (token === undefined) return undefined;
  const key = keyOf(token);
  const found = names.get(key) ?? written.get(token.text);
  if (found !== undefined) return found;
  return isKnown(key) ? undefined : corrected(key, names);
}
