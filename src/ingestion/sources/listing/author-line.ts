import { isGroupName, isNameParticle, isNameSuffix } from '../../author-name.ts';
import { isGivenName } from '../../given-names.ts';
import type { PageEvidence } from './page-evidence.ts';

/** Second line of a record: `Do Roots Listen?Ada Okafor, Jan Lindqvist et al. · organisation`. */
export type AuthorLine = {
  readonly title: string;
  readonly authors: readonly string[];
  /** False where the line says `et al.`. */
  readonly authorsComplete: boolean;
  readonly organisation: string | undefined;
};

/** The page prints at most this many authors, and `et al.` only behind so many. */
const MOST_AUTHORS = 3;
const ET_AL = /(?:\s*,)?\s+et\.?\s+al\.?$/i;
const ORGANISATION = ' · ';
/** A title below this is none: nothing in the line looks like a name. */
const LEAST_SCORE = -6;
const LONGEST_LINE = 4000;
/** Looking further back than this for the first author would only cost time. */
const LONGEST_AUTHORS = 1000;
const LONGEST_NAME = 300;
/** The end of a title that is looked at. */
const TITLE_TAIL = 100;

type Split = { readonly at: number; readonly score: number };

/**
 * Splits title, authors and organisation. Nothing separates the title from the first author, so every place where a name
 * could begin is scored by what stands on both sides of it, and the best is taken.
 * @param abstractWords words of the record's own abstract.
 * @returns undefined where the line holds no place at which a name could begin.
 */
export function parseAuthorLine(
  line: string,
  abstractWords: ReadonlySet<string>,
  page: PageEvidence,
): AuthorLine | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const { rest, organisation } = cutOrganisation(line);
  const glued = rest.replace(ET_AL, '');
  const authorsComplete = glued === rest;
  const best = bestSplit(glued, { authorsComplete, abstractWords, page });
  if (best === undefined || best.score < LEAST_SCORE) return undefined;
  const authors = namesOf(glued.slice(best.at)).flatMap(withGroup);
  return { title: glued.slice(0, best.at).trim(), authors, authorsComplete, organisation };
}

function cutOrganisation(line: string): { rest: string; organisation: string | undefined } {
  const at = line.lastIndexOf(ORGANISATION);
  const organisation = line.slice(at + ORGANISATION.length).trim();
  if (at < 1 || organisation === '' || ET_AL.test(line)) return { rest: line, organisation: undefined };
  return { rest: line.slice(0, at).trim(), organisation: organisation.slice(0, 300) };
}

/** Names between commas; a suffix (`Jr.`) stays with the name before it. */
function namesOf(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split(',').map((name) => name.replace(/\s+/g, ' ').trim())) {
    if (part === '') continue;
    const before = names.at(-1);
    if (before !== undefined && isNameSuffix(part)) names[names.length - 1] = `${before}, ${part}`;
    else names.push(part);
  }
  return names;
}

/** `Jane Doe for the DES Collaboration`: a person, and the group that they write for. */
const FOR_GROUP = /^(?<person>\p{Lu}.*?) (?:for the|on behalf of(?: the)?) (?<group>\p{Lu}.*)$/u;

function withGroup(name: string): string[] {
  const { person, group } = FOR_GROUP.exec(name)?.groups ?? {};
  return person === undefined || group === undefined ? [name] : [person, group];
}

type Evidence = {
  readonly authorsComplete: boolean;
  readonly abstractWords: ReadonlySet<string>;
  readonly page: PageEvidence;
};

function bestSplit(line: string, evidence: Evidence): Split | undefined {
  let best: Split | undefined;
  for (const at of splitPoints(line)) {
    const score = scoreSplit(line, at, evidence);
    if (score !== undefined && (best === undefined || score > best.score)) best = { at, score };
  }
  return best;
}

