import type { Paper } from '../paper.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { contentStems, stemsOf } from './evidence.ts';
import { MAX_QUOTE_LENGTH } from './quotation.ts';
import { type WrittenSentence, writtenSentences } from './written-sentences.ts';

/**
 * Whether a sentence that a model wrote may be shown: it must rest on the papers whose numbers it gives. What is written is
 * not trusted, and neither are the papers' texts, which may hold instructions. A sentence that passes can still misread its
 * paper; hence the quotes beside it.
 */

/** A sentence that may be shown, the papers that it rests on, and their words for it. */
export type CheckedSentence = {
  readonly text: string;
  readonly support: readonly Support[];
};

type Support = {
  readonly paper: Paper;
  /** The abstract's sentence that is nearest, to be quoted; absent where only the title supports it or it is too long. */
  readonly quote?: string;
};

const MAX_SENTENCE = 400;
/** Four were asked for; what comes later is not shown. */
const MAX_SENTENCES = 6;
/** Share of the sentence's words that must stand in its papers: the rest is what joins them. */
const MIN_SHARED = 0.6;
/** A sentence that names more papers at once says little of any. */
const MAX_CITED = 5;
/** Below this share of the words a paper is named for show. */
const MIN_SHARED_EACH = 0.3;
/** So many other words of the sentence stand beside a number in the paper's own sentence. */
const MIN_BESIDE_NUMBER = 2;

