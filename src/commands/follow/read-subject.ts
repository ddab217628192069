import type { Subject } from '../../announcements/rule.ts';
import { findCategory } from '../../categories.ts';
import { UserError } from '../../errors.ts';
import type { CategoryCode } from '../../paper.ts';
import { wholeTopics, withTopics } from '../../query/parse.ts';
import { EMPTY_QUERY, type Query } from '../../query/query.ts';
import { commandAction, paragraph, reply } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import type { CommandContext } from '../command.ts';
import { inQuotes, quotedWords } from '../exact-words.ts';
import { readQuery } from '../filters.ts';
import { nearestName } from '../nearest-name.ts';
import { again, choice, MAX_PEOPLE } from './choice.ts';
import { personOrWords, quotedNames, withListedAuthors, withWholeNames } from './people-meant.ts';
import { asTopic, followWhat } from './scope-query.ts';

/** What somebody wants to follow, out of what they typed. Nothing is guessed: what may mean two things becomes a choice. */

export type ReadSubject =
  | {
      readonly subject: Subject;
      /** What is to be said of it: that nobody of that name is known. */
      readonly notes: readonly string[];
    }
  /** Buttons that each say it in one way. */
  | { readonly reply: Reply };

const LAB = new Set(['lab', 'the lab', 'our lab', 'this lab', 'my lab', 'library', 'the library']);
const EVERYTHING = new Set(['everything', 'all', 'every paper', 'all papers']);

/** Every beginning that means something before a colon here. */
const KEYWORDS = [
  'author',
  'topic',
  'category',
  'code',
  'org',
  'by',
  'cat',
  'about',
  'topics',
  'words',
] as const;
const OTHER_KEYWORDS = ['organisation', 'organization', 'in', 'since', 'from', 'until', 'to', 'year'];

