import { findCategory } from '../categories.ts';
import type { AuthorProfile, PaperLookup, SearchResult } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { commandAction, linkAction, note, paragraph, reply } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { abstractBlocks, abstractPages, cardActions, cardBlocks } from '../reply/paper-card.ts';
import { arxivSearch } from '../reply/paper-text.ts';
import type { Reply } from '../reply/reply.ts';
import { counted } from '../text/counted.ts';
import { cut } from '../text/cut.ts';
import { noneLeft, papersAbout } from './about.ts';
import { collectionActions, collectionBlocks } from './collection.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { asTyped, inQuotes, quotedWords } from './exact-words.ts';
import { exampleTitle } from './examples.ts';
import {
  FILTER_OPTIONS,
  type Filters,
  filtersInWords,
  hasFilters,
  isPlainStream,
  placeOf,
  readQuery,
  shelfArgs,
  withoutFilters,
} from './filters.ts';
import { ofId, showing } from './named-paper.ts';
import { alsoList, currentPage, PAGE_SIZE, pageNote, paperList } from './paper-lists.ts';
import { topicReply } from './topic.ts';
import { sayingTopic } from './topic-reading.ts';

const ALSO = 3;

async function newestPapers(context: CommandContext): Promise<Reply> {
  const papers = await context.engine.list(EMPTY_QUERY);
  const range = currentPage(papers.length, context);
  const shown = papers.slice(range.offset, range.offset + PAGE_SIZE);
  const example = await exampleTitle(shown, context.engine);
  return reply({
    kind: 'overview',
    blocks: [
      paragraph(
        papers.length === 0
          ? 'There is no paper here yet.'
          : `The newest of ${counted(papers.length, 'paper')} here:`,
      ),
      paperList(shown, range.offset + 1),
      ...pageNote(range),
      note('Ask for one by title, words, id or link: /paper WORDS'),
    ],
    papers: shown,
    actions: [
      ...pageActions(range, 'paper', {}),
      ...(example === undefined ? [] : [commandAction(`Try "${example}"`, 'paper', { query: example })]),
    ],
  });
}

export function cardReply(paper: Paper, before: Reply['blocks'] = [], also: readonly Paper[] = []): Reply {
  return reply({
    kind: 'card',
    blocks: [...before, ...cardBlocks(paper), ...alsoList(also.slice(0, ALSO))],
    papers: [paper],
    actions: cardActions(paper),
  });
}

/** One part of the abstract, where a card has shown its beginning. */
function abstractReply(paper: Paper, context: CommandContext): Reply {
  const parts = abstractPages(paper);
  const page = Math.min(context.page, Math.max(1, parts.length));
  const range = { page, pages: parts.length, offset: 0, asked: context.page };
  return reply({
    kind: 'card',
    blocks: [...abstractBlocks(paper, parts[page - 1] ?? ''), ...pageNote(range)],
    papers: [paper],
    actions: [
      ...pageActions(range, 'paper', { query: paper.id, show: 'abstract' }),
      ...cardActions(paper).filter(({ type, label }) => type === 'link' || label === 'Cite'),
    ],
  });
}

/** What the library is about instead; the stream is about anything. */
async function insteadOf(query: Pick<Query, 'shelf'>, context: CommandContext) {
  if (query.shelf === 'stream') return { blocks: [], actions: [] };
  return { blocks: await collectionBlocks(context), actions: await collectionActions(context) };
}

async function noPaper(
  query: Pick<Query, 'text' | 'shelf'>,
  { nearest, result }: Extract<PaperLookup, { kind: 'none' }>,
  context: CommandContext,
): Promise<Reply> {
  const words = query.text;
  const instead = await insteadOf(query, context);
  const shown = nearest.slice(0, ALSO).map(({ paper }) => paper);
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(
        `No paper ${placeOf(query)} mentions ${cut(words, 80)} (${counted(result.searched, 'abstract')} searched).`,
      ),
      ...(shown.length > 0 ? [note('Nearest, not matches:'), paperList(shown)] : instead.blocks),
    ],
    papers: shown,
    actions: [
      linkAction('Search arXiv', arxivSearch(words, 'all')),
      ...(shown.length > 0 ? [] : instead.actions),
    ],
  });
}

