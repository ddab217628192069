import { parse as parseSearch } from 'search-query-parser';
import { UserError } from '../errors.ts';
import { CategoryCode, PaperDate, Shelf } from '../paper.ts';
import { EMPTY_QUERY, Query } from './query.ts';

/** What people write before the colon, and the filter it names. */
const KEYWORDS = {
  author: 'author',
  by: 'author',
  topic: 'topic',
  category: 'category',
  cat: 'category',
  since: 'since',
  from: 'since',
  until: 'until',
  to: 'until',
  year: 'year',
  code: 'code',
  org: 'organisation',
  organisation: 'organisation',
  organization: 'organisation',
  in: 'in',
} as const;
type Filter = (typeof KEYWORDS)[keyof typeof KEYWORDS];

const MAX_LENGTH = 2000;
const ANY_KEYWORD = Object.keys(KEYWORDS).join('|');
/** Stands for a comma inside a quoted value, which the parser would split (`author:"Okafor, Ada"`). */
const KEPT_COMMA = '\u{E000}';

function fail(filter: string, value: string, expected: string): never {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  throw new UserError(`"${filter}:${shown}" is not understood: ${expected}.`);
}

/** An unquoted topic goes on to the next word with a colon, with quotation marks or left out. */
const BEGUN_TOPIC = /(?<![\w-])(topic):([^\s":,][^\s":]*)((?:\s+[^\s":-][^\s":]*(?![^\s":]*[":]))+)/gi;

