import { type Category, findCategory } from '../categories.ts';
import type { Correction, Hit } from '../engine/engine.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { commandAction, item, linkAction, list, note, paragraph, reply, strong } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { cardActions, cardBlocks } from '../reply/paper-card.ts';
import { arxivSearch } from '../reply/paper-text.ts';
import type { Action, CommandAction, Reply } from '../reply/reply.ts';
import { counted } from '../text/counted.ts';
import { cut } from '../text/cut.ts';
import { noneLeft, papersAbout } from './about.ts';
import { categoryLine } from './category-line.ts';
import { collectionActions, collectionBlocks, topicAction } from './collection.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { asTyped, inQuotes, quotedWords } from './exact-words.ts';
import {
  FILTER_OPTIONS,
  filtersInWords,
  hasFilters,
  placeOf,
  readQuery,
  shelfArgs,
  withoutFilters,
} from './filters.ts';
import { currentPage, hitList, PAGE_SIZE, pageNote, yearSpan } from './paper-lists.ts';
import { sayingTopic } from './topic-reading.ts';

const FREQUENT_TOPICS = 6;
const MAX_CATEGORIES = 12;
async function overview({ engine }: CommandContext): Promise<Reply> {
  const categories = await engine.categories();
  const topics = await engine.topics(FREQUENT_TOPICS);
  const shown = categories.slice(0, MAX_CATEGORIES);
  const rest = categories.length - shown.length;
  return reply({
    kind: 'overview',
    blocks: [
      paragraph(
        `${counted(engine.size('library'), 'paper')} in ${counted(categories.length, 'category').replace('categorys', 'categories')}:`,
      ),
      list(
        shown.map(({ code, papers }) =>
          item([categoryLine(code, papers)], [], commandAction(code, 'topic', { words: code })),
        ),
      ),
      ...(rest > 0 ? [note(`and ${rest} more`)] : []),
      ...(topics.length > 0
        ? [paragraph('Frequent: ', topics.map(({ topic, papers }) => `${topic} (${papers})`).join(', '))]
        : []),
      note('Ask for one: /topic WORDS, or a category such as /topic ', shown[0]?.code ?? 'cs.LG'),
    ],
    actions: topics.map(topicAction),
  });
}

/** What narrows a long result further. */
function narrowing(query: Query, hits: readonly Hit[], { typed }: CommandContext): CommandAction[] {
  const withCode = hits.filter(({ paper }) => paper.hasCode).length;
  const years = [...new Set(hits.map(({ paper }) => paper.date.slice(0, 4)))].sort();
  const latest = years.at(-1);
  return [
    ...(query.hasCode === undefined && withCode > 0 && withCode < hits.length
      ? [commandAction(`With code (${withCode})`, 'topic', { ...typed, code: 'yes' })]
      : []),
    ...(query.from === undefined && latest !== undefined && years.length > 1
      ? [commandAction(`Only ${latest}`, 'topic', { ...typed, year: latest })]
      : []),
  ];
}

type Listed = {
  readonly title: readonly string[];
  readonly query: Query;
  readonly hits: readonly Hit[];
  readonly also?: readonly Action[];
};

function listed({ title, query, hits, also = [] }: Listed, context: CommandContext): Reply {
  const papers = hits.map(({ paper }) => paper);
  const [only, second] = papers;
  const first = title.map((line) => paragraph(strong(line)));
  if (only !== undefined && second === undefined) {
    return reply({
      kind: 'card',
      blocks: [...first, paragraph('1 paper'), ...cardBlocks(only)],
      papers,
      actions: [...cardActions(only), ...also],
    });
  }
  const range = currentPage(papers.length, context);
  const shown = hits.slice(range.offset, range.offset + PAGE_SIZE);
  return reply({
    kind: 'list',
    blocks: [
      ...first,
      paragraph(`${counted(papers.length, 'paper')}, ${yearSpan(papers)}`),
      hitList(shown, range.offset + 1),
      ...pageNote(range),
    ],
    papers,
    actions: [...pageActions(range, 'topic', context.typed), ...narrowing(query, hits, context), ...also],
  });
}

