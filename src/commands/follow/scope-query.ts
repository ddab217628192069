import type { Subject } from '../../announcements/rule.ts';
import { subjectAsTyped } from '../../announcements/subject-words.ts';
import type { Scope } from '../../answers/conversation/context.ts';
import type { Engine } from '../../engine/engine.ts';
import { EMPTY_QUERY, type Query } from '../../query/query.ts';
import { inQuotes, quotedWords } from '../exact-words.ts';

/** What papers were asked by, as something to follow: all of it but the dates, since papers to come are all of the future. */

/** Undefined where a query cannot say it: some people of several, all but somebody, papers by name. */
export function queryOfScope(scope: Scope): Query | undefined {
  const { people, excluded, firstAuthor, laterAuthor, named, place, tally, within } = scope;
  const isSayable =
    excluded.length === 0 &&
    !firstAuthor &&
    laterAuthor === undefined &&
    named.length === 0 &&
    tally === undefined &&
    within === undefined;
  if (!isSayable || place !== undefined || people.some((names) => names.length !== 1)) return undefined;
  const authors = people.flat();
  if (scope.words === '' && authors.length === 0 && scope.categories.length === 0) return undefined;
  const exact = quotedWords(scope.words);
  return {
    ...EMPTY_QUERY,
    ...(exact === undefined ? { text: scope.words } : { topics: [exact] }),
    authors,
    categories: scope.categories,
    without: scope.without,
    ...(scope.hasCode !== undefined && { hasCode: scope.hasCode }),
    ...(scope.organisation !== undefined && { organisation: scope.organisation }),
  };
}

/**
 * Words as one topic, where they are one word or stand in a row in some paper: everything else that holds each of them somewhere is
 * something else. So the same is followed, however it was said.
 */
export async function asTopic(query: Query, engine: Pick<Engine, 'list'>): Promise<Query> {
  const { text, topics } = query;
  if (text === '') return query;
  const isOne = !/\s/.test(text) || (await engine.list({ ...EMPTY_QUERY, topics: [text] })).length > 0;
  return isOne ? { ...query, text: '', topics: [...topics, text] } : query;
}

/** What `/follow` reads as this query and nothing else, whatever its words look like. */
export function followWhat(query: Query): string {
  const { text } = query;
  const words = text === '' ? '' : `words:${/\s/.test(text) ? inQuotes(text) : text}`;
  const rest = subjectAsTyped({ type: 'query', query: { ...query, text: '' } });
  return `${words} ${rest}`.trim();
}

/** The same of any subject. */
export function followable(subject: Subject): string {
  return subject.type === 'query' ? followWhat(subject.query) : subject.type;
}
