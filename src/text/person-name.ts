import { allowedEdits, editDistance } from './edit-distance.ts';
import { fold } from './fold.ts';

/** A person's name reduced to its comparable words, in the order given: `Johannes C. Okafor` -> `johannes`, `c`, `okafor`. */
export type NameWords = readonly string[];

/** How a typed name fits a person's: all of it, some words of it, beginnings of words, or only with a spelling mistake. */
export type NameFit = 'exact' | 'partial' | 'prefix' | 'corrected';

const MAX_NAME_LENGTH = 300;

/** `ae`, `oe`, `ue` are how German writes umlauts without accents; folded umlauts have lost the e. One form for both. */
function unifyUmlauts(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}

/** The words of a name; `Okafor, Ada` and `A. Okafor` keep their order. */
export function nameWords(name: string): NameWords {
  return fold(name.slice(0, MAX_NAME_LENGTH))
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map(unifyUmlauts);
}

function wordFits(typed: string, word: string, fit: NameFit): boolean {
  if (typed === word) return true;
  if (fit === 'exact') return false;
  if (typed.length === 1 || word.length === 1) return typed.charAt(0) === word.charAt(0);
  if (fit === 'prefix') return word.startsWith(typed);
  if (fit === 'partial') return false;
  const allowed = allowedEdits(Math.max(typed.length, word.length));
  return typed.charAt(0) === word.charAt(0) && editDistance(typed, word, allowed) <= allowed;
}

/**
 * Whether each typed word finds a word of the name of its own. Full words are placed before initials. A typed word
 * stands for an initial of the name only where the family's name is typed too: `muller` is not `Daniel M. Lang`.
 */
function allWordsFit(typed: NameWords, name: NameWords, fit: NameFit): boolean {
  const free = [...name];
  let familyFits = false;
  let usesInitial = false;
  for (const word of [...typed].sort((a, b) => b.length - a.length)) {
    const candidates = [
      (other: string) => other === word,
      (other: string) => other.length > 1 && wordFits(word, other, fit),
      (other: string) => wordFits(word, other, fit),
    ];
    const at = candidates.map((accepts) => free.findIndex(accepts)).find((index) => index >= 0);
    if (at === undefined) return false;
    const [found = ''] = free.splice(at, 1);
    if (word.length > 1 && found === name.at(-1)) familyFits = true;
    if (word.length > 1 && found.length === 1) usesInitial = true;
  }
  return familyFits || !usesInitial;
}

/** How a typed name fits a listed one, the best of {@link NameFit}; undefined where it does not. Word order is ignored. */
export function nameFit(typed: NameWords, name: NameWords): NameFit | undefined {
  if (typed.length === 0 || typed.length > name.length) return undefined;
  // A lone initial names nobody.
  if (!typed.some((word) => word.length > 1)) return undefined;
  if (typed.length === name.length && allWordsFit(typed, name, 'exact')) return 'exact';
  for (const fit of ['partial', 'prefix', 'corrected'] as const) {
    if (allWordsFit(typed, name, fit)) return fit;
  }
  return undefined;
}
