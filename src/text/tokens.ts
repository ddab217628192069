import { fold } from './fold.ts';

/** A word as it stands in a text, with what it is compared by. */
export type Token = {
  /** `text.slice(start, end)` */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Folded parts in order: `DP-SGD` -> `dp`, `sgd`; `193,311` -> `193311`; `8.0` -> `8`. */
  readonly words: readonly string[];
  /** The parts of a hyphenated word in one: `DP-SGD` -> `dpsgd`. */
  readonly joined?: string;
};

/**
 * Letters and digits, decimal points and thousands' commas between digits, apostrophes between letters,
 * parts joined by hyphens.
 */
const CHUNK = String.raw`[\p{L}\p{M}\p{N}]+(?:(?<=\p{Nd})[.,](?=\p{Nd})[\p{L}\p{M}\p{N}]+|(?<=\p{L})['’](?=\p{L})[\p{L}\p{M}]+)*`;
const COMPOUND = new RegExp(`${CHUNK}(?:[-‐‑_]${CHUNK})*`, 'gu');
/** Longer runs of letters are no words. */
const MAX_TOKEN_LENGTH = 100;
const MAX_WORD_LENGTH = 60;

function normaliseWord(word: string): string[] {
  if (/^\d/.test(word)) {
    const number = word.replace(/(?<=^\d{1,3}(?:,\d{3})*),(?=\d{3}(?!\d))/g, '');
    return number.split(',').map((part) => part.replace(/^(\d+)\.0+$/, '$1'));
  }
  return [word.replace(/'s$/, '').replaceAll("'", '')];
}

/** Most words are plain: lower case or a capital and lower case. */
const PLAIN_WORD = /^[A-Za-z]+$/;

function wordsOf(text: string): string[] {
  if (PLAIN_WORD.test(text)) return text.length <= MAX_WORD_LENGTH ? [text.toLowerCase()] : [];
  return fold(text)
    .split(/[^a-z0-9.,']+/)
    .flatMap((chunk) => normaliseWord(chunk.replace(/^[.,']+|[.,']+$/g, '')))
    .filter((word) => word !== '' && word.length <= MAX_WORD_LENGTH);
}

/** The words of a text in order, at most `limit`. Linear in the text's length. */
export function tokenize(text: string, limit = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(COMPOUND)) {
    if (tokens.length >= limit) break;
    const [found] = match;
    const start = match.index;
    const words = wordsOf(found.slice(0, MAX_TOKEN_LENGTH));
    if (words.length === 0) continue;
    const joined = words.length > 1 && !found.includes(',') ? words.join('') : undefined;
    tokens.push({
      text: found,
      start,
      end: start + found.length,
      words,
      ...(joined !== undefined && joined.length <= MAX_WORD_LENGTH && { joined }),
    });
  }
  return tokens;
}