/** Markup, also where a paper has it: nothing that a model writes leads anywhere, calls anybody or looks like more than words. */
const MARKUP = /[[\]{}`|\\]|\*\*|__|~~|&\w+;|&#/;
/** What looks like an address or a file's name. */
const DOTTED = /\p{L}\.\p{L}{2,}|\//u;

/** A denial, and whatever may say the same in other words. */
const DENIES = /\b(?:not(?! only)|never|cannot)\b|n['’]t\b/i;
const NEGATIVE =
  /\b(?:not?|never|cannot|none|neither|nor|without|hardly|barely|little|less|few|low|minimal|rather|instead|only|lacks?|lacking|fails?|failed|avoid\w*|prevent\w*|un\p{L}{4,}|in(?:dependent|sensitive|ability|sufficient|variant)\w*|non)\b|n['’]t\b/iu;

/** Words for one number, by which they are compared the first. `One` is mostly no number. */
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  `2 two twice double doubles doubled
   3 three thrice triple triples tripled
   4 four fourfold, 5 five, 6 six, 7 seven, 8 eight, 9 nine, 10 ten tenfold, 11 eleven, 12 twelve dozen dozens
   13 thirteen, 14 fourteen, 15 fifteen, 16 sixteen, 17 seventeen, 18 eighteen, 19 nineteen, 20 twenty, 30 thirty, 40 forty, 50 fifty, 60 sixty, 70 seventy, 80 eighty, 90 ninety
   100 hundred hundreds, 1000 thousand thousands, million millions, billion billions
   half halves halved, third thirds, quarter quarters`
    .split(/[,\n]/)
    .map((line) => line.trim().split(' '))
    .flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)),
);

type Text = {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
};

/** Numbers in a text, in digits or in words, each as it is compared: `91.5%` is not `91.5`, but `2` is `two`. */
function numbersOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const { words, end } of tokenize(text)) {
    const isPercent = /^\s?(?:%|per ?cent\b)/i.test(text.slice(end));
    words.forEach((word, at) => {
      const number = /^\d/.test(word) ? word : NUMBER_WORDS.get(word);
      if (number !== undefined) found.add(isPercent && at === words.length - 1 ? `${number}%` : number);
    });
  }
  return found;
}

function read(text: string): Text {
  return { text, stems: stemsOf(text), numbers: numbersOf(text) };
}

/**
 * The parts of words that name something: with a capital, or a digit among letters; the sentence's first word only where it
 * is not an ordinary one.
 */
function namesIn(text: string, papers: readonly Paper[]): string[] {
  return tokenize(text).flatMap((token, at) =>
    token.text.split(/[-‐‑_]/).filter((part, of) => {
      if (at === 0 && of === 0 && /^\p{Lu}\p{Ll}*$/u.test(part))
        return !isOrdinary(part.toLowerCase(), papers);
      return /\p{L}/u.test(part) && /[\p{Lu}\p{Lt}\p{N}]/u.test(part);
    }),
  );
}

/** Whether a word names nothing by itself: some abstract writes it, or a form of it, without a capital. */
function isOrdinary(word: string, papers: readonly Paper[]): boolean {
  if (isStopWord(word) || NUMBER_WORDS.has(word)) return true;
  const likely = new RegExp(`(?<!\\p{L})${word.slice(0, 3)}\\p{Ll}*(?!\\p{L})`, 'gu');
  const wanted = stem(word);
  return papers.some(({ abstract }) => abstract.match(likely)?.some((found) => stem(found) === wanted));
}

function shareOf(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  return [...wanted].filter((term) => held.has(term)).length / wanted.size;
}

/** Whether each number stands in one of the papers' sentences, beside other words of the sentence. */
function holdsNumbers(sentence: Text, content: ReadonlySet<string>, own: readonly Text[]): boolean {
  const others = [...content].filter((term) => !/\d/.test(term) && !NUMBER_WORDS.has(term));
  const needed = Math.min(MIN_BESIDE_NUMBER, others.length);
  return [...sentence.numbers].every((number) =>
    own.some(
      ({ numbers, stems }) =>
        numbers.has(number) && others.filter((term) => stems.has(term)).length >= needed,
    ),
  );
}

/** The papers' own wording of what looks like an address or a signed number; all else is compared by words. */
function holdsVerbatim(text: string, whole: string): boolean {
  return text
    .split(/\s+/)
    .map((chunk) => chunk.replace(/^["'“”‘’(]+|["'“”‘’).,;:!?]+$/gu, ''))
    .filter((chunk) => DOTTED.test(chunk) || /^[-−–]\d/.test(chunk))
    .every((chunk) => whole.includes(chunk.replace(/^[−–]/, '-')));
}

/** The abstract's sentence that shares most words; undefined where none shares any. */
function nearestSentence({ abstract }: Paper, content: ReadonlySet<string>): string | undefined {
  return sentences(abstract)
    .map(({ text }) => ({ text, shared: shareOf(content, stemsOf(text)) }))
    .reduce<{ text: string; shared: number } | undefined>(
      (best, one) => (one.shared > (best?.shared ?? 0) ? one : best),
      undefined,
    )?.text;
}

/** Whether a sentence denies what its papers say, or says what they deny: `not` stands on one side only. */
function contradicts(text: string, said: readonly string[]): boolean {
  if (said.length === 0) return false;
  const isDenied = DENIES.test(text) && !said.some((one) => NEGATIVE.test(one));
  return isDenied || (said.every((one) => DENIES.test(one)) && !NEGATIVE.test(text));
}

/**
 * A sentence with what it rests on; undefined where it may not be shown.
 *
 * @param papers the papers that were given, in the order of their numbers
 */
function checkSentence(
  { text, numbers, isPlain }: WrittenSentence,
  papers: readonly Paper[],
): CheckedSentence | undefined {
  if (numbers.length === 0 || numbers.length > MAX_CITED) return undefined;
  if (!isPlain || text.length > MAX_SENTENCE || MARKUP.test(text)) return undefined;
  const given = numbers.map((number) => papers[number - 1]);
  if (!given.every((paper) => paper !== undefined)) return undefined;
  const content = contentStems(text);
  const cited = given.filter(
    ({ title, abstract }) => shareOf(content, stemsOf(`${title}. ${abstract}`)) >= MIN_SHARED_EACH,
  );
  const own = cited
    .flatMap(({ title, abstract }) => [title, ...sentences(abstract).map((one) => one.text)])
    .map(read);
  const held = new Set(own.flatMap(({ stems }) => [...stems]));
  if (shareOf(content, held) < MIN_SHARED) return undefined;
  const isNamed = namesIn(text, papers).every((name) => [...stemsOf(name)].every((part) => held.has(part)));
  const whole = own
    .map((one) => one.text)
    .join('\n')
    .replace(/[−–]/g, '-');
  if (!isNamed || !holdsNumbers(read(text), content, own) || !holdsVerbatim(text, whole)) return undefined;
  const nearest = cited.map((paper) => ({ paper, said: nearestSentence(paper, content) }));
  if (
    contradicts(
      text,
      nearest.flatMap(({ said }) => said ?? []),
    )
  )
    return undefined;
  return {
    text,
    support: nearest.map(({ paper, said }) =>
      said === undefined || said.length > MAX_QUOTE_LENGTH ? { paper } : { paper, quote: said },
    ),
  };
}

export type CheckedWriting = {
  /** How many sentences were written. */
  readonly written: number;
  readonly kept: readonly CheckedSentence[];
};

/** A model's text, sentence by sentence. */
export function checkWriting(text: string, papers: readonly Paper[]): CheckedWriting {
  const all = writtenSentences(text);
  return {
    written: all.length,
    kept: all.slice(0, MAX_SENTENCES).flatMap((one) => checkSentence(one, papers) ?? []),
  };
}