function severalPapers(
  { hits, total, corrections }: Pick<SearchResult, 'hits' | 'total' | 'corrections'>,
  context: CommandContext,
): Reply {
  const range = currentPage(total, context);
  const shown = hits.slice(range.offset, range.offset + PAGE_SIZE).map(({ paper }) => paper);
  return reply({
    kind: 'list',
    blocks: [
      ...showing(corrections[0]),
      paragraph(`${total} found:`),
      paperList(shown, range.offset + 1),
      ...pageNote(range),
    ],
    papers: shown,
    actions: [...pageActions(range, 'paper', context.typed), ...wayBack(corrections, context)],
  });
}

/** Where a word was read as another: the search for what was typed. */
function wayBack(corrections: SearchResult['corrections'], { typed }: CommandContext) {
  const [first] = corrections;
  if (first === undefined) return [];
  return asTyped(first.from, 'paper', { ...typed, query: inQuotes(first.from) });
}

async function lookedUp(query: Pick<Query, 'text' | 'shelf'>, context: CommandContext): Promise<Reply> {
  const { text: words, shelf } = query;
  const found = await context.engine.paper(words, shelf);
  switch (found.kind) {
    case 'one': {
      const { paper, correction, also } = found;
      const card = cardReply(paper, showing(correction, paper.title), also);
      const back = wayBack(correction === undefined ? [] : [correction], context);
      return { ...card, actions: [...card.actions, ...back] };
    }
    case 'several':
      return severalPapers(found.result, context);
    case 'none':
      return shelf === 'library'
        ? withAuthorHint(await noPaper(query, found, context), words, context)
        : noPaper(query, found, context);
  }
}

/** Papers that hold the words exactly as they are typed. */
async function exactly(words: string, query: Query, context: CommandContext): Promise<Reply> {
  const { hits } = await papersAbout(query, context);
  const [only, second] = hits;
  if (only !== undefined && second === undefined) return cardReply(only.paper);
  if (only !== undefined) return severalPapers({ hits, total: hits.length, corrections: [] }, context);
  const searched = counted(context.engine.size(query.shelf), 'abstract');
  return reply({
    kind: 'none',
    answered: false,
    blocks: [paragraph(`No paper ${placeOf(query)} has exactly "${cut(words, 80)}" (${searched} searched).`)],
    actions: [linkAction('Search arXiv', arxivSearch(words, 'all'))],
  });
}

async function filtered(query: Query, context: CommandContext): Promise<Reply> {
  const { hits, corrections } = await papersAbout(query, context);
  const [only] = hits;
  if (only !== undefined && hits.length === 1) {
    const card = cardReply(only.paper, showing(corrections[0], only.paper.title));
    return { ...card, actions: [...card.actions, ...wayBack(corrections, context)] };
  }
  if (hits.length > 0) return severalPapers({ hits, total: hits.length, corrections }, context);
  const words = query.text;
  const none = await noneLeft(
    {
      kept: withoutFilters(query),
      filters: query,
      subject: words === '' ? placeOf(query) : `about ${cut(words, 80)}`,
      all: { command: 'paper', args: { ...(words !== '' && { query: words }), ...shelfArgs(query) } },
    },
    context,
  );
  if (none !== undefined) return none;
  const asked = `${words === '' ? '' : `about ${cut(words, 80)} `}${filtersInWords(query)}`.trim();
  const instead = await insteadOf(query, context);
  return reply({
    kind: 'none',
    answered: false,
    blocks: [paragraph(`No paper ${`${placeOf(query)} ${cut(asked, 160)}`.trim()}.`), ...instead.blocks],
    actions: [
      ...(words === '' ? [] : [linkAction('Search arXiv', arxivSearch(words, 'all'))]),
      ...instead.actions,
    ],
  });
}