async function categoryReply(
  category: Category,
  query: Query,
  words: string,
  context: CommandContext,
): Promise<Reply> {
  const inCategory = { ...query, text: '', categories: [category.code] };
  const { hits } = await papersAbout(inCategory, context);
  const isWord = !words.includes('.') && words !== category.name;
  const asWord = commandAction('Search the word instead', 'topic', { words: words.toLowerCase() });
  const also = isWord ? [asWord] : [];
  const title = `${category.name} (${category.code})`;
  if (hits.length > 0) return listed({ title: [title], query: inCategory, hits, also }, context);
  const left = await noneLeft(
    {
      kept: { ...EMPTY_QUERY, categories: [category.code], shelf: query.shelf },
      filters: query,
      subject: `in ${title}`,
      all: { command: 'topic', args: { words: category.code, ...shelfArgs(query) } },
    },
    context,
  );
  if (left !== undefined) return left;
  const held = query.shelf === 'library' ? (await context.engine.categories()).slice(0, 3) : [];
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(`No paper ${placeOf(query)} is in ${title}.`),
      ...(held.length === 0
        ? []
        : [list(held.map(({ code, papers }) => item([categoryLine(code, papers)])))]),
    ],
    actions: [...held.map(({ code }) => commandAction(code, 'topic', { words: code })), ...also],
  });
}

async function noTopic(words: string, { shelf }: Query, context: CommandContext): Promise<Reply> {
  const exact = quotedWords(words);
  const isLibrary = shelf === 'library';
  const nearest = exact === undefined && isLibrary ? await context.engine.nearestTopics(words, 3) : [];
  const about = exact === undefined ? `is about ${cut(words, 80)}` : `has exactly "${cut(exact, 80)}"`;
  const searched = counted(context.engine.size(shelf), 'abstract');
  const rows = nearest.map((topic) => item([`${topic.topic} (${topic.papers})`], [], topicAction(topic)));
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(`No paper ${placeOf({ shelf })} ${about} (${searched} searched).`),
      ...(rows.length > 0 ? [note('Nearest topics:'), list(rows)] : []),
      ...(rows.length === 0 && isLibrary ? await collectionBlocks(context) : []),
    ],
    actions: [
      ...nearest.map(topicAction),
      ...(rows.length === 0 && isLibrary ? await collectionActions(context) : []),
      linkAction('Search arXiv', arxivSearch(words, 'all')),
    ],
  });
}

/** Where filters or words leave nothing. */
async function noneOf(query: Query, context: CommandContext): Promise<Reply> {
  const left = await noneLeft(
    {
      kept: withoutFilters(query),
      filters: query,
      subject: query.text === '' ? placeOf(query) : `about ${cut(query.text, 80)}`,
      all: {
        command: 'topic',
        args: { ...(query.text !== '' && { words: query.text }), ...shelfArgs(query) },
      },
    },
    context,
  );
  return left ?? noTopic(query.text === '' ? filtersInWords(query) : query.text, query, context);
}

/** All words of a text with the misspelt ones replaced, as a person would have written them. */
function corrected(text: string, corrections: readonly Correction[]): string {
  return corrections.reduce((words, { from, to }) => words.replace(from, to), text);
}

async function wordsReply(query: Query, context: CommandContext): Promise<Reply> {
  const { hits, corrections } = await papersAbout(query, context);
  if (hits.length === 0) return noneOf(query, context);
  if (corrections.length === 0) return listed({ title: [], query, hits }, context);
  const unread = corrections.map(({ from }) => `"${cut(from, 40)}"`).join(', ');
  const title = [`Showing ${corrected(query.text, corrections)} (no paper has ${unread}).`];
  const also = asTyped(query.text, 'topic', { ...context.typed, words: inQuotes(query.text) });
  return listed({ title, query, hits, also }, context);
}

/** The papers of a category or about words; `context.typed` leads to the other pages. */
export async function topicReply(
  words: string,
  context: CommandContext,
  filters: Parameters<typeof readQuery>[1] = {},
): Promise<Reply> {
  const query = readQuery(words, filters);
  if (query.shelf === 'stream') await context.openStream();
  if (words === '' && !hasFilters(query)) return overview(context);
  const category = findCategory(query.text);
  if (category !== undefined) return categoryReply(category, query, query.text, context);
  return wordsReply(query, context);
}

export const topicCommand = defineCommand(
  {
    name: 'topic',
    description: 'Papers about words, or of an arXiv category',
    options: [
      { name: 'words', description: 'Words, or a category such as cs.LG', rest: true, suggest: 'topic' },
      ...FILTER_OPTIONS,
    ],
    spokenOf: {
      verbs: ['find', 'search', 'browse', 'list', 'look', 'filter'],
      things: ['topic', 'subject', 'category', 'area', 'field', 'keyword', 'word'],
    },
    examples: ['{topic}', '{category} year:{year}', '{topic} code:yes'],
  },
  async ({ words = '', ...filters }, context) =>
    sayingTopic(await topicReply(words, context, filters), words, { command: 'topic', args: context.typed }),
);
