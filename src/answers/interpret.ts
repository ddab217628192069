import type { CategoryCode } from '../paper.ts';
import { correctCue, isFiller } from './cue-words.ts';
import type { Intent, Interpretation } from './interpretation.ts';
import { type Reading, readQuestion, remainder, type Word } from './reading.ts';
import { recogniseCategories } from './recognise/categories.ts';
import { recogniseDates } from './recognise/dates.ts';
import { recogniseCode, recogniseOrder, recogniseOrganisation } from './recognise/fields.ts';
import { recogniseIntent } from './recognise/intent.ts';
import { type PersonIndex, recognisePeople } from './recognise/people.ts';

/** What the library holds, as far as questions name it. */
export type LibraryFacts = {
  readonly people: PersonIndex;
  readonly categories: ReadonlySet<CategoryCode>;
  readonly organisations: readonly string[];
  /** Whether a title or abstract holds the folded word. */
  readonly knowsWord: (word: string) => boolean;
  /** Whether the words stand in many papers, so that they name a topic rather than a category. */
  readonly isTopic: (words: string) => boolean;
  readonly now: Date;
};

type Constraints = Omit<Interpretation, 'intent' | 'words' | 'firstAuthor'>;

function hasConstraint({
  people,
  excluded,
  categories,
  from,
  to,
  hasCode,
  organisation,
  order,
}: Constraints): boolean {
  return (
    people.length + excluded.length + categories.length > 0 ||
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

/** The words left that tell of a subject, as typed; all that are left where none does. */
function subject(reading: Reading): string {
  const content = reading.words.filter((word) => isContent(word, reading)).map(({ text }) => text);
  return content.length > 0 ? content.join(' ') : remainder(reading);
}

/** The intent once it is known what the question limits itself to. */
function refine(intent: Intent, constraints: Constraints, content: boolean): Intent {
  if (intent === 'greeting' || intent === 'untold' || intent === 'count') return intent;
  if (!content) {
    if (hasConstraint(constraints)) return 'list';
    return intent === 'find' || intent === 'fact' || intent === 'who' || intent === 'when' ? 'help' : intent;
  }
  return constraints.order !== undefined && (intent === 'who' || intent === 'when') ? 'list' : intent;
}

/** Understands a question; pure. */
export function interpret(question: string, facts: LibraryFacts): Interpretation {
  const isName = (word: string) => facts.people.byWord.has(word);
  const reading = readQuestion(question, (word) => (isName(word) ? word : correctCue(word, facts.knowsWord)));
  const asked = recogniseIntent(reading.text);
  const firstAuthor = /\b(?:first[- ]author(?:ed)?|first authors?|lead author|led by|lead(?:s)?)\b/.test(
    reading.text,
  );
  const dates = recogniseDates(reading, facts.now);
  const organisation = recogniseOrganisation(reading, facts.organisations);
  const { mentions, excluded } = recognisePeople(reading, facts.people, facts.knowsWord);
  const categories = recogniseCategories(reading, facts.categories, facts.isTopic);
  const order = recogniseOrder(reading);
  const hasCode = asked === 'define' ? undefined : recogniseCode(reading);
  const impliedCode =
    hasCode ?? (asked === 'code' && mentions.length > 0 && !hasContent(reading) ? true : undefined);
  const constraints: Constraints = {
    people: mentions,
    excluded,
    categories,
    ...dates,
    ...(impliedCode !== undefined && { hasCode: impliedCode }),
    ...(organisation !== undefined && { organisation }),
    ...order,
  };
  return {
    ...constraints,
    intent: refine(asked, constraints, hasContent(reading)),
    firstAuthor: firstAuthor && mentions.length > 0,
    words: subject(reading),
  };
}