/** People whom `name year` may mean, where there is no paper of that name. */
async function namedAuthors(words: string, { engine }: CommandContext): Promise<AuthorProfile[]> {
  const match = /^([\p{L}'’. -]{2,60}?)\s*(?:et al\.?)?,?\s+\(?((?:19|20)\d\d)\)?$/u.exec(words);
  const [, name, year] = match ?? [];
  if (name === undefined || year === undefined) return [];
  const found = await engine.author(name);
  if (found.kind === 'none' || (found.kind === 'one' && found.spelling === 'corrected')) return [];
  const people = found.kind === 'one' ? [found.author] : found.authors;
  return people
    .map((person) => ({ ...person, papers: person.papers.filter(({ date }) => date.startsWith(year)) }))
    .filter(({ papers }) => papers.length > 0);
}

function papersByPeople(people: readonly AuthorProfile[], words: string, context: CommandContext): Reply {
  const year = words.replace(/\D/g, '').slice(-4);
  const papers = [...new Set(people.flatMap((person) => person.papers))];
  const [only, second] = papers;
  const note_ = note('Listed authors only.');
  if (only !== undefined && second === undefined) return cardReply(only);
  if (people.length === 1) {
    const range = currentPage(papers.length, context);
    const shown = papers.slice(range.offset, range.offset + PAGE_SIZE);
    return reply({
      kind: 'list',
      blocks: [
        paragraph(`${people[0]?.name}, ${year}: ${counted(papers.length, 'paper')}`),
        paperList(shown, range.offset + 1),
        ...pageNote(range),
        note_,
      ],
      papers: shown,
      actions: pageActions(range, 'paper', context.typed),
    });
  }
  return reply({
    kind: 'choice',
    blocks: [
      paragraph(
        `${people.map(({ name, papers: own }) => `${name} (${own.length})`).join(' or ')} in ${year}?`,
      ),
      ...people.flatMap((person) => [
        paragraph(`${person.name}, ${year}:`),
        paperList(person.papers.slice(0, ALSO)),
      ]),
      note_,
    ],
    papers,
    actions: people.map(({ name }) => commandAction(name, 'author', { name })),
  });
}

/** A category's code leads to its papers; the way back is the code as a word. */
async function categoryLead(words: string, context: CommandContext): Promise<Reply | undefined> {
  const category = /^(?:[A-Z]{2}|[a-z-]+\.[A-Za-z-]+)$/.test(words) ? findCategory(words) : undefined;
  if (category === undefined) return undefined;
  const led = await topicReply(category.code, { ...context, typed: { words: category.code } });
  if (words.includes('.')) return led;
  const asWord = commandAction('Search the word instead', 'paper', { query: inQuotes(words) });
  return { ...led, actions: [...led.actions, asWord] };
}

type PaperArgs = { readonly query?: string | undefined; readonly show?: 'abstract' | undefined } & Filters;

async function found(
  { query: words = '', show, ...filters }: PaperArgs,
  context: CommandContext,
): Promise<Reply> {
  const query = readQuery(words, filters);
  if (query.shelf === 'stream') await context.openStream();
  const exact = quotedWords(words);
  if (exact !== undefined) return exactly(exact, query, context);
  if (words === '' && !hasFilters(query)) return newestPapers(context);
  const known = hasFilters({ ...query, shelf: 'library' })
    ? undefined
    : await ofId(query.text, context, { needsList: false });
  if (known !== undefined) return show === 'abstract' ? abstractReply(known, context) : cardReply(known);
  if (show === 'abstract' && (isPlainStream(query) || !hasFilters(query))) {
    const found = await context.engine.paper(query.text, query.shelf);
    if (found.kind === 'one') return abstractReply(found.paper, context);
  }
  if (isPlainStream(query) && query.text !== '') return lookedUp(query, context);
  if (hasFilters(query)) return filtered(query, context);
  const lead = await categoryLead(words, context);
  if (lead !== undefined) return lead;
  const people = await namedAuthors(words, context);
  return people.length > 0 ? papersByPeople(people, words, context) : lookedUp(query, context);
}

export const paperCommand = defineCommand(
  {
    name: 'paper',
    description: 'Find a paper by title, words, id or link',
    options: [
      {
        name: 'query',
        description: 'A title or words of it, an arXiv id, a DOI or a link',
        rest: true,
        suggest: 'paper',
      },
      ...FILTER_OPTIONS,
      { name: 'show', description: 'The whole abstract of the one paper', choices: ['abstract'] },
    ],
    spokenOf: {
      verbs: ['find', 'search', 'look', 'open', 'read', 'see'],
      things: ['paper', 'title', 'abstract', 'link', 'id', 'doi', 'arxiv', 'words'],
    },
    examples: ['{title}', '{topic} author:{author} since:{year}', '{id}'],
  },
  async (args, context) =>
    sayingTopic(await found(args, context), args.query ?? '', { command: 'paper', args: context.typed }),
);

async function withAuthorHint(answer: Reply, words: string, { engine }: CommandContext): Promise<Reply> {
  if (words.length > 60) return answer;
  const found = await engine.author(words);
  const isPerson = found.kind !== 'none' && found.kind !== 'several' && found.spelling !== 'corrected';
  if (!isPerson) return answer;
  const hint = commandAction(`Papers by ${found.author.name}`, 'author', { name: found.author.name });
  return { ...answer, actions: [hint, ...answer.actions] };
}
