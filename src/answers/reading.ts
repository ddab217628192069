import { fold } from '../text/fold.ts';

/** A word of the question; `used` once a recogniser has read it. */
export type Word = {
  readonly text: string;
  /** Folded, and for a misspelt cue word the word that was meant. */
  readonly folded: string;
  /** Stands after a sentence's beginning and begins with a capital, or holds a capital or digit inside. */
  readonly proper: boolean;
  used: boolean;
};

/** A question while it is being read: recognisers take from it what they understand. */
export type Reading = {
  readonly question: string;
  readonly words: readonly Word[];
  /** The folded words joined by one space: what cue patterns are matched against. */
  readonly text: string;
};

const WORD = /_*[\p{L}\p{M}\p{N}]+(?:[.'’_/-]+[\p{L}\p{M}\p{N}]+)*(?:_+|%)?/gu;
const MAX_WORDS = 400;

function isProper(text: string, isFirst: boolean): boolean {
  return (
    /[\p{L}\p{N}]\p{Lu}/u.test(text) ||
    /\p{L}\p{N}|\p{N}\p{L}/u.test(text) ||
    (!isFirst && /^\p{Lu}/u.test(text))
  );
}

/**
 * @param correct gives the cue word that a misspelt word means, or the word itself
 */
export function readQuestion(question: string, correct: (folded: string) => string): Reading {
  const words: Word[] = [];
  for (const match of question.matchAll(WORD)) {
    if (words.length >= MAX_WORDS) break;
    const [text] = match;
    const before = question.slice(0, match.index).trimEnd();
    const folded = fold(text.replace(/['’]s$/, '')).replaceAll("'", '');
    words.push({
      text,
      folded: correct(folded),
      proper: isProper(text, before === '' || /[.!?:]$/.test(before)),
      used: false,
    });
  }
  return { question, words, text: words.map(({ folded }) => folded).join(' ') };
}

/** The words from `start` to before `end`, joined as in {@link Reading.text}. */
export function phrase(reading: Reading, start: number, end: number): string {
  return reading.words
    .slice(start, end)
    .map(({ folded }) => folded)
    .join(' ');
}

function markUsed(reading: Reading, start: number, end: number): void {
  let at = 0;
  for (const word of reading.words) {
    if (at >= start && at + word.folded.length <= end) word.used = true;
    at += word.folded.length + 1;
  }
}

/** Marks as read the words under the match of a pattern on {@link Reading.text}; gives the match. */
export function take(reading: Reading, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(reading.text);
  if (match === null) return undefined;
  markUsed(reading, match.index, match.index + match[0].length);
  return match;
}

/** Marks as read the words of a part of {@link Reading.text}. */
export function takeText(reading: Reading, part: string): void {
  const start = reading.text.indexOf(part);
  if (start >= 0) markUsed(reading, start, start + part.length);
}

/** The unread words as typed, in order. */
export function remainder(reading: Reading): string {
  return reading.words
    .filter(({ used }) => !used)
    .map(({ text }) => text)
    .join(' ');
}
