import { fold } from './fold.ts';
import { stem } from './stem.ts';
import { isStopWord } from './stop-words.ts';

/** A word's text with what it is compared by. */
type TokenForm = {
  readonly text: string;
  /** Folded parts in order: `DP-SGD` -> `dp`, `sgd`; `193,311` -> `193311`; `8.0` -> `8`. */
  readonly words: readonly string[];
  /** The parts of a hyphenated word in one: `DP-SGD` -> `dpsgd`. */
  readonly joined: string | undefined;
  /** The stems of its words that are no stop words, then that of the joined form. */
  readonly terms: readonly string[];
  /** Written as names are, with a capital or digit inside (`ChEX`, `GPT-4`, `MAD`). */
  readonly isNameLike: boolean;
};

/** A word as it stands in a text: `text.slice(start, end)`. */
export type Token = TokenForm & { readonly start: number; readonly end: number };

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

/** Texts have most of their words in common: each is taken apart once, and its strings are the same everywhere. */
const forms = new Map<string, TokenForm>();
const MAX_FORMS = 200_000;
/** Names hold a capital or digit inside; a lone word in capitals is one. */
const NAME_LIKE = /^(?=.*\p{L})(?:.*\p{L}.*\p{Lu}.*|.*\p{L}-?\p{N}.*)$/u;

function readForm(text: string): TokenForm {
  const words = wordsOf(text.slice(0, MAX_TOKEN_LENGTH));
  const whole = words.length > 1 && !text.includes(',') ? words.join('') : undefined;
  const joined = whole === undefined || whole.length > MAX_WORD_LENGTH ? undefined : whole;
  const terms = words.filter((word) => !isStopWord(word)).map(stem);
  if (joined !== undefined) terms.push(stem(joined));
  return { text, words, joined, terms, isNameLike: text.length <= MAX_TOKEN_LENGTH && NAME_LIKE.test(text) };
}

function formOf(text: string): TokenForm {
  const known = forms.get(text);
  if (known !== undefined) return known;
  if (text.length > MAX_TOKEN_LENGTH) return readForm(text);
  // A part of a text would keep the whole of it in memory.
  const form = readForm(Buffer.from(text).toString());
  if (forms.size >= MAX_FORMS) forms.clear();
  forms.set(form.text, form);
  return form;
}

/** Tokens are many and forms are few: a token holds no more than its place. */
class FormedToken implements Token {
  readonly #form: TokenForm;
  readonly start: number;

  constructor(form: TokenForm, start: number) {
    this.#form = form;
    this.start = start;
  }

  get end() {
    return this.start + this.#form.text.length;
  }

  get text() {
    return this.#form.text;
  }

  get words() {
    return this.#form.words;
  }

  get joined() {
    return this.#form.joined;
  }

  get terms() {
    return this.#form.terms;
  }

  get isNameLike() {
    return this.#form.isNameLike;
  }
}

/** The words of a text in order, at most `limit`. Linear in the text's length. */
export function tokenize(text: string, limit = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(COMPOUND)) {
    if (tokens.length >= limit) break;
    const form = formOf(match[0]);
    if (form.words.length === 0) continue;
    tokens.push(new FormedToken(form, match.index));
  }
  return tokens;
}