/** Typographic quotation marks to plain ones, and a filter's value joined to its colon. */
function joined(input: string): string {
  return input
    .replace(/[“”„«»]/g, '"')
    .replace(new RegExp(`(?<![\\w-])(-?(?:${ANY_KEYWORD})):[ \\t]+(?=[^\\s:]+(?:\\s|$)|")`, 'gi'), '$1:');
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export type WholeTopic = {
  /** What is read as the topic: words in a row. */
  readonly topic: string;
  /** The word behind the colon, and those after it, which somebody may have meant to stand by themselves. */
  readonly first: string;
  readonly rest: string;
};

/** The topics of a line that were read as several words without quotation marks around them. */
export function wholeTopics(input: string): readonly WholeTopic[] {
  return [...joined(input).matchAll(BEGUN_TOPIC)].map(([, , first = '', rest = '']) => ({
    topic: words(`${first}${rest}`),
    first,
    rest: words(rest),
  }));
}

/** The same line, each of those topics as `say` writes it. */
export function withTopics(input: string, say: (topic: WholeTopic) => string): string {
  return joined(input).replace(BEGUN_TOPIC, (_, _keyword: string, first: string, rest: string) =>
    say({ topic: words(`${first}${rest}`), first, rest: words(rest) }),
  );
}

function tidy(input: string): string {
  return withTopics(input, ({ topic }) => `topic:"${topic}"`)
    .replace(/:"[^"]*"/g, (value) => value.replaceAll(',', KEPT_COMMA))
    .replace(/(?<!\S)-(?=\s|$)/g, ' ');
}

/** Text without what the line's grammar uses, so that a query can be written and read again. */
function clean(value: string): string {
  return value
    .replaceAll(KEPT_COMMA, ',')
    .replace(/["\\]/g, ' ')
    .replace(/(?<!\S)['-]+|'+(?!\S)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function valuesOf(parsed: unknown): string[] {
  return (Array.isArray(parsed) ? parsed : [parsed])
    .filter((value) => typeof value === 'string')
    .map(clean)
    .filter((value) => value !== '');
}

function dateOf(filter: string, value: string): string {
  const date = PaperDate.safeParse(value);
  return date.success ? date.data : fail(filter, value, 'write a date as 2023, 2023-07 or 2023-07-13');
}

function categoryOf(value: string): string {
  const [archive = '', subject] = value.split('.');
  // An archive's name is lower case, a subject's upper case where it is two letters.
  const code =
    subject === undefined
      ? archive.toLowerCase()
      : `${archive.toLowerCase()}.${/^[a-z]{2}$/i.test(subject) ? subject.toUpperCase() : subject.toLowerCase()}`;
  const parsed = CategoryCode.safeParse(code);
  return parsed.success ? parsed.data : fail('category', value, 'write an arXiv code such as cs.LG');
}

function yearRange(value: string): { from: string; to: string } {
  const match = /^(\d{4})(?:(?:-|\.\.|–)(\d{4}))?$/.exec(value);
  const from = match?.[1];
  if (from === undefined) return fail('year', value, 'write a year as 2023, or years as 2021-2023');
  const to = match?.[2] ?? from;
  return from <= to ? { from, to } : { from: to, to: from };
}

function codeOf(value: string): boolean {
  if (/^(?:yes|true|y|1|on)$/i.test(value)) return true;
  if (/^(?:no|false|n|0|off)$/i.test(value)) return false;
  return fail('code', value, 'write code:yes or code:no');
}

function shelfOf(value: string): Shelf {
  const shelf = Shelf.safeParse(value.toLowerCase());
  return shelf.success ? shelf.data : fail('in', value, 'write in:library or in:stream');
}

function applyFilter(query: Query, filter: Filter, value: string): Query {
  switch (filter) {
    case 'author':
      return { ...query, authors: [...query.authors, value] };
    case 'topic':
      return { ...query, topics: [...query.topics, value] };
    case 'category':
      return {
        ...query,
        categories: [
          ...query.categories,
          ...value
            .split(',')
            .filter((part) => part !== '')
            .map(categoryOf),
        ],
      };
    case 'since':
      return { ...query, from: dateOf('since', value) };
    case 'until':
      return { ...query, to: dateOf('until', value) };
    case 'year':
      return { ...query, ...yearRange(value) };
    case 'code':
      return { ...query, hasCode: codeOf(value) };
    case 'organisation':
      return { ...query, organisation: value };
    case 'in':
      return { ...query, shelf: shelfOf(value) };
  }
}

function validated(query: Query): Query {
  const parsed = Query.safeParse(query);
  if (parsed.success) {
    if (query.from !== undefined && query.to !== undefined && query.from.slice(0, 4) > query.to.slice(0, 4)) {
      throw new UserError(`The dates leave nothing: since:${query.from} is after until:${query.to}.`);
    }
    return parsed.data;
  }
  const path = parsed.error.issues[0]?.path[0];
  throw new UserError(`That is too much at once for "${String(path)}": use fewer or shorter values.`, {
    cause: parsed.error,
  });
}

/**
 * Reads a chat line such as `author:"Ada Okafor" -medical since:2022-03 segmentation` into a query.
 * Everything that is no filter is text; `-word` excludes. An empty value (`until:`) is ignored.
 *
 * @throws {UserError} on a filter's value that cannot be read, saying how to write it; on more than 2,000 characters.
 */
export function parseQuery(input: string, base: Query = EMPTY_QUERY): Query {
  if (input.length > MAX_LENGTH) {
    throw new UserError(`That is longer than ${MAX_LENGTH} characters: please shorten it.`, {
      code: 'input-too-long',
    });
  }
  const parsed = parseSearch(tidy(input), {
    tokenize: true,
    alwaysArray: true,
    offsets: false,
    keywords: Object.keys(KEYWORDS).flatMap((keyword) => [
      keyword,
      keyword.toUpperCase(),
      capitalised(keyword),
    ]),
  });
  const text = valuesOf(parsed.text).join(' ').replace(/\s+/g, ' ').trim();
  const exclude = parsed.exclude ?? {};
  const negated = Object.keys(exclude).find((key) => key !== 'text');
  if (negated !== undefined)
    throw new UserError(`"-${negated}:" is not understood: only words can be excluded, as in -medical.`);
  let query: Query = {
    ...base,
    text: [base.text, text].filter((part) => part !== '').join(' '),
    without: [...base.without, ...valuesOf(exclude.text)],
  };
  for (const [keyword, filter] of Object.entries(KEYWORDS)) {
    for (const spelling of [keyword, keyword.toUpperCase(), capitalised(keyword)]) {
      const values: unknown = Object.hasOwn(parsed, spelling) ? parsed[spelling] : [];
      for (const value of valuesOf(values)) query = applyFilter(query, filter, value);
    }
  }
  return validated(query);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