/** `authr:okafor`: a keyword that is none, and near to one. */
function misspeltKeyword(what: string, context: CommandContext): { readonly reply: Reply } | undefined {
  for (const [, typed = ''] of what.matchAll(/(?<![\w"-])-?([a-z]{2,15}):(?=\S)/gi)) {
    const keyword = typed.toLowerCase();
    if ([...KEYWORDS, ...OTHER_KEYWORDS].includes(keyword)) continue;
    const nearest = nearestName(keyword, ['author', 'topic', 'category', 'code', 'org']);
    if (nearest === undefined) continue;
    const meant = what.replace(`${typed}:`, `${nearest}:`);
    const blocks = [
      paragraph(
        `"${typed}:" is not understood: author:, topic:, category:, code: and -word are. Did you mean ${cut(meant, 80)}?`,
      ),
    ];
    const action = again(meant, meant, context);
    return {
      reply: reply({ kind: 'error', answered: false, blocks, actions: [action], confirms: action.state }),
    };
  }
  return undefined;
}

const OTHER_TOPICS = /(?<![\w"-])(?:topics|about):(?=\s?\S)/gi;

/** `words:"a b"` are words whatever they look like; `about:` and `topics:` say `topic:`. */
function withOwnKeywords(what: string): { readonly what: string; readonly words: string } {
  const words: string[] = [];
  const rest = what
    .replace(/(?<![\w"-])words:\s?("[^"]*"|\S+)/gi, (_, value: string) => {
      words.push(value.replace(/^"|"$/g, ''));
      return ' ';
    })
    .replace(OTHER_TOPICS, 'topic:');
  return { what: rest.trim(), words: words.join(' ').trim() };
}

/** A topic that is a category's whole code or name is that category. */
function withTopicCategories(query: Query): Query {
  const named = (topic: string) => (/[.\s-]/.test(topic) ? findCategory(topic) : undefined);
  return {
    ...query,
    topics: query.topics.filter((topic) => named(topic) === undefined),
    categories: [...query.categories, ...query.topics.flatMap((topic) => named(topic)?.code ?? [])],
  };
}

/** The categories that the words name and nothing else: by whole codes, or one by its name; a bare code in capitals may be a word. */
function categoriesOf(
  text: string,
  context: CommandContext,
): readonly CategoryCode[] | { readonly reply: Reply } {
  const codes = text.split(/[\s,]+(?:(?:and|or)\s+)?/).filter((word) => word !== '');
  const whole = codes.flatMap((word) => (/[.-]/.test(word) ? (findCategory(word)?.code ?? []) : []));
  if (codes.length > 0 && whole.length === codes.length) return whole;
  const category = findCategory(text);
  if (category === undefined) return [];
  const isWhole = text.toLowerCase() === category.code.toLowerCase() || /\s/.test(text.trim());
  if (isWhole) return [category.code];
  return choice(`The category ${category.name}, or the word "${cut(text, 40)}"?`, [
    again(`${category.name} (${category.code})`, `category:${category.code}`, context),
    again(`The word "${text}"`, inQuotes(text), context),
  ]);
}

/** One paper is nothing that others could come of. */
function onePaper(what: string): { readonly reply: Reply } | undefined {
  if (!/^(?:https?:\/\/\S+|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?|(?:doi:)?10\.\d{4,9}\/\S+)$/i.test(what.trim()))
    return undefined;
  const blocks = [
    paragraph(
      'That names one paper: /save keeps it. What is followed is a person, words, a category or lab.',
    ),
  ];
  const actions = [commandAction('Save it', 'save', { paper: what.trim() })];
  return { reply: reply({ kind: 'error', answered: false, blocks, actions }) };
}

/** `topic:roots okafor`: words in a row that stand in no paper may be one word, and others beside it. */
async function unsureTopic(
  what: string,
  context: CommandContext,
): Promise<{ readonly reply: Reply } | undefined> {
  for (const { topic, first, rest } of wholeTopics(what)) {
    const papers = await context.engine.list({ ...EMPTY_QUERY, topics: [topic] });
    if (papers.length > 0) continue;
    const person = await context.engine.author(rest);
    const isSomebody = person.kind === 'one' && person.spelling !== 'corrected';
    const byPerson = isSomebody ? `topic:"${first}" author:${inQuotes(person.author.name)}` : '';
    const said = (instead: string) => withTopics(what, () => instead);
    return choice(`No paper here has "${cut(topic, 60)}" in a row. What is to be followed?`, [
      ...(isSomebody ? [again(`about ${first}, by ${person.author.name}`, said(byPerson), context)] : []),
      again(`about "${topic}", in a row`, said(`topic:${inQuotes(topic)}`), context),
      again(`about ${first}, with ${rest} anywhere`, said(`words:${inQuotes(`${first} ${rest}`)}`), context),
    ]);
  }
  return undefined;
}

/** A query has no "or": both would have to stand in one paper. */
function eitherOr(query: Query, context: CommandContext): { readonly reply: Reply } | undefined {
  const parts = query.text.split(/\s+or\s+/i);
  if (quotedWords(query.text) !== undefined || parts.length < 2 || parts.length > MAX_PEOPLE)
    return undefined;
  const followed = (text: string) => followWhat({ ...query, text });
  return choice('Either of these is followed for itself. Which one first?', [
    ...parts.map((part) => again(`about ${part}`, followed(part), context)),
    again('only papers about both', followed(parts.join(' ')), context),
  ]);
}

/** `lab every 2 weeks`: what is said of the time and not understood would be followed as words. */
function refuseTimes(what: string): void {
  const [, times] =
    /^(?:the |our )?lab\s+((?:every|each|once|twice|at|on|in|daily|weekly)\b.*)$/i.exec(what) ?? [];
  const [, hour] = /(?:^|\s)at (\d\S*(?: ?[ap]m)?)$/i.exec(what) ?? [];
  const said = times ?? hour;
  if (said !== undefined)
    throw new UserError(
      `"${cut(said, 40)}" is not understood: say daily, weekdays, weekly, a weekday or at-once, and a time such as at 9am.`,
    );
}

function refuseDates({ from, to }: Query): void {
  if (from === undefined && to === undefined) return;
  throw new UserError(
    'Following is about papers that are yet to come: leave out since:, until: and year:. For papers from earlier, ask /paper.',
  );
}

/**
 * Reads `lab`, `author:okafor`, `topic:dp-sgd`, `category:cs.LG`, `words -without`. A name in quotation marks is taken as it is,
 * unless they only hold its words together.
 *
 * @throws {UserError} on a filter that cannot be followed or read
 */
export async function readSubject(
  what: string,
  context: CommandContext,
  { looksUpQuoted = false }: { readonly looksUpQuoted?: boolean } = {},
): Promise<ReadSubject> {
  const folded = what.trim().toLowerCase();
  if (LAB.has(folded)) return { subject: { type: 'lab' }, notes: [] };
  if (EVERYTHING.has(folded)) return { subject: { type: 'everything' }, notes: [] };
  const misspelt = misspeltKeyword(what, context);
  if (misspelt !== undefined) return misspelt;
  refuseTimes(what);
  const single = onePaper(what);
  if (single !== undefined) return single;
  const named = await withWholeNames(what, context);
  const unsureOfTopic = await unsureTopic(named.replace(OTHER_TOPICS, 'topic:'), context);
  if (unsureOfTopic !== undefined) return unsureOfTopic;
  const own = withOwnKeywords(named);
  const read = { ...readQuery(own.what, {}), shelf: 'library' } as const;
  refuseDates(read);
  const exact = quotedWords(read.text);
  const topical = exact === undefined ? read : { ...read, text: '', topics: [...read.topics, exact] };
  let query = withTopicCategories(topical);
  const categories = categoriesOf(query.text, context);
  if ('reply' in categories) return categories;
  if (categories.length > 0) query = { ...query, text: '', categories: [...query.categories, ...categories] };
  const mayBePerson = query.authors.length === 0 && query.topics.length === 0;
  const unsure = (mayBePerson ? await personOrWords(query, context) : undefined) ?? eitherOr(query, context);
  if (unsure !== undefined) return unsure;
  query = await asTopic(query, context.engine);
  query = { ...query, text: `${query.text} ${own.words}`.trim() };
  const listed = await withListedAuthors(query, looksUpQuoted ? new Set() : quotedNames(what), context);
  if ('reply' in listed) return listed;
  const { text, authors, without, organisation, hasCode } = listed.query;
  const says = [
    ...listed.query.topics,
    ...authors,
    ...listed.query.categories,
    organisation ?? '',
    hasCode === undefined ? '' : 'code',
  ].join('');
  if (!/[\p{L}\p{N}]/u.test(`${text}${says}`))
    throw new UserError(
      without.length > 0
        ? 'What is to be followed? "-word" only leaves papers out: write words, author: or category: beside it.'
        : 'What is to be followed? Write words, author:NAME or category:cs.LG; /follow alone shows what there is.',
    );
  return { subject: { type: 'query', query: listed.query }, notes: listed.notes };
}
