import type { Reply } from '../src/reply/reply.ts';
import { foldedKey } from '../src/text/fold.ts';
import type { EvaluationQuestion } from './question.ts';

/** What is judged of a reply: its plain-text rendering beside its data. */
export type JudgedReply = Pick<Reply, 'answered' | 'papers' | 'quotes'> & { readonly text: string };

export type Verdict = {
  readonly right: boolean;
  /** All expected strings stand in the first characters of the text alone. */
  readonly short: boolean;
  /** The reply claims an answer, and it is not the right one. */
  readonly answeredWrong: boolean;
};

const TEXT_LENGTH = 500;
const QUOTE_LENGTH = 350;
const SHORT_LENGTH = 200;

function titleKey(title: string): string {
  return foldedKey(title.replaceAll('$', ''));
}

function comparable(text: string): string {
  return text.replaceAll('$', '').toLowerCase();
}

/** Case-insensitive; a number counts as a whole number only (`5` is not in `2025`, `3.5` or `5,000`). */
export function holds(text: string, expected: string): boolean {
  const haystack = comparable(text);
  const needle = comparable(expected);
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const before = haystack.slice(Math.max(0, at - 2), at);
    const after = haystack.slice(at + needle.length, at + needle.length + 2);
    const startsInside = /^\d/.test(needle) && /\d$|\d[.,]$/.test(before);
    const endsInside = /\d$/.test(needle) && /^\d|^[.,]\d/.test(after);
    if (!startsInside && !endsInside) return true;
  }
  return false;
}

function holdsAll(reply: JudgedReply, expected: readonly string[]): boolean {
  const text = reply.text.slice(0, TEXT_LENGTH);
  const quote = reply.quotes[0]?.text.slice(0, QUOTE_LENGTH) ?? '';
  return expected.every((string) => holds(text, string) || holds(quote, string));
}

function isSet(reply: JudgedReply, titles: readonly string[]): boolean {
  const got = new Set(reply.papers.map(({ title }) => titleKey(title)));
  return got.size === titles.length && titles.every((title) => got.has(titleKey(title)));
}

function startsWith(reply: JudgedReply, title: string | undefined): boolean {
  const [first] = reply.papers;
  return first !== undefined && title !== undefined && titleKey(first.title) === titleKey(title);
}

function isRight(question: EvaluationQuestion, reply: JudgedReply): boolean {
  const { type, papers, answer, set } = question;
  const wantsRefusal = type === 'none' || (type === 'messy' && papers.length === 0 && answer.length === 0);
  if (wantsRefusal) return !reply.answered;
  if (!reply.answered) return false;
  if (type === 'find') return startsWith(reply, papers[0]);
  if (set === true) return isSet(reply, papers);
  return answer.length > 0 ? holdsAll(reply, answer) : startsWith(reply, papers[0]);
}

/** Judges a reply by the rules in `test/eval/README.md`. */
export function judge(question: EvaluationQuestion, reply: JudgedReply): Verdict {
  const right = isRight(question, reply);
  const start = reply.text.slice(0, SHORT_LENGTH);
  return {
    right,
    short: reply.answered && question.answer.every((string) => holds(start, string)),
    answeredWrong: reply.answered && !right,
  };
}
