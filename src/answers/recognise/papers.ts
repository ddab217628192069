import type { PaperNameIndex } from '../../engine/engine.ts';
import type { Paper } from '../../paper.ts';
import { foldedKey } from '../../text/fold.ts';
import { isFiller } from '../cue-words.ts';
import type { Reading, Word } from '../reading.ts';

/** A title's beginning counts from this many words on; a shorter one where it is a name of the paper. */
const MIN_TITLE_WORDS = 2;

/** Index after the words that spell a title, the longest that does. */
function titleAt(
  words: readonly Word[],
  start: number,
  names: PaperNameIndex,
): { end: number; paper: Paper } | undefined {
  let spelled = '';
  let found: { end: number; paper: Paper } | undefined;
  for (let end = start; end < Math.min(words.length, start + 40); end += 1) {
    spelled = `${spelled} ${foldedKey(words[end]?.text ?? '')}`.trim();
    const paper = names.titled(spelled);
    if (paper !== undefined && end + 1 - start >= MIN_TITLE_WORDS) found = { end: end + 1, paper };
  }
  return found;
}

/**
 * Papers that the question calls by title or by a name of theirs, in order. The words stay for search, which they
 * serve as well.
 */
export function recognisePapers(
  reading: Reading,
  names: PaperNameIndex,
  isKnown: (word: string) => boolean,
): { readonly papers: readonly Paper[]; readonly words: readonly string[] } {
  const papers = new Set<Paper>();
  const called: string[] = [];
  const { words } = reading;
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    const title = titleAt(words, at, names);
    if (title !== undefined) {
      papers.add(title.paper);
      called.push(...words.slice(at, title.end).map(({ text }) => text));
      at = title.end;
      continue;
    }
    at += 1;
    if (word === undefined || word.used) continue;
    const isPlain = isFiller(word.folded) && !/\p{Lu}/u.test(word.text);
    const paper = isPlain ? undefined : names.named(word.text.replace(/['’]s$/, ''), isKnown);
    if (paper === undefined) continue;
    // A second name of the same paper is what is asked about.
    if (!papers.has(paper)) called.push(word.text);
    papers.add(paper);
  }
  return { papers: [...papers], words: called };
}
