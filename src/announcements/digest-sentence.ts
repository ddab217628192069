import { sentences } from '../text/sentences.ts';

const CONTRIBUTION =
  /\b(?:we (?:propose|present|introduce|show|develop|study|demonstrate|provide|investigate|describe|prove|find)|(?:this|our) (?:paper|work|article|study|survey|review)|here,? we)\b/i;

/** The sentence that says what a paper does, where one says so in the usual words; else its first. Empty without an abstract. */
export function tellingSentence(abstract: string): string {
  const all = sentences(abstract).map(({ text }) => text.trim());
  return all.find((sentence) => CONTRIBUTION.test(sentence)) ?? all[0] ?? '';
}
