/**
 * German words that English has from the same Latin or Greek: `akuter` is `acute`, `Mitochondrien` are `mitochondria`.
 * Spellings are tried by rules, and the one counts that the papers hold; so no list of terms is needed.
 */

const INFLECTED = /(?:e[nrsm]?|[ns])$/;
/** Rules on the end of a word, then on its letters; each may apply or not. */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/isch$/, ['ic', 'ical', 'ian', 'y']],
  [/ieren$/, ['e', 'ate', 'ize', 'ise']],
  [/iert$/, ['ed', 'ated', 'ized', 'ised']],
  [/ierung$/, ['ation', 'ization', 'isation', 'ing']],
  [/ung$/, ['ation', 'ing']],
  [/ie$/, ['y', 'ia', 'ies']],
  [/i$/, ['y', 'ia', 'ies']],
  [/ik$/, ['ics', 'ic']],
  [/t[ae]t$/, ['ty']],
  [/enz$/, ['ence', 'ency', 'entia']],
  [/anz$/, ['ance', 'ancy']],
  [/iv$/, ['ive']],
  [/os$/, ['ous']],
  [/ose$/, ['osis']],
  [/os$/, ['osis']],
  [/ell$/, ['al', 'el']],
  [/ar$/, ['ar', 'ary']],
  [/or$/, ['or']],
  [/er$/, ['er', 're']],
];
/** What English puts behind a stem that German leaves bare. */
const ADDED = ['', 'e', 'a', 's', 'es', 'al', 'ic', 'y', 'um', 'us', 'ia', 'on'];
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/k(?!n)/g, 'c'],
  [/z/g, 'c'],
  [/ph|f/g, 'ph'],
  [/j/g, 'y'],
];
const MIN_LENGTH = 4;
/** Each half of a compound. */
const MIN_HALF = 4;
/** What German puts between the halves. */
const JOINT = /(?:s|n|en|es)$/;

function spellings(word: string): Set<string> {
  let found = new Set([word]);
  for (const [letters, by] of LETTERS)
    found = new Set([...found].flatMap((one) => [one, one.replace(letters, by)]));
  return found;
}

/** English words that a folded German one may be, the likeliest first. */
function candidates(word: string): string[] {
  const stems = [...new Set([word, word.replace(INFLECTED, ''), word.replace(/(?:er|e)?n?s?$/, '')])];
  return stems.flatMap((stem) => {
    const ended = ENDINGS.flatMap(([ending, by]) =>
      ending.test(stem) ? by.map((one) => stem.replace(ending, one)) : [],
    );
    return [...ended, ...ADDED.map((end) => stem + end)].flatMap((one) => [...spellings(one)]);
  });
}

/** German ä and ö stand for ae and oe, of which American English keeps the e: `Anämie`, `Ödem`. */
function foldings(text: string): string[] {
  const lower = text.toLowerCase().normalize('NFC').replaceAll('ß', 'ss');
  const plain = (one: string) => one.normalize('NFD').replace(/\p{M}/gu, '');
  return [
    ...new Set([
      plain(lower),
      plain(lower.replace(/[äö]/g, 'e')),
      plain(lower.replace(/[äö]/g, (one) => (one === 'ä' ? 'ae' : 'oe'))),
    ]),
  ];
}

function cognateOf(folded: string, isHeld: (word: string) => boolean): string | undefined {
  return candidates(folded).find((word) => word.length >= MIN_LENGTH && isHeld(word));
}

/**
 * The English spelling under which the papers hold a German word, or the two of a compound; undefined where they hold none.
 * @param text as typed
 * @param isHeld whether a title or abstract holds a folded word
 * @param termOf the English of a half that stands in a table
 */
export function cognate(
  text: string,
  isHeld: (word: string) => boolean,
  termOf: (word: string) => string | undefined = () => undefined,
): string | undefined {
  const english = (word: string) =>
    termOf(word) ?? termOf(word.replace(JOINT, '')) ?? cognateOf(word, isHeld);
  for (const word of foldings(text)) {
    if (word.length < MIN_LENGTH) continue;
    const whole = cognateOf(word, isHeld);
    if (whole !== undefined) return whole;
  }
  for (const word of foldings(text)) {
    for (let at = word.length - MIN_HALF; at >= MIN_HALF; at -= 1) {
      const second = english(word.slice(at));
      const first = second === undefined ? undefined : english(word.slice(0, at));
      if (first !== undefined) return `${first} ${second}`;
    }
  }
  return undefined;
}
