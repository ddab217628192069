import { fold } from '../text/fold.ts';
import { stem } from '../text/stem.ts';
import { countsNoun, type Expectation, sentenceFits } from './expected-kind.ts';

/** Shown before the quote: a part of the sentence of at most this many characters. */
const MAX_SHORT_LENGTH = 180;
/** A sentence that is no longer needs no shorter form. */
const SHORT_ENOUGH = 180;
const CLAUSE_END = /(?<=[,;:])\s|\s(?=\()|\s(?=(?:and|but|while|whereas|which|who|including|compared) )/;

type Window = { readonly text: string; readonly score: number };

/** Runs of clauses that fit; each is a substring of the sentence. */
function clauseRuns(sentence: string): string[] {
  const starts = [0];
  for (const match of sentence.matchAll(new RegExp(CLAUSE_END, 'g'))) starts.push(match.index + 1);
  const ends = [...starts.slice(1).map((start) => start - 1), sentence.length];
  return starts.flatMap((start, first) =>
    ends
      .slice(first)
      .filter((end) => end - start <= MAX_SHORT_LENGTH)
      .map((end) => sentence.slice(start, end)),
  );
}

const NUMBERS =
  /(?<![\p{L}\d.,-])(?:(?:more than|over|about|around|approximately|at least|at most|up to|only|just|fewer than|less than|nearly|almost|roughly) |[∼~≈])?(?:\d[\d,.]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\p{L}\d%-])/giu;
/** Words between a number and what it counts. */
const MAX_BETWEEN = 5;

/** `118 inter-disciplinary experts`, where the sentence has one number only: with several, another may be meant. */
function countOf(sentence: string, { counted }: Expectation): string | undefined {
  const head = counted.at(-1);
  const [number, another] = sentence.match(NUMBERS) ?? [];
  if (head === undefined || number === undefined || another !== undefined) return undefined;
  const start = sentence.indexOf(number);
  const behind = sentence.slice(start + number.length);
  const words = [...behind.matchAll(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)].slice(0, MAX_BETWEEN + 1);
  const noun = words.find(([word]) => stem(fold(word)) === head);
  if (noun === undefined) return undefined;
  const phrase = number + behind.slice(0, noun.index + noun[0].length);
  return /[,;:.()](?!\d)/.test(phrase) ? undefined : phrase;
}

/**
 * The clauses of a long sentence that tell what was asked, with dots where something was left out; undefined where the
 * sentence is short or no part of it fits.
 *
 * @param matters how many of the words asked about stand in a text
 */
export function shortAnswer(
  sentence: string,
  expectation: Expectation,
  matters: (text: string) => number,
): string | undefined {
  const count = countOf(sentence, expectation);
  if (count !== undefined) return count;
  if (sentence.length <= SHORT_ENOUGH) return undefined;
  let best: Window | undefined;
  for (const text of clauseRuns(sentence)) {
    const fits = expectation.kind !== 'text' && sentenceFits(text, expectation.kind) ? 2 : 0;
    const counted = countsNoun(text, expectation.counted) ? 2 : 0;
    const score = matters(text) + fits + counted;
    if (
      best === undefined ||
      score > best.score ||
      (score === best.score && text.length > best.text.length)
    ) {
      best = { text, score };
    }
  }
  if (best === undefined || best.score === 0) return undefined;
  const before = sentence.startsWith(best.text) ? '' : '… ';
  const after = sentence.endsWith(best.text) ? '' : ' …';
  return `${before}${best.text.replace(/[,;:]$/, '')}${after}`;
}
