import { findCategory } from '../categories.ts';
import { conditionsInWords } from '../query/in-words.ts';
import { parseQuery } from '../query/parse.ts';
import type { Query } from '../query/query.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { readableDate } from '../reply/paper-text.ts';
import { inQuotes, quotedWords } from './exact-words.ts';

/** Which of the two shelves is searched; the library where nothing is said. */
export const IN_OPTION = {
  name: 'in',
  description: 'The library, or the stream: what sources brought',
  choices: ['library', 'stream'],
} as const;

/** The options that narrow a search, shared by the commands that search. */
export const FILTER_OPTIONS = [
  { name: 'author', description: 'Only papers by this author', suggest: 'author' },
  { name: 'category', description: 'Only this arXiv category, such as cs.LG', suggest: 'topic' },
  { name: 'since', description: 'Only from this date on: 2023, 2023-07 or 2023-07-13' },
  { name: 'until', description: 'Only up to this date: 2023, 2023-07 or 2023-07-13' },
  { name: 'year', description: 'Only this year or these years: 2023 or 2021-2023' },
  { name: 'code', description: 'Only papers with code (yes) or without (no)', choices: ['yes', 'no'] },
  { name: 'org', description: 'Only papers of this organisation' },
  IN_OPTION,
] as const;

type FilterName = (typeof FILTER_OPTIONS)[number]['name'];
export type Filters = Readonly<Partial<Record<FilterName, string | undefined>>>;

function withKnownCategories(query: Query): Query {
  const categories = query.categories.map(
    (code) => (findCategory(code) ?? findCategory(code.toUpperCase()))?.code ?? code,
  );
  return { ...query, categories };
}

/**
 * Words and filters to a query; filters may also stand among the words (`dp-sgd since:2023 -medical`).
 * Throws UserError that says how to write a filter.
 */
export function readQuery(words: string | undefined, filters: Filters): Query {
  const exact = quotedWords(words ?? '');
  let query: Query =
    exact === undefined ? parseQuery(words ?? '') : { ...EMPTY_QUERY, text: inQuotes(exact) };
  for (const { name } of FILTER_OPTIONS) {
    const value = filters[name];
    if (value !== undefined) query = parseQuery(`${name}:"${value.replaceAll('"', ' ')}"`, query);
  }
  return withKnownCategories(query);
}

export function hasFilters({ text: _, ...filters }: Query): boolean {
  const { text: __, ...none } = EMPTY_QUERY;
  return JSON.stringify(filters) !== JSON.stringify(none);
}

/** The words of a query without its filters. */
export function withoutFilters({ text, shelf }: Query): Query {
  return { ...EMPTY_QUERY, text, shelf };
}

function datesInWords({ from, to }: Query): string[] {
  if (from !== undefined && from === to) return [`of ${readableDate(from)}`];
  return [
    ...(from === undefined ? [] : [`since ${readableDate(from)}`]),
    ...(to === undefined ? [] : [`until ${readableDate(to)}`]),
  ];
}

/** Where a query looks, for sentences such as "No paper here is about ...". */
export function placeOf({ shelf }: Pick<Query, 'shelf'>): string {
  return shelf === 'library' ? 'here' : 'in the stream';
}

/** The arguments that lead to the same shelf again. */
export function shelfArgs({ shelf }: Pick<Query, 'shelf'>): Readonly<Record<string, string>> {
  return shelf === 'library' ? {} : { in: shelf };
}

/** Whether a query looks in the stream and asks nothing else of it but words. */
export function isPlainStream(query: Query): boolean {
  return query.shelf === 'stream' && !hasFilters({ ...query, shelf: 'library' });
}

/** What a query's filters ask for: `of 2023, with code`; empty where it has none. */
export function filtersInWords(query: Query): string {
  return [...datesInWords(query), ...conditionsInWords(query)].join(', ');
}
