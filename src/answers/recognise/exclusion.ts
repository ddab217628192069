import { isFiller } from '../cue-words.ts';
import type { Reading } from '../reading.ts';

/** What announces a subject that is not wanted. Plain `without` and `not` are left alone: they describe what a paper does. */
const NOT_ABOUT =
  /\b(?:(?:but|and|just|only) not|not|nothing|excluding|except|apart from|other than|leaving out|(?:do|does|did)(?: not|nt)|dont|doesnt)(?: (?:those|ones|papers|anything|to do))?(?: (?:about|on|mention(?:ing)?|concern(?:ing)?|deal(?:ing)? with|involv(?:e|ing)|cover(?:ing)?|regarding|using|use|with|for))\b|\b(?:excluding|but no|except|leaving out|minus)\b/;
/** Where the unwanted subject ends. */
const END =
  /^(?:from|in|since|before|after|by|with|without|and|but|which|that|who|published|of|until|please|papers?)$/;
const MAX_WORDS = 5;

/** Words and phrases that must not stand in a paper: `but not about images`. Taken from the reading. */
export function recogniseExclusion(reading: Reading): string[] {
  const match = NOT_ABOUT.exec(reading.text);
  if (match === null) return [];
  const end = match.index + match[0].length;
  const phrase: string[] = [];
  let at = 0;
  for (const word of reading.words) {
    const start = at;
    at += word.folded.length + 1;
    if (start >= match.index && start < end) word.used = true;
    if (start < end) continue;
    if (word.used || END.test(word.folded) || phrase.length >= MAX_WORDS) break;
    if (isFiller(word.folded) && phrase.length === 0) {
      word.used = true;
      continue;
    }
    phrase.push(word.text);
    word.used = true;
  }
  return phrase.length === 0 ? [] : [phrase.join(' ')];
}
