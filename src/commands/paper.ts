import { findCategory } from '../categories.ts';
import type { AuthorProfile, Hit, PaperLookup, SearchResult } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { formatQuery } from '../query/format.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { commandAction, linkAction, note, paragraph, reply } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { cardActions, cardBlocks } from '../reply/paper-card.ts';
import { arxivSearch } from '../reply/paper-text.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { FILTER_OPTIONS, hasFilters, readQuery } from './filters.ts';
import { alsoList, count, currentPage, PAGE_SIZE, pageNote, paperList } from './paper-lists.ts';
import { topicReply } from './topic.ts';

const ALSO = 3;

async function newestPapers({ engine, ...context }: CommandContext): Promise<Reply> {
  const papers = await engine.list(EMPTY_QUERY);
  const range = currentPage(papers.length, { engine, ...context });
  const shown = papers.slice(range.offset, range.offset + PAGE_SIZE);
  return reply({
    kind: 'overview',
    blocks: [
      paragraph(
        papers.length === 0
          ? 'There is no paper here yet.'
          : `The newest of ${count(papers.length, 'paper')} here:`,
      ),
      paperList(shown, range.offset + 1),
      note('Ask for one by title, words, id or link: /paper WORDS'),
    ],
    papers: shown,
    actions: [
      ...pageActions(range, 'paper', {}),
      ...shown.slice(0, 1).map(({ title }) => commandAction('Try', 'paper', { query: exampleWords(title) })),
    ],
  });
}

/** The first words of a title, as somebody would type them. */
function exampleWords(title: string): string {
  const [start = title] = title.split(/[:?]/);
  const words = start.replace(/[^\p{L}\p{N}\s-]/gu, ' ').split(/\s+/);
  return words
    .filter((word) => word !== '')
    .slice(0, 4)
    .join(' ');
}

export function cardReply(paper: Paper, before: Reply['blocks'] = [], also: readonly Paper[] = []): Reply {
  return reply({
    kind: 'card',
    blocks: [...before, ...cardBlocks(paper), ...alsoList(also.slice(0, ALSO))],
    papers: [paper],
    actions: cardActions(paper),
  });
}

function noPaper(words: string, nearest: readonly Hit[], searched: number): Reply {
  const shown = nearest.slice(0, 3).map(({ paper }) => paper);
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(`No paper here mentions ${cut(words, 80)} (${count(searched, 'abstract')} searched).`),
      ...(shown.length > 0 ? [note('Nearest, not matches:'), paperList(shown)] : []),
    ],
    papers: shown,
    actions: [linkAction('Search arXiv', arxivSearch(words, 'all'))],
  });
}

/** The first line where a word was read as another, and the way back. */
function readAs(corrections: SearchResult['corrections']) {
  const [first] = corrections;
  if (first === undefined) return { blocks: [], actions: [] };
  const { from, to } = first;
  return {
    blocks: [paragraph(`Showing ${to} (no paper has "${cut(from, 60)}").`)],
    actions: [linkAction(`Search arXiv for ${cut(from, 40)}`, arxivSearch(from, 'all'))],
  };
}

function severalPapers(result: SearchResult, context: CommandContext): Reply {
  const range = currentPage(result.total, context);
  const hits = result.hits.slice(range.offset, range.offset + PAGE_SIZE);
  const corrected = readAs(result.corrections);
  return reply({
    kind: 'list',
    blocks: [
      ...corrected.blocks,
      paragraph(`${result.total} found:`),
      paperList(
        hits.map(({ paper }) => paper),
        range.offset + 1,
      ),
      ...pageNote(range),
    ],
    papers: hits.map(({ paper }) => paper),
    actions: [...pageActions(range, 'paper', context.typed), ...corrected.actions],
  });
}

/** The word of the title that a misspelt one was read as, in the title's own spelling. */
function inTitleSpelling(word: string, title: string): string {
  const found = title.split(/[^\p{L}\p{N}-]+/u).find((one) => one.toLowerCase() === word.toLowerCase());
  return found ?? word;
}

function lookedUp(found: PaperLookup, words: string, context: CommandContext): Reply {
  switch (found.kind) {
    case 'one': {
      const corrections =
        found.correction === undefined
          ? []
          : [{ from: found.correction.from, to: inTitleSpelling(found.correction.to, found.paper.title) }];
      const corrected = readAs(corrections);
      const card = cardReply(found.paper, corrected.blocks, found.also);
      return { ...card, actions: [...card.actions, ...corrected.actions] };
    }
    case 'several':
      return severalPapers(found.result, context);
    case 'none':
      return noPaper(words, found.nearest, found.result.searched);
  }
}

async function filtered(query: Query, words: string, context: CommandContext): Promise<Reply> {
  const all = await context.engine.search(query, { limit: 1000 });
  const [only] = all.hits;
  if (all.total === 1 && only !== undefined) return cardReply(only.paper);
  if (all.total > 0) return severalPapers(all, context);
  const nearest = await context.engine.search({ ...EMPTY_QUERY, text: query.text }, { limit: 3 });
  const none = noPaper(words, nearest.hits, all.searched);
  return { ...none, blocks: [paragraph(`No paper here fits ${cut(words, 120)}.`), ...none.blocks.slice(1)] };
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
        paragraph(`${people[0]?.name}, ${year}: ${count(papers.length, 'paper')}`),
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

async function categoryLead(words: string, context: CommandContext): Promise<Reply | undefined> {
  const category = /^(?:[A-Z]{2}|[a-z-]+\.[A-Za-z-]+)$/.test(words) ? findCategory(words) : undefined;
  return category === undefined
    ? undefined
    : topicReply(category.code, { ...context, typed: { words: category.code } });
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
    ],
    examples: ['kernel normalized networks', 'privacy author:kaissis since:2023', '2203.10202'],
  },
  async ({ query: words = '', ...filters }, context) => {
    const query = readQuery(words, filters);
    if (words === '' && !hasFilters(query)) return newestPapers(context);
    if (hasFilters(query)) return filtered(query, formatQuery(query), context);
    const lead = await categoryLead(words, context);
    if (lead !== undefined) return lead;
    const people = await namedAuthors(words, context);
    if (people.length > 0) return papersByPeople(people, words, context);
    const found = await context.engine.paper(words);
    const answer = lookedUp(found, words, context);
    return found.kind === 'none' ? withAuthorHint(answer, words, context) : answer;
  },
);

async function withAuthorHint(answer: Reply, words: string, { engine }: CommandContext): Promise<Reply> {
  if (words.length > 60) return answer;
  const found = await engine.author(words);
  const isPerson = found.kind !== 'none' && found.kind !== 'several' && found.spelling !== 'corrected';
  if (!isPerson) return answer;
  const hint = commandAction(`Papers by ${found.author.name}`, 'author', { name: found.author.name });
  return { ...answer, actions: [hint, ...answer.actions] };
}
