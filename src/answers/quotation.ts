import type { Passage, Sentence } from '../engine/engine.ts';
import { sentences } from '../text/sentences.ts';

/** A quote is at most two sentences and this many characters, a substring of the plain abstract. */
export const MAX_QUOTE_LENGTH = 350;

/** The part of a long sentence around the words that matter, cut at words. */
function excerpt(text: string, matters: (text: string) => number): string {
  if (text.length <= MAX_QUOTE_LENGTH) return text;
  let best = { start: 0, score: -1 };
  for (let start = 0; start < text.length; start = text.indexOf(' ', start) + 1) {
    const window = text.slice(start, start + MAX_QUOTE_LENGTH);
    const score = matters(window);
    if (score > best.score) best = { start, score };
    if (start + MAX_QUOTE_LENGTH >= text.length || text.indexOf(' ', start) < 0) break;
  }
  const end = best.start + MAX_QUOTE_LENGTH;
  if (end >= text.length) return text.slice(best.start);
  const space = text.lastIndexOf(' ', end);
  return text.slice(best.start, space > best.start ? space : end);
}

/**
 * The quote for a passage: its sentence, with the neighbour that scores better where both fit.
 *
 * @param matters how much of what was asked stands in a text
 */
export function quotePassage(
  passage: Passage,
  others: readonly Passage[],
  matters: (text: string) => number,
): string {
  const { abstract } = passage.paper;
  const { sentence } = passage;
  if (sentence.text.length > MAX_QUOTE_LENGTH) return excerpt(sentence.text, matters);
  const all = sentences(abstract);
  const scoreOf = (neighbour: Sentence | undefined) =>
    others.find((other) => other.paper.id === passage.paper.id && other.sentence.start === neighbour?.start)
      ?.score ?? 0;
  const at = all.findIndex(({ start }) => start === sentence.start);
  const neighbours = [all[at + 1], at > 0 ? all[at - 1] : undefined]
    .filter((neighbour) => neighbour !== undefined)
    .sort((a, b) => scoreOf(b) - scoreOf(a));
  for (const neighbour of neighbours) {
    const start = Math.min(sentence.start, neighbour.start);
    const end = Math.max(sentence.end, neighbour.end);
    if (end - start <= MAX_QUOTE_LENGTH) return abstract.slice(start, end).trim();
  }
  return sentence.text;
}
