import type { AuthorProfile, PersonIndex } from '../../engine/engine.ts';
import { allowedEdits, editDistance } from '../../text/edit-distance.ts';
import { nameWords } from '../../text/person-name.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { isFiller } from '../cue-words.ts';
import type { Mention } from '../interpretation.ts';
import type { Reading, Word } from '../reading.ts';

type Candidates = {
  readonly people: ReadonlySet<AuthorProfile>;
  readonly family: boolean;
  readonly corrected: boolean;
};

function correctedCandidates(word: string, index: PersonIndex): Candidates | undefined {
  const allowed = Math.min(allowedEdits(word.length), 2);
  let edits = allowed + 1;
  let people = new Set<AuthorProfile>();
  for (const name of index.words(word.charAt(0))) {
    if (name.length < 4) continue;
    const distance = editDistance(word, name, allowed);
    if (distance > allowed || distance > edits || !index.isFamily(name)) continue;
    if (distance < edits) people = new Set();
    edits = distance;
    for (const person of index.people(name)) people.add(person);
  }
  return people.size > 0 ? { people, family: true, corrected: true } : undefined;
}

function candidatesOf(
  word: Word,
  index: PersonIndex,
  isKnown: (word: string) => boolean,
): Candidates | undefined {
  const parts = nameWords(word.text.replace(/['’]s?$/, ''));
  const whole = parts.join(' ');
  const [first] = parts;
  if (first === undefined || isFiller(word.folded)) return undefined;
  if (parts.every((part) => index.has(part))) {
    const exact = parts.map((part) => index.people(part));
    const [start = new Set<AuthorProfile>(), ...rest] = exact;
    const people = new Set([...start].filter((person) => rest.every((set) => set.has(person))));
    if (people.size > 0)
      return { people, family: parts.some((part) => index.isFamily(part)), corrected: false };
  }
  if (
    parts.length > 1 ||
    whole.length < (word.proper ? 4 : 5) ||
    isKnown(word.folded) ||
    isStopWord(word.folded)
  )
    return undefined;
  return correctedCandidates(first, index);
}

/** Lone letters before a name, or right behind it where none stand before. */
function initialsAround(words: readonly Word[], start: number, end: number): Word[] {
  const isInitial = (word: Word | undefined) =>
    word !== undefined && !word.used && /^\p{Lu}$/u.test(word.text);
  let from = start;
  while (isInitial(words[from - 1])) from -= 1;
  const behind = words[end];
  if (from === start && behind !== undefined && isInitial(behind)) return [behind];
  return words.slice(from, start);
}

function hasInitial({ name, alsoListedAs }: AuthorProfile, letter: string): boolean {
  return [name, ...alsoListedAs].some((listed) => nameWords(listed).some((word) => word.startsWith(letter)));
}

const BEFORE_NAME =
  /^(?:by|of|from|with|and|or|not|without|except|did|does|has|have|is|was|author|authors|papers?|about|both|than|vs|ms|mr|mrs|dr|prof|professor|jointly|who)$/;
const AFTER_NAME =
  /^(?:papers?|publications?|preprints?|articles?|works?|wrote|write|writes|written|publish\w*|author\w*|did|do|does|have|has|and|or|et|stuff|s|group|lab|team|together|with|code|first|alone|20\d\d)$/;
const FEW_WORDS = 3;

function isWhereNamesStand(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.proper || words.length <= FEW_WORDS) return true;
  return (
    BEFORE_NAME.test(words[at - 1]?.folded ?? '') ||
    AFTER_NAME.test(words[at + 1]?.folded ?? 'papers') ||
    /^\p{Lu}/u.test(word.text)
  );
}

function intersection(a: ReadonlySet<AuthorProfile>, b: ReadonlySet<AuthorProfile>): Set<AuthorProfile> {
  return new Set([...a].filter((person) => b.has(person)));
}

/**
 * Names of listed people in the question, next to each other read as one name. A lone word counts when it is a family
 * name (or a given name that only one person has) and either is written as a name or is no word of the papers.
 */
export function recognisePeople(
  reading: Reading,
  index: PersonIndex,
  isKnown: (word: string) => boolean,
): { readonly mentions: readonly Mention[]; readonly excluded: readonly Mention[] } {
  const mentions: Mention[] = [];
  const excluded: Mention[] = [];
  const { words } = reading;
  for (let start = 0; start < words.length; ) {
    const first = words[start];
    const read = first === undefined || first.used ? undefined : candidatesOf(first, index, isKnown);
    // A word in small letters that is near to a name may be any other: it is one where names stand.
    const found = read?.corrected === true && !isWhereNamesStand(words, start) ? undefined : read;
    if (first === undefined || found === undefined) {
      start += 1;
      continue;
    }
    let people = new Set(found.people);
    let family = found.family;
    let corrected = found.corrected;
    let end = start + 1;
    for (; end < words.length; end += 1) {
      const next = words[end];
      const more = next === undefined ? undefined : candidatesOf(next, index, isKnown);
      const both = more === undefined ? new Set<AuthorProfile>() : intersection(people, more.people);
      if (both.size === 0) break;
      people = both;
      family = true;
      corrected ||= more?.corrected ?? false;
    }
    const alone = end === start + 1;
    const isName = first.proper || /^\p{Lu}/u.test(first.text) || !isKnown(first.folded);
    const initial = alone && first.folded.length < 2;
    if (!initial && (!alone || (isName && (family || people.size === 1)))) {
      const typed = words
        .slice(start, end)
        .map(({ text }) => text.replace(/['’]s$/, ''))
        .join(' ');
      const initials = initialsAround(words, start, end);
      const fitting = [...people].filter((person) =>
        initials.every((word) => hasInitial(person, word.folded)),
      );
      const isFitting = fitting.length > 0;
      for (const word of initials) word.used ||= isFitting;
      const mention = { typed, people: isFitting ? fitting : [...people], corrected };
      const before = words
        .slice(Math.max(0, start - 2 - initials.length), start - initials.length)
        .map(({ folded }) => folded)
        .join(' ');
      if (/(?:^|\b)(?:not|without|except|excluding)(?: by| with)?$/.test(before)) excluded.push(mention);
      else mentions.push(mention);
      for (const word of words.slice(start, end)) word.used = true;
    }
    start = end;
  }
  return { mentions, excluded };
}
