import { shippedLines } from '../../shipped-data.ts';
import { fold } from '../../text/fold.ts';
import { cognate } from './cognates.ts';

/** German words, folded, to the English ones that a question over English papers uses. */
const TERMS: ReadonlyMap<string, string> = new Map(
  shippedLines('german-terms.txt').map((line): [string, string] => {
    const [german = '', english = ''] = line.split('=').map((part) => part.trim());
    return [fold(german), english];
  }),
);
/** Words that no English question holds; two of them, or one that asks, make a question German. */
const FUNCTION_WORDS = new Set(
  'der dem den das des ein eine einen einem einer und oder nicht mit ohne ueber uber von vom zu zum zur ist sind wurde wurden haben gibt es welche welcher welches welchen welchem wie wieviele viele wer wann wo worum warum geht handelt behandelt seit zwischen nach bei beim fur fuer auf aus sich ich wir ihr euch kennt habt kann auch noch bitte zeige zeig mir alle nur davon dafur dafuer'.split(
    ' ',
  ),
);
/** What tells a short turn to be German where it says nothing else: `danke`, `davon nur die von 2022`. */
const OF_TURNS = new Set(
  'danke hallo moin servus gruezi tschuss tschuess davon darin daraus dazu damit darauf nur mehr sonst weitere weiteren anderes anderen andere nachste nachsten ahnliche ahnliches neueres neuere alteres erste ersten erster erstes zweite zweiten zweiter dritte dritten vierte vierten funfte letzte letzten diese diesem diesen dieser dieses jene ihre ihren seine seinen deren dessen zuruck nein doch wieviel wessen vergleiche uberblick'.split(
    ' ',
  ),
);
const ASKING = /^(?:welche[rsnm]?|wieviele|wer|wann|worum|warum|gibt|gibts|zeige?|wie heisst|wie viele)$/;
/** German puts the verb's second half last; `X` is what stands between. */
const ORDER: readonly (readonly [RegExp, string])[] = [
  [
    /\bwho (?:has|have) (.+?) (?:written|published|made|proposed|developed|presented)(?=[\s?.!]*$)/iu,
    'who wrote $1',
  ],
  [
    /\b(when|where) was (.+?) (published|written|made|tested|measured|studied)(?=[\s?.!]*$)/iu,
    '$1 was $2 $3',
  ],
  [/\bare there (?:also |other |anything else )?(?=anything\b)/giu, 'is there '],
  [
    /\b(the (?:first|second|third|fourth|fifth|last|newest|oldest|newer|older|other)) one (?=(?:papers?|publications?|preprints?|stud(?:y|ies)|articles?|authors?|methods?|models?)\b)/giu,
    '$1 ',
  ],
  [/\bby (?=(?:19|20)\d\d\b)/giu, 'from '],
];
const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
/** Longest expression of the table, in words. */
const MAX_WORDS = 5;
const MIN_HALF = 4;
/** A longer question says by its own words that it is German. */
const MAX_TURN = 6;

function isGerman(words: readonly string[], isHeld: (word: string) => boolean): boolean {
  if (/^(?:was|wie) (?:ist|sind|war|waren)\b/.test(words.join(' '))) return true;
  const isOfFunction = words.some((word) => FUNCTION_WORDS.has(word));
  if (isOfFunction && words.some((word) => ASKING.test(word))) return true;
  const told = words.filter((word) => FUNCTION_WORDS.has(word) || OF_TURNS.has(word)).length;
  if (told >= 2) return true;
  // A turn of a few words, all of them German.
  const isOfTable = (word: string) => FUNCTION_WORDS.has(word) || OF_TURNS.has(word) || TERMS.has(word);
  return told > 0 && words.length <= MAX_TURN && words.every((word) => isOfTable(word) || isHeld(word));
}

/** `Wettervorhersagen` is `wetter` and `vorhersagen`, with the letters that German puts between. */
function splitCompound(word: string): string | undefined {
  for (let at = word.length - MIN_HALF; at >= MIN_HALF; at -= 1) {
    const first = word.slice(0, at);
    const stem = [first, first.replace(/(?:s|n|en|es)$/, '')].find((candidate) => TERMS.has(candidate));
    const second = TERMS.get(word.slice(at));
    if (stem !== undefined && second !== undefined) return `${TERMS.get(stem)} ${second}`;
  }
  return undefined;
}

/** `OpenML-Datensatz` is a `Datensatz` of a name. */
function splitHyphened(word: string): string | undefined {
  const at = word.lastIndexOf('-');
  const head = at < 0 ? undefined : TERMS.get(fold(word.slice(at + 1)));
  return head === undefined ? undefined : `${word.slice(0, at)} ${head}`;
}

/**
 * A German question in English words, in its own order: function words and common terms by a table, compounds of two.
 * Others stay: names are the same, and so are many terms.
 *
 * @param isHeld whether the library holds a folded word (or it is a name): such a word is left alone unless it is a function word
 */
export function toEnglish(
  question: string,
  isHeld: (word: string) => boolean,
): { readonly english: string; readonly translated: readonly string[] } {
  const words = [...question.matchAll(WORD)].map((match) => ({
    text: match[0],
    folded: fold(match[0]),
    at: match.index,
  }));
  if (
    !isGerman(
      words.map(({ folded }) => folded),
      isHeld,
    )
  )
    return { english: question, translated: [] };
  const translated: string[] = [];
  let english = '';
  let copied = 0;
  for (let at = 0; at < words.length; ) {
    const found = expressionAt(words, at, isHeld);
    const first = words[at];
    const last = words[at + (found?.length ?? 1) - 1];
    at += found?.length ?? 1;
    if (found === undefined || first === undefined || last === undefined) continue;
    english += question.slice(copied, first.at) + found.english;
    copied = last.at + last.text.length;
    translated.push(question.slice(first.at, copied));
  }
  return { english: inEnglishOrder(english + question.slice(copied)), translated };
}

function inEnglishOrder(text: string): string {
  return ORDER.reduce((ordered, [pattern, by]) => ordered.replace(pattern, by), text);
}

function expressionAt(
  words: readonly { readonly text: string; readonly folded: string }[],
  at: number,
  isHeld: (word: string) => boolean,
): { readonly length: number; readonly english: string } | undefined {
  for (let length = MAX_WORDS; length >= 1; length -= 1) {
    const key = words
      .slice(at, at + length)
      .map(({ folded }) => folded)
      .join(' ');
    const english = TERMS.get(key);
    if (english === undefined || at + length > words.length) continue;
    const isName =
      length === 1 && /^\p{Lu}/u.test(words[at]?.text ?? '') && isHeld(key) && !FUNCTION_WORDS.has(key);
    if (!isName) return { length, english };
  }
  const { text, folded } = words[at] ?? { text: '', folded: '' };
  const isGermanOnly = !FUNCTION_WORDS.has(folded) && !OF_TURNS.has(folded) && !isHeld(folded);
  const compound =
    splitHyphened(text) ??
    splitCompound(folded) ??
    (isGermanOnly ? cognate(text, isHeld, (word) => TERMS.get(word)) : undefined);
  return compound === undefined ? undefined : { length: 1, english: compound };
}