/** A capital or a letter without case right behind something that can end a title. */
const NAME_START = /(?<=[^\s(\-‐‑–/]|\s[-–])(?=\p{Lu}|(?<!\p{Lo})\p{Lo})/gu;
const PARTICLE_START = /(?<=\S)(?=(?:van|von|de|du|da|di|del|della|dos|the)[ -]\p{L})/gu;

/** Where a name could begin: at a capital, another script or a particle that stands right behind another character. */
function splitPoints(line: string): number[] {
  const earliest = Math.max(startOfLastParts(line, MOST_AUTHORS + 2), line.length - LONGEST_AUTHORS);
  const points = [...line.matchAll(NAME_START), ...line.matchAll(PARTICLE_START)];
  return points.map(({ index }) => index).filter((index) => index >= earliest);
}

/** Authors stand in the last comma-separated parts: what lies before them need not be looked at. */
function startOfLastParts(line: string, parts: number): number {
  let at = line.length;
  for (let comma = 0; comma < parts && at > 0; comma += 1) at = line.lastIndexOf(',', at - 1);
  return Math.max(0, at);
}

function scoreSplit(line: string, at: number, evidence: Evidence): number | undefined {
  const comma = line.indexOf(',', at);
  if ((comma < 0 ? line.length : comma) - at > LONGEST_NAME) return undefined;
  const names = namesOf(line.slice(at));
  const [first = ''] = names;
  if (first === '' || names.length > MOST_AUTHORS) return undefined;
  const missing = evidence.authorsComplete ? 0 : MOST_AUTHORS - names.length;
  let score =
    -4 * missing +
    scoreTitleEnd(line.slice(Math.max(0, at - TITLE_TAIL), at), evidence) +
    scoreName(first, evidence);
  if (breaksWord(line, at, evidence)) score -= 6;
  if (/^\p{Ll}/u.test(first) && !first.startsWith('the ')) score -= 3;
  // `CN|NP Smith`, `K|C Santosh`: initials without dots are as likely the end of an acronym.
  if (/\p{Lu}/u.test(line[at - 1] ?? '') && /^\p{Lu}+ /u.test(first))
    score -= /^\p{Lu} /u.test(first) ? 1.5 : 2;
  for (const name of names.slice(1)) score += Math.min(1, scoreName(name, evidence) / 2);
  return score;
}

const NAME_WORD = /^[\p{L}\p{M}"“(\\{][\p{L}\p{M}.'’`‘ʼ\-‐‑–"“”)~\\{}^]*$/u;
/** `J.`, `J.-P.`, `M`, `KC`. */
const INITIAL = /^(?:(?:\p{Lu}\p{M}*\p{Ll}?\.-?){1,4}|\p{Lu}{1,2})$/u;
/** Capitals inside a word that names have: `McDonald`, `DeVries`, `O'Brien`, `Jean-Pierre`. */
const INNER_CAPITAL = /^(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Von|Fitz|Ben|Al|El|\p{L}*['’])\p{Lu}\p{Ll}+$/u;

/** How much a text looks like one person or group; lower for every word that no name has. */
function scoreName(printed: string, evidence: Evidence): number {
  const { page, abstractWords } = evidence;
  const [name = ''] = withGroup(printed);
  const words = name.replace(/,/g, '').split(' ');
  const [given = ''] = words;
  if (isGroupName(given) || isGroupName(words.at(-1) ?? '')) return scoreGroup(words, evidence);
  if (words.length === 1) return scoreLength(1) + scoreSingleName(given, evidence);
  let score = scoreLength(words.filter((word) => !isNameParticle(word) && !isNameSuffix(word)).length);
  for (const word of words) score += scoreNameWord(word);
  if (page.names.has(name)) return score + 10;
  if (page.givenNames.has(given)) score += 5;
  else if (isGivenName(given) || isDoubleGivenName(given)) score += 4;
  else if (isDoubleSyllable(given)) score += 2;
  else if (INITIAL.test(given)) score += given.endsWith('.') ? 3 : 1;
  else if (abstractWords.has(given) || page.words.has(given.toLowerCase())) score -= 2;
  if (beginsWithWord(given, evidence)) score -= 4;
  if (page.familyNames.has(words.at(-1) ?? '')) score += 2;
  return score;
}

/** `Madonna`, `OpenAI`, `王伟`: any word with a capital may be one, the longer the likelier. */
function scoreSingleName(name: string, { page, abstractWords }: Evidence): number {
  if (/^\p{Lo}{2,6}$/u.test(name)) return 3;
  if (!NAME_WORD.test(name) || name.length < 3) return -7;
  if (page.names.has(name) || isGivenName(name)) return 3;
  if (abstractWords.has(name.toLowerCase()) || page.words.has(name.toLowerCase())) return -2;
  return MERGED_WORDS.test(name) ? -3 : 0;
}

/** `MengChao`, `Marc'Aurelio`, `DeLesley`: two given names written as one, or a prefix and one. */
function isDoubleGivenName(word: string): boolean {
  const parts = /^(\p{Lu}\p{Ll}+)['’]?(\p{Lu}\p{Ll}+)$/u.exec(word);
  if (parts === null) return false;
  return (INNER_CAPITAL.test(word) || isGivenName(parts[1] ?? '')) && isGivenName(parts[2] ?? '');
}

/** A syllable as Chinese and Korean are romanised: few letters before the vowels, and only these ends. */
const DOUBLE_SYLLABLE =
  /^(?:(?:\p{Lu}(?:[hs]{0,2}[wy]?)?[aeiouü]{1,3}|[AEIOU][aeiouü]{0,2})(?:ng|[nmklrhp])?){2}$/u;

/** `HsiaoYuan`, `NaHyeon`: a given name of two syllables, each with a capital. */
function isDoubleSyllable(word: string): boolean {
  return DOUBLE_SYLLABLE.test(word);
}

/** `ManyIngyun`: the end of a title's last word, which the page uses, and a name behind it. */
function beginsWithWord(word: string, { abstractWords, page }: Evidence): boolean {
  const first = /^(\p{Lu}\p{Ll}{2,})\p{Lu}\p{Ll}/u.exec(word)?.[1] ?? '';
  if (first === '' || isGivenName(first) || INNER_CAPITAL.test(word)) return false;
  return [first, first.toLowerCase()].some((one) => abstractWords.has(one) || page.words.has(one));
}

function scoreLength(names: number): number {
  return [-6, -2, 2, 1.5, 0][names] ?? -3 * (names - 4);
}

/** Capitals, then a word: `SPlanck`, `IPthe` are torn off the title's last word. */
const MERGED_WORDS = /^\p{Lu}{2,}\p{Ll}{2,}/u;

/** Of `TeVATLAS Collaboration` and `TeATLAS Collaboration` the one whose first word is found elsewhere. */
function scoreGroup(words: readonly string[], { abstractWords, page }: Evidence): number {
  const [first = ''] = words;
  const name = (/^the$/i.test(first) ? words[1] : first) ?? '';
  let score = abstractWords.has(name) ? 4 : page.words.has(name) ? 2 : 1;
  if (words.some((word) => !/^[\p{L}\p{N}(&]/u.test(word) || /[:;?!]/.test(word))) score -= 8;
  if (
    words.some(
      (word) => MERGED_WORDS.test(word) || (!INNER_CAPITAL.test(word) && /\p{Ll}{3}\p{Lu}/u.test(word)),
    )
  )
    score -= 3;
  if (name.length < 2) score -= 5;
  if (/^\p{Ll}/u.test(first) && first !== 'the') score -= 3;
  return score - Math.max(0, words.length - 4);
}

function scoreNameWord(word: string): number {
  if (isNameSuffix(word) || isNameParticle(word) || /^\p{Ll}{1,2}\.$/u.test(word)) return 0;
  if (!NAME_WORD.test(word)) return -7;
  if (INITIAL.test(word)) return 0;
  const parts = word.replace(/[."“”]/g, '').split(/[-‐‑–]/);
  let score = 0;
  for (const [index, part] of parts.entries()) {
    if (/^[\p{Lu}\p{Lo}](?:['’`]?[\p{Ll}\p{Lo}\p{M}]+)*['’]?$/u.test(part)) continue;
    if (INNER_CAPITAL.test(part) || isDoubleGivenName(part) || isDoubleSyllable(part)) score -= 0.5;
    else if (/^\p{Lu}+$/u.test(part)) score -= 1.5;
    else if (index > 0 && /^\p{Ll}+$/u.test(part)) continue;
    else if (/^\p{Ll}/u.test(part)) score -= 6;
    else score -= 3;
  }
  return score;
}

/** `SL|AM`: what stands around the split is a word that the abstract uses. */
function breaksWord(line: string, at: number, { abstractWords, page }: Evidence): boolean {
  const before = /[\p{L}\p{N}]+$/u.exec(line.slice(Math.max(0, at - 60), at))?.[0] ?? '';
  const after = /^[\p{L}\p{N}]+/u.exec(line.slice(at, at + 60))?.[0] ?? '';
  const whole = before + after;
  return before !== '' && (abstractWords.has(whole) || page.words.has(whole));
}

/** Units with a capital inside, at which titles end: `at 13 TeV`. */
const UNIT = /^(?:[kMGTP]eV|[kMGT]Hz|[mkMG]W|k?Wh|[munp]K|pH)$/;

/** `…NetworksMc`, `…, Le`: what stands before the split is the beginning of a name. */
const NAME_BEGUN = /(?:\p{Ll}(?:Mc|Mac|De|Di|Du|La|Le|Van|Ben|O['’])|,\s\S+)$/u;

/** How much the text before a split looks like the whole end of a title. */
function scoreTitleEnd(title: string, { abstractWords, page }: Evidence): number {
  if (/\p{L}['’]$/u.test(title) && !/(?:^|\s)['‘`]/.test(title)) return -6;
  if (/\s[-–]$/.test(title)) return -1;
  if (/[?!)\]}"”’'$%*+°.]$/u.test(title)) return /\p{Lu}\.$/u.test(title) ? -2 : 3;
  if (/\d$/.test(title)) return 2;
  if (/[,:;(\-–/&@#]$/.test(title)) return -6;
  const word = /[\p{L}\p{N}\p{M}'’]+$/u.exec(title)?.[0] ?? '';
  const isOnlyWord = word === title.trim();
  const hyphenated = /\S+$/u.exec(title)?.[0] ?? word;
  // `A` in `AI` and `SO` in `SONAR` are no words, though `a` and `so` are.
  const isAcronym = /^[\p{Lu}\d]+$/u.test(word) && /\p{Ll}/u.test(title);
  const knownIn = (words: ReadonlySet<string>) =>
    word.length > 1 &&
    (words.has(word) || (!isAcronym && words.has(word.toLowerCase())) || words.has(hyphenated));
  let score = isOnlyWord ? -1 : 0;
  if (knownIn(abstractWords) || UNIT.test(word)) score += 4;
  else if (knownIn(page.words)) score += 2.5;
  else if (isInflected(word, abstractWords) || isInflected(word, page.words)) score += 2;
  else if (/^(?:\p{Lu}\p{Ll}{0,2}|Mac|Fitz|Van|Von|[ODL]['’])$/u.test(word)) score -= 3;
  else if (/^[\p{Lu}\d]{2,}s?$/u.test(word)) score += 0.5;
  else if (/\p{Ll}\p{Lu}/u.test(word)) score += isMergedName(word, abstractWords) ? 1 : -2;
  if (score < 2 && NAME_BEGUN.test(title)) score -= 3;
  if (isGivenName(word) && !knownIn(page.words)) score -= 1;
  return score;
}

/** `GraphPlant`, of two words that the abstract uses: a method's name, though it is nowhere whole. */
function isMergedName(word: string, words: ReadonlySet<string>): boolean {
  const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return parts.every((part) => part.length > 2 && (words.has(part) || words.has(part.toLowerCase())));
}

/** `Networks` where an abstract says `network`, and the other way. */
function isInflected(word: string, words: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase();
  const stem = lower.replace(/(?:ies|es|s|ing|ed|ly|al|ion|ions)$/, '');
  if (stem.length < 3) return false;
  return ['', 's', 'es', 'e', 'ing', 'ed', 'ion', 'ions', 'y', 'ies', 'al'].some(
    (ending) => words.has(stem + ending) || words.has(word.replace(/s$/, '')),
  );
}
