import type { LibraryNames } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { correctCue, isFiller } from './cue-words.ts';
import type { Intent, Interpretation, Step } from './interpretation.ts';
import { type Reading, readQuestion, remainder, takeText, type Word } from './reading.ts';
import { recogniseAuthorPlace, recogniseLead, recogniseNotLead } from './recognise/authorship.ts';
import { recogniseCategories } from './recognise/categories.ts';
import { recogniseDates } from './recognise/dates.ts';
import { recogniseExclusion } from './recognise/exclusion.ts';
import { recogniseCode, recogniseOrder, recogniseOrganisation } from './recognise/fields.ts';
import { toEnglish } from './recognise/german.ts';
import { asksForSeveral, recogniseIntent } from './recognise/intent.ts';
import { recognisePapers } from './recognise/papers.ts';
import { recognisePeople } from './recognise/people.ts';
import { recogniseTally } from './recognise/tally.ts';
import { traced } from './trace.ts';

/** What the library holds, as far as questions name it. */
export type LibraryFacts = LibraryNames & {
  /** Whether a title or abstract holds the folded word. */
  readonly knowsWord: (word: string) => boolean;
  /** Whether the words stand in many papers, so that they name a topic rather than a category. */
  readonly isTopic: (words: string) => boolean;
  readonly now: Date;
};

type Constraints = Omit<
  Interpretation,
  'intent' | 'literal' | 'words' | 'question' | 'plural' | 'named' | 'called'
>;

function hasConstraint({
  people,
  excluded,
  categories,
  from,
  to,
  hasCode,
  organisation,
  order,
  without,
}: Constraints): boolean {
  return (
    people.length + excluded.length + categories.length + without.length > 0 ||
    [from, to, hasCode, organisation, order].some((value) => value !== undefined)
  );
}

/** A filler in capitals is a name (`AID`, `IT`), unless the whole question is in capitals. */
function isContent({ used, folded, text }: Word, reading: Reading): boolean {
  if (used) return false;
  const shouted = /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text) && /\p{Ll}/u.test(reading.question);
  return shouted || !isFiller(folded);
}

function hasContent(reading: Reading): boolean {
  return reading.words.some((word) => isContent(word, reading));
}

/** `who` with one verb that no listing knows and a person. */
function isOfPerson(reading: Reading, mentions: number): boolean {
  const content = reading.words.filter((word) => isContent(word, reading));
  return (
    /^who\b/.test(reading.text) && mentions > 0 && content.length === 1 && content[0] === reading.words[1]
  );
}

/** The words left that tell of a subject, as typed; where none does, all that are left of an unlimited question. */
function subject(reading: Reading, isLimited: boolean): string {
  const content = reading.words.filter((word) => isContent(word, reading)).map(({ text }) => text);
  if (content.length > 0) return content.join(' ');
  return isLimited ? '' : remainder(reading);
}

/** What speaks of papers rather than of what stands in them. */
const OF_LISTING =
  /\b(?:papers?|publications?|preprints?|articles?|works?|stud(?:y|ies)|authors?|them|those|these|ones?|publish\w*|released?|appear\w*|came|come|out|written|wrote|write|anything|something|new|code)\b/;

const FIXED: readonly Intent[] = ['greeting', 'off-topic', 'count', 'tally', 'overview'];

type Asked = {
  readonly intent: Intent;
  readonly constraints: Constraints;
  readonly content: boolean;
  readonly named: readonly Paper[];
  /** The question speaks of papers as such. */
  readonly ofPapers: boolean;
  /** The question is for somebody's relation to a person: `who supervises Ada Lovelace`. */
  readonly isOfPerson: boolean;
};

/** The intent once it is known what the question limits itself to. */
function refine({ intent, constraints, content, named, ofPapers, isOfPerson }: Asked): Intent {
  if (FIXED.includes(intent)) return intent;
  if (intent === 'compare' && !content && named.length < 2 && constraints.people.length > 0) return 'list';
  if (intent === 'compare') return intent;
  if (isOfPerson) return 'off-topic';
  if (constraints.place !== undefined && constraints.people.length === 0) return 'who';
  if (!content) {
    if (intent === 'yes-no' && constraints.people.length === 0 && constraints.order === undefined)
      return 'list';
    if (hasConstraint(constraints)) return 'list';
    const isVague = intent === 'find' || intent === 'fact' || intent === 'who' || intent === 'when';
    return isVague ? 'help' : intent;
  }
  const isOrdered = constraints.order !== undefined && named.length === 0;
  if (isOrdered && (intent === 'who' || intent === 'when' || (intent === 'fact' && ofPapers))) return 'list';
  return intent;
}

