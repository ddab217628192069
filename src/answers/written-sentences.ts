import { oneLine } from '../text/printable.ts';
import { sentences } from '../text/sentences.ts';

/** A sentence as a model wrote it, and the numbers of the passages that it gives. */
export type WrittenSentence = {
  /** Without the numbers, with its full stop, on one line. */
  readonly text: string;
  /** In the order given, each once; empty where none is given. */
  readonly numbers: readonly number[];
  /** False where its line has a link, a mention or a tag: a sentence may be what the end of one was split off as. */
  readonly isPlain: boolean;
};

const NUMBERS = String.raw`\[\s*\d{1,6}(?:\s*[,;]\s*\d{1,6})*\s*\]`;
const MARKER = new RegExp(NUMBERS, 'g');
/** `It takes 5 minutes. [2] It ...`: the number belongs to the sentence before it. */
const AFTER_STOP = new RegExp(String.raw`([.!?])((?:\s*${NUMBERS})+)`, 'g');
const LEADS_AWAY = /:\/\/|\bwww\.|\]\s*\(|@|<\s*[a-z/!#:@|]/i;
/** What a line may begin with where the text is Markdown: a heading, a list, a quotation. */
const LINE_START = /^\s*(?:#{1,6}\s+|[-*•]\s+|\d{1,2}[.)]\s+|>\s+)/;
/** Text beyond this is not read. */
const MAX_TEXT = 8000;

/** Splits a model's text into its sentences. Emphasis and list marks are dropped, all else is left to be judged. */
export function writtenSentences(written: string): WrittenSentence[] {
  return written
    .slice(0, MAX_TEXT)
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => oneLine(line.replace(LINE_START, '').replaceAll('**', '').replace(AFTER_STOP, '$2$1')))
    .flatMap((line) => sentences(line).map(({ text }) => ({ text, isPlain: !LEADS_AWAY.test(line) })))
    .map(({ text, isPlain }) => ({
      isPlain,
      text: text
        .replace(MARKER, '')
        .replace(/\s+(?=[.,;:!?])/g, '')
        .replace(/\s{2,}/g, ' ')
        .trim(),
      numbers: [
        ...new Set([...text.matchAll(MARKER)].flatMap(([marker]) => marker.match(/\d+/g) ?? []).map(Number)),
      ],
    }))
    .filter(({ text, numbers }) => /[\p{L}\p{N}]/u.test(text) || numbers.length > 0);
}
