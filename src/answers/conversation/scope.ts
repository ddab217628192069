import type { AuthorProfile, Engine } from '../../engine/engine.ts';
import type { Paper, PaperId } from '../../paper.ts';
import type { Interpretation, Mention } from '../interpretation.ts';
import { ofYear } from '../recognise/dates.ts';
import type { Scope } from './context.ts';

/** An interpretation as small data between turns, and back. */

/** The words that ask; their noun and the rest are among the words that are searched. */
const CUE = /\b(?:how (?:many|much|long|large|big|high|well|often)|which|what|who|when|where|why|how)\b/i;
/** Questions about one paper: their answer says which. */
export const OF_ONE: readonly Interpretation['intent'][] = [
  'who',
  'when',
  'define',
  'code',
  'find',
  'yes-no',
  'fact',
];

function namesOf(mentions: readonly Mention[]): string[][] {
  return mentions.map(({ people }) => people.map(({ name }) => name));
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;
}

/** What is kept of a question. */
export function toScope(asked: Interpretation): Scope {
  const called = new Set(asked.called);
  const words = asked.words.split(' ').filter((word) => !called.has(word) || asked.intent === 'find');
  return withoutUndefined({
    intent: asked.intent,
    cue: (CUE.exec(asked.question)?.[0] ?? '').toLowerCase(),
    words: words.join(' '),
    people: namesOf(asked.people),
    excluded: namesOf(asked.excluded),
    firstAuthor: asked.firstAuthor,
    laterAuthor: asked.laterAuthor,
    place: asked.place,
    named: asked.named.map(({ id }) => id),
    categories: [...asked.categories],
    from: asked.from,
    to: asked.to,
    hasCode: asked.hasCode,
    organisation: asked.organisation,
    without: [...asked.without],
    tally: asked.tally,
    within: asked.within === undefined ? undefined : [...asked.within],
  });
}

export function mentionOf(people: readonly AuthorProfile[], typed?: string): Mention {
  return { typed: typed ?? people[0]?.name ?? '', people, corrected: false };
}

/** The papers that are still here, in their order. */
export function papersOf(ids: readonly PaperId[], engine: Engine): Paper[] {
  return ids.flatMap((id) => engine.get(id) ?? []);
}

/** The question as it was asked, as far as it was kept. */
export async function fromScope(scope: Scope, engine: Engine): Promise<Interpretation> {
  const { people: listed } = await engine.names();
  const mentions = (groups: readonly (readonly string[])[]) =>
    groups
      .map((names) => mentionOf(names.flatMap((name) => listed.named(name) ?? [])))
      .filter(({ people }) => people.length > 0);
  const { cue, people, excluded, named, view: _, ...kept } = scope;
  return {
    ...kept,
    literal: scope.intent,
    people: mentions(people),
    excluded: mentions(excluded),
    named: papersOf(named, engine),
    called: [],
    plural: !OF_ONE.includes(scope.intent),
    question: `${cue} ${scope.words}`.trim(),
  } as Interpretation;
}

/** A month without a year is of the year that was spoken of before, if it was one. */
export function inYearOf(before: Interpretation, now: Interpretation): Interpretation {
  const year = before.from?.slice(0, 4);
  return ofYear(now, year !== undefined && year === before.to?.slice(0, 4) ? [year] : []);
}

/** Constraints of one kind take the place of those before; words are left alone. */
export function withConstraints(before: Interpretation, asked: Interpretation): Interpretation {
  const now = inYearOf(before, asked);
  const { from: _, to: __, ...undated } = before;
  const hasDates = now.from !== undefined || now.to !== undefined;
  // `since 2024`, then `before 2026`: two ends of one range.
  const isOtherEnd =
    (before.to === undefined && now.from === undefined && (before.from ?? '') <= (now.to ?? '')) ||
    (before.from === undefined && now.to === undefined && (now.from ?? '') <= (before.to ?? ''));
  return {
    ...(hasDates && !isOtherEnd ? undated : before),
    ...(now.from !== undefined && { from: now.from }),
    ...(now.to !== undefined && { to: now.to }),
    ...(now.people.length > 0 && { people: now.people, firstAuthor: now.firstAuthor }),
    ...(now.laterAuthor === true && { laterAuthor: true as const }),
    ...(now.excluded.length > 0 && { excluded: now.excluded }),
    ...(now.categories.length > 0 && { categories: now.categories }),
    ...(now.hasCode !== undefined && { hasCode: now.hasCode }),
    ...(now.organisation !== undefined && { organisation: now.organisation }),
    ...(now.without.length > 0 && { without: now.without }),
    ...(now.order !== undefined && { order: now.order }),
    ...(now.limit !== undefined && { limit: now.limit }),
  };
}

/** Whether a question limits itself by a field. */
export function hasConstraint(asked: Interpretation): boolean {
  return (
    asked.people.length + asked.excluded.length + asked.categories.length + asked.without.length > 0 ||
    [asked.from, asked.to, asked.hasCode, asked.organisation].some((value) => value !== undefined)
  );
}
