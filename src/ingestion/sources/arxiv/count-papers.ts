import type { Query } from '../../../query/query.ts';
import type { ArxivClient } from './client.ts';
import { failureText } from './failure.ts';

/** How many papers a rule would have told lately: one look back through the API. */

const DAY_MS = 86_400_000;
/** Longer queries are cut by servers on the way. */
const MOST_CHARACTERS = 1500;

const words = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [];

function phrase(field: string, text: string): string[] {
  const said = words(text);
  return said.length === 0 ? [] : [`${field}:"${said.join(' ')}"`];
}

function anyOf(terms: readonly string[]): string[] {
  return terms.length < 2 ? [...terms] : [`(${terms.join(' OR ')})`];
}

/** A query in the language of arXiv's API; undefined where it cannot say it. */
export function apiQuery({ text, topics, without, authors, categories }: Query): string | undefined {
  const wanted = [
    ...authors.flatMap((name) => phrase('au', name)),
    ...anyOf(
      categories.map((code) => (code.includes('.') ? `cat:${code}` : `(cat:${code} OR cat:${code}.*)`)),
    ),
    ...topics.flatMap((topic) => phrase('all', topic)),
    ...words(text).map((word) => `all:${word}`),
  ];
  if (wanted.length === 0) return undefined;
  return [wanted.join(' AND '), ...without.flatMap((unwanted) => phrase('all', unwanted))].join(' ANDNOT ');
}

const stamp = (moment: Date) => moment.toISOString().replace(/[-:T]/g, '').slice(0, 12);

/**
 * How many papers of the last days fulfil one of the queries, organisation and code left aside, which arXiv does not tell.
 *
 * @returns undefined where that cannot be asked, or arXiv does not answer
 */
export async function countPapers(
  client: ArxivClient,
  queries: readonly Query[],
  { now, days }: { readonly now: Date; readonly days: number },
  signal?: AbortSignal,
): Promise<number | undefined> {
  const terms = queries.map(apiQuery);
  if (terms.length === 0 || terms.includes(undefined)) return undefined;
  const period = `submittedDate:[${stamp(new Date(now.getTime() - days * DAY_MS))} TO ${stamp(now)}]`;
  const query = `(${terms.map((term) => `(${term})`).join(' OR ')}) AND ${period}`;
  if (query.length > MOST_CHARACTERS) return undefined;
  try {
    return (await client.api({ search_query: query, max_results: '1' }, signal)).total;
  } catch (error) {
    if (failureText(error) === undefined) throw error;
    return undefined;
  }
}
