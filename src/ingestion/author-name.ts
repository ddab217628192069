import type { Author } from '../paper.ts';

/** Words that belong to the family name that follows, however they are written. */
const PARTICLES = new Set(
  `van von der den de del della dello di da do dos das du la le les ter ten te zu zur zum vom af av bin ibn
   el al dal dalla degli dei y e 't op het los las lo san st. ben abu bint`.split(/\s+/),
);
/** Of these, the ones that begin a family name when capitalised too (`Luc Van Gool`, `Luc De Raedt`). */
const CAPITALISED_PARTICLES = new Set('Van Von De Del Della Di Da Dos Du Den Der Ter El Bin Ibn'.split(' '));
/** Beside one of these, `Van` is a Vietnamese middle name. */
const VIETNAMESE_FAMILIES = new Set(
  'nguyen nguyễn tran trần le lê pham phạm hoang hoàng phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo ngô duong dương ly lý'.split(
    ' ',
  ),
);
const SPANISH_PARTICLES = new Set(['de', 'del', 'y']);
const SUFFIX = /^(?:Jr\.?|Sr\.?|II|III|IV|2nd|3rd)$/;
const INITIALS = /^(?:\p{Lu}\p{M}?\.?-?){1,4}$/u;
const GROUP =
  /\b(?:collaborations?|consortium|consortia|team|group|project|network|initiative|committee|alliance|association|society|institute|university|laboratory|investigators|survey|observatory|community|foundation|task force)\b/iu;

type WrittenName = Pick<Author, 'given' | 'family'>;

function isParticle(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (PARTICLES.has(word)) return true;
  if (!CAPITALISED_PARTICLES.has(word)) return false;
  const neighbours = [words[0], words.at(-1)].map((name) => name?.toLowerCase() ?? '');
  return !neighbours.some((name) => VIETNAMESE_FAMILIES.has(name));
}

/** `María del Carmen` and `María de los Ángeles` are given names. */
function afterCompoundGivenName(words: readonly string[]): number {
  if (!/^mar[ií]a$/i.test(words[0] ?? '') || !/^(?:del|de)$/.test(words[1] ?? '')) return 1;
  const noun = /^(?:los|las|la)$/.test(words[2] ?? '') ? 3 : 2;
  return noun + 1 < words.length ? noun + 1 : 1;
}

/**
 * Index of the family name's first word. It is the last word, or begins with the first particle before it.
 * Two or more words between a first name and a Spanish `de` are a double family name:
 * `Lopez Herrera de Avila`.
 */
function familyStart(words: readonly string[]): number {
  const first = afterCompoundGivenName(words);
  for (let index = first; index < words.length - 1; index++) {
    if (!isParticle(words, index)) continue;
    const middle = words.slice(1, index);
    const isDouble =
      SPANISH_PARTICLES.has(words[index] ?? '') &&
      (words[index] === 'y' || middle.length >= 2) &&
      middle.length > 0 &&
      !middle.some((word) => INITIALS.test(word));
    if (!isDouble) return index;
    return words[index] === 'y' ? index - 1 : 1;
  }
  return words.length - 1;
}

/** `Okafor A` and `Lindqvist RN`, as medical indexes write them; `Fei LI` is a name in capitals. */
function endsInInitials(words: readonly string[]): boolean {
  const [family = '', last = ''] = words;
  return (
    words.length === 2 && /^\p{Lu}\p{Ll}{2,}/u.test(family) && /^(?:\p{Lu}|[B-DF-HJ-NP-TV-Z]{2})$/u.test(last)
  );
}

function splitInOrder(words: readonly string[]): WrittenName {
  const suffixes = words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? 1 : 0;
  const body = words.slice(0, words.length - suffixes);
  if (endsInInitials(body)) return { given: body[1] ?? '', family: body[0] ?? '' };
  const start = familyStart(body);
  return { given: body.slice(0, start).join(' '), family: words.slice(start).join(' ') };
}

/** `Family, Given`, with a suffix before or after the given name: `King, Jr., Martin` or `King, Martin, Jr.` */
function splitAtCommas(parts: readonly string[]): WrittenName {
  const suffix = parts.slice(1).find((part) => SUFFIX.test(part));
  const given = parts.slice(1).filter((part) => part !== suffix);
  return {
    given: given.join(' '),
    family: [parts[0], suffix].filter((part) => part !== undefined).join(' '),
  };
}

/** `Jr.`, `III`: what may stand behind a name, also after a comma. */
export function isNameSuffix(word: string): boolean {
  return SUFFIX.test(word);
}

/** A word in lower case that may stand inside a name: `van`, `du`. */
export function isNameParticle(word: string): boolean {
  return PARTICLES.has(word);
}

/** A group writes as one author: `The ATLAS Collaboration`. */
export function isGroupName(name: string): boolean {
  return GROUP.test(name);
}

/**
 * Splits a person's name, written in either order. Given is empty for single names and groups;
 * the family name holds particles (`du Bois Martin`) and suffixes (`King Jr.`).
 * @throws RangeError if the name is blank
 */
export function parseAuthorName(text: string): Author {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') throw new RangeError('An author needs a name');
  if (isGroupName(name)) return { name, given: '', family: name };
  const parts = name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2) return { name, ...splitInOrder(name.replace(/,/g, '').trim().split(' ')) };
  if (parts.length === 2 && SUFFIX.test(parts[1] ?? ''))
    return { name, ...splitInOrder(parts.flatMap((part) => part.split(' '))) };
  const { given, family } = splitAtCommas(parts);
  return { name: [given, family].filter((part) => part !== '').join(' '), given, family };
}