/** The year that a fact is of: `how many cars were counted in 2020`, where abstracts speak of 2020. */
function isYearOfText(intent: Intent, reading: Reading, { knowsWord }: LibraryFacts): boolean {
  if (intent !== 'fact' && intent !== 'yes-no') return false;
  const { text, words } = reading;
  if (!words.some((word) => isContent(word, reading) && !/^\d+$/.test(word.folded))) return false;
  const years = text.match(/\b(?:19|20)\d\d\b/g) ?? [];
  return years.length > 0 && years.every(knowsWord) && !OF_LISTING.test(text);
}

function showDates({ from, to }: { readonly from?: string; readonly to?: string }): string {
  return from === undefined && to === undefined ? '' : `${from ?? ''} to ${to ?? ''}`;
}

/**
 * Understands a question; pure.
 * @param question German function words are read as English ones
 */
export function interpret(
  question: string,
  facts: LibraryFacts,
): { readonly asked: Interpretation; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  const isName = (word: string) => facts.people.has(word);
  const { english, translated } = toEnglish(question, (word) => isName(word) || facts.knowsWord(word));
  if (translated.length > 0) steps.push({ recogniser: 'german', words: translated.join(' '), read: english });
  const reading = readQuestion(english, (word) => (isName(word) ? word : correctCue(word, facts.knowsWord)));
  const trace = <Found>(name: string, recognise: () => Found, show: (found: Found) => string): Found =>
    traced(reading, name, recognise, show, steps);

  const asked = recogniseIntent(reading.text);
  steps.push({ recogniser: 'intent', words: asked.words, read: asked.intent });
  if (asked.intent === 'overview') takeText(reading, asked.words);
  const { papers: named, words: called } = recognisePapers(reading, facts.papers, facts.knowsWord);
  if (named.length > 0) {
    steps.push({
      recogniser: 'papers',
      words: called.join(' '),
      read: named.map(({ title }) => title).join('; '),
    });
  }
  const place = trace(
    'author place',
    () =>
      /\bwho\b|\bname\b|\bauthor\b.*\bof\b/.test(reading.text) ? recogniseAuthorPlace(reading) : undefined,
    (found) => String(found ?? ''),
  );
  const dates = trace(
    'dates',
    () => (isYearOfText(asked.intent, reading, facts) ? {} : recogniseDates(reading, facts.now)),
    showDates,
  );
  const organisation = trace(
    'organisation',
    () => recogniseOrganisation(reading, facts.organisations),
    (found) => found ?? '',
  );
  const tally = trace(
    'tally',
    () => recogniseTally(reading),
    (found) => found?.of ?? '',
  );
  const { mentions, excluded } = trace(
    'people',
    () => recognisePeople(reading, facts.people, facts.knowsWord),
    (found) => [...found.mentions, ...found.excluded].map(({ typed }) => typed).join(', '),
  );
  const laterAuthor =
    mentions.length > 0 &&
    trace(
      'lead',
      () => recogniseNotLead(reading),
      (later) => (later ? 'not first author' : ''),
    );
  const firstAuthor =
    mentions.length > 0 &&
    !laterAuthor &&
    trace(
      'lead',
      () => recogniseLead(reading),
      (led) => (led ? 'first author' : ''),
    );
  const categories = trace(
    'categories',
    () => recogniseCategories(reading, facts.categories, facts.isTopic),
    (found) => found.join(', '),
  );
  const order = trace(
    'order',
    () => recogniseOrder(reading),
    (found) => found.order ?? '',
  );
  const isDefinition = asked.intent === 'define';
  const hasCode = trace(
    'code',
    () => (isDefinition ? undefined : recogniseCode(reading)),
    (found) => (found === undefined ? '' : found ? 'with code' : 'without code'),
  );
  const without = trace(
    'exclusion',
    () => (isDefinition ? [] : recogniseExclusion(reading)),
    (found) => found.join('; '),
  );
  const impliedCode =
    hasCode ?? (asked.intent === 'code' && mentions.length > 0 && !hasContent(reading) ? true : undefined);
  const constraints: Constraints = {
    people: mentions,
    excluded,
    firstAuthor,
    ...(laterAuthor && { laterAuthor }),
    categories,
    without,
    ...dates,
    ...(place !== undefined && { place }),
    ...(impliedCode !== undefined && { hasCode: impliedCode }),
    ...(organisation !== undefined && { organisation }),
    ...(tally !== undefined && { tally }),
    ...order,
  };
  const intent = tally === undefined || asked.intent === 'off-topic' ? asked.intent : 'tally';
  return {
    asked: {
      ...constraints,
      named,
      called,
      plural: asksForSeveral(reading.text),
      literal: asked.intent,
      intent: refine({
        intent,
        constraints,
        content: hasContent(reading),
        named,
        isOfPerson: isOfPerson(reading, mentions.length),
        ofPapers: /\b(?:papers?|publications?|preprints?|articles?)\b/.test(reading.text),
      }),
      words: subject(reading, hasConstraint(constraints)),
      question: english,
    },
    steps,
  };
}
