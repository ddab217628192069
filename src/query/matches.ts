import type { Paper, PaperDate } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';
import { type NameWords, nameFit, nameWords } from '../text/person-name.ts';
import { stem } from '../text/stem.ts';
import { tokenize } from '../text/tokens.ts';
import type { Query } from './query.ts';

/** A test whether a paper fulfils a query's filters; its words and its shelf are the index's business. */
export type PaperFilter = (paper: Paper) => boolean;

/** Reduced precision covers the whole month or year: a date is compared as far as both tell. */
function isBefore(date: PaperDate, limit: PaperDate): boolean {
  const length = Math.min(date.length, limit.length);
  return date.slice(0, length) < limit.slice(0, length);
}

function termsIn(text: string): string[] {
  return tokenize(text).flatMap((token) => [
    ...token.words.map(stem),
    ...(token.joined === undefined ? [] : [stem(token.joined)]),
  ]);
}

function authorFilter(name: string): PaperFilter {
  const typed = nameWords(name);
  const fits = (listed: NameWords) => {
    const fit = nameFit(typed, listed);
    return fit !== undefined && fit !== 'corrected';
  };
  return (paper) => paper.authors.some((author) => fits(nameWords(author.name)));
}

function inSpaces(terms: readonly string[]): string {
  return ` ${terms.join(' ')} `;
}

function termsOf({ title, abstract }: Paper): string {
  return inSpaces(termsIn(`${title}\n${abstract}`));
}

/** Each entry of `without` may be a word or a phrase; its words must not stand in a row in title or abstract. */
function withoutFilter(phrases: readonly string[]): PaperFilter {
  const unwanted = phrases.map((phrase) => inSpaces(termsIn(phrase))).filter((terms) => terms.trim() !== '');
  return (paper) => {
    const terms = termsOf(paper);
    return !unwanted.some((phrase) => terms.includes(phrase));
  };
}

/** The phrase's words stand in a row in title or abstract; where one has a hyphen, also in one word. */
function topicFilter(phrase: string): PaperFilter {
  const tokens = tokenize(phrase);
  const inOne = tokens.map(({ joined, words }) => stem(joined ?? words.join('')));
  const ways = [termsIn(phrase), tokens.flatMap(({ words }) => words.map(stem)), inOne]
    .filter((terms) => terms.length > 0)
    .map(inSpaces);
  return (paper) => {
    const terms = termsOf(paper);
    return ways.some((way) => terms.includes(way));
  };
}

function organisationFilter(name: string): PaperFilter {
  const wanted = foldedKey(name).replaceAll(' ', '');
  return (paper) =>
    paper.organisation !== undefined && foldedKey(paper.organisation).replaceAll(' ', '').includes(wanted);
}

/** One category, or all of an archive where only that is given (`cs` holds `cs.LG`). */
function isInCategory(paper: Paper, code: string): boolean {
  return paper.categories.some((category) => category === code || category.startsWith(`${code}.`));
}

/** The filters of a query as one test. All must hold. */
export function paperFilter(query: Query): PaperFilter {
  const { from, to, hasCode, categories } = query;
  const filters: PaperFilter[] = [
    ...(from === undefined ? [] : [(paper: Paper) => !isBefore(paper.date, from)]),
    ...(to === undefined ? [] : [(paper: Paper) => !isBefore(to, paper.date)]),
    ...(hasCode === undefined ? [] : [(paper: Paper) => paper.hasCode === hasCode]),
    ...(categories.length === 0
      ? []
      : [(paper: Paper) => categories.some((code) => isInCategory(paper, code))]),
    ...query.topics.map(topicFilter),
    ...query.authors.map(authorFilter),
    ...(query.organisation === undefined ? [] : [organisationFilter(query.organisation)]),
    ...(query.without.length === 0 ? [] : [withoutFilter(query.without)]),
  ];
  return (paper) => filters.every((filter) => filter(paper));
}

/** Whether a paper fulfils a query's filters and is on its shelf; its words are ignored. */
export function matches(query: Query, paper: Paper): boolean {
  return paper.shelf === query.shelf && paperFilter(query)(paper);
}

/** Whether title and abstract hold all of a query's words, in whatever form: what an index would find, without ranking. */
export function wordsFilter({ text }: Pick<Query, 'text'>): PaperFilter {
  // A stop word alone is asked for by nobody.
  const wanted = tokenize(text).flatMap((token) => (token.terms.length === 0 ? [] : token.words.map(stem)));
  return (paper) => {
    const terms = new Set(termsIn(`${paper.title}\n${paper.abstract}`));
    return wanted.every((term) => terms.has(term));
  };
}
