import { shippedLines } from '../shipped-data.ts';

/** The list that the ranking was measured with: the English one of npm's `stopword` 3.1.5 (MIT). */
const STOP_WORDS: ReadonlySet<string> = new Set(shippedLines('stop-words.txt'));

/** Whether a folded word tells nothing about a paper. Question words are among them: read a question before dropping them. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
