import { findCategory } from '../categories.ts';
import type { AuthorLookup, AuthorProfile } from '../engine/engine.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { commandAction, item, list, note, paragraph, reply, strong } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import { firstAuthors } from '../reply/paper-text.ts';
import type { Block, CommandAction, ListItem, Reply } from '../reply/reply.ts';
import { counted } from '../text/counted.ts';
import { cut } from '../text/cut.ts';
import { noneLeft } from './about.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { inQuotes, quotedWords } from './exact-words.ts';
import { filtersInWords, hasFilters, readQuery } from './filters.ts';
import { currentPage, PAGE_SIZE, pageNote, paperList, yearSpan } from './paper-lists.ts';
import { topicReply } from './topic.ts';

const FREQUENT = 8;
const CO_AUTHORS = 3;
const MAX_CANDIDATES = 6;
const MAX_YEARS = 6;
const NEAREST = 3;

function openAuthor(name: string): CommandAction {
  return commandAction(name, 'author', { name });
}

function authorItem({ name, papers }: AuthorProfile): ListItem {
  return item([`${name} (${papers.length})`], [], openAuthor(name));
}

/** How many author lists the sources cut: nobody may be told that somebody is not among the rest. */
async function cutLists({ engine }: CommandContext): Promise<{ cut: number; all: number; longest: number }> {
  const papers = await engine.list(EMPTY_QUERY);
  const incomplete = papers.filter(({ authorsComplete }) => !authorsComplete);
  const longest = Math.max(0, ...incomplete.map(({ authors }) => authors.length));
  return { cut: incomplete.length, all: papers.length, longest };
}

/** "Counted among the first three authors", where a source cut its lists. */
async function cutNote(context: CommandContext): Promise<Block[]> {
  const { cut: incomplete, longest } = await cutLists(context);
  if (incomplete === 0) return [];
  return [note(`et al.: counted among ${firstAuthors(longest)}, longer lists are cut.`)];
}

async function frequentAuthors(context: CommandContext): Promise<Reply> {
  const authors = (await context.engine.authors()).slice(0, FREQUENT);
  return reply({
    kind: 'overview',
    blocks: [
      paragraph('The most frequent authors here:'),
      list(authors.map(authorItem), 1),
      ...(await cutNote(context)),
      note('Ask for one: /author NAME'),
    ],
    actions: authors.slice(0, 3).map(({ name }) => openAuthor(name)),
  });
}

/** Buttons that search what was typed, as it was typed. */
function wayBack(typed: string): CommandAction {
  return commandAction(`Only "${cut(typed, 40)}"`, 'author', { name: inQuotes(typed) });
}

function countsPerYear({ years }: AuthorProfile): string {
  return years
    .slice(0, MAX_YEARS)
    .map(({ year, papers }) => `${year}: ${papers}`)
    .join(', ');
}

function profileBlocks(author: AuthorProfile, filters: string): Block[] {
  if (filters !== '')
    return [paragraph(strong(author.name), `: ${counted(author.papers.length, 'paper')} ${filters}`)];
  const coAuthors = author.coAuthors.slice(0, CO_AUTHORS).map(({ name, papers }) => `${name} (${papers})`);
  const aliases = author.alsoListedAs;
  return [
    paragraph(strong(author.name), `: ${counted(author.papers.length, 'paper')}, ${yearSpan(author.papers)}`),
    ...(aliases.length > 0 ? [note(`also listed as ${aliases.join(', ')}`)] : []),
    ...(coAuthors.length > 0 ? [paragraph(`With ${coAuthors.join(', ')}`)] : []),
    ...(author.papers.length > PAGE_SIZE ? [paragraph(countsPerYear(author))] : []),
  ];
}

type Shown = {
  readonly author: AuthorProfile;
  /** The name as typed, where it was read as another. */
  readonly misspelt?: string | undefined;
  /** The filters that its papers have passed, in words; `name` asks for the same again. */
  readonly filters?: string;
  readonly name?: string;
};

async function authorReply(
  { author, misspelt, filters = '', name = author.name }: Shown,
  context: CommandContext,
): Promise<Reply> {
  const range = currentPage(author.papers.length, context);
  const shown = author.papers.slice(range.offset, range.offset + PAGE_SIZE);
  return reply({
    kind: 'list',
    blocks: [
      ...(misspelt === undefined
        ? []
        : [paragraph(`Showing ${author.name} (nobody is listed as "${cut(misspelt, 60)}").`)]),
      ...profileBlocks(author, filters),
      paperList(shown, range.offset + 1),
      ...pageNote(range),
      ...(await cutNote(context)),
    ],
    papers: author.papers,
    actions: [
      ...pageActions(range, 'author', { name }),
      ...author.coAuthors.slice(0, CO_AUTHORS).map(({ name }) => openAuthor(name)),
      ...(misspelt === undefined ? [] : [wayBack(misspelt)]),
    ],
  });
}

async function choice(
  { authors, spelling }: Extract<AuthorLookup, { kind: 'several' }>,
  typed: string,
  context: CommandContext,
): Promise<Reply> {
  const shown = authors.slice(0, MAX_CANDIDATES);
  const names = shown.map(({ name, papers }) => `${name} (${papers.length})`);
  const last = names.pop() ?? '';
  const more = authors.length - shown.length;
  return reply({
    kind: 'choice',
    blocks: [
      ...(spelling === 'corrected' ? [paragraph(`Nobody is listed as "${cut(typed, 60)}".`)] : []),
      paragraph(`${names.join(', ')} or ${last}?`),
      list(shown.map(authorItem), 1),
      ...(more > 0 ? [note(`and ${more} more: type more of the name`)] : []),
      ...(await cutNote(context)),
    ],
    actions: [
      ...shown.map(({ name }) => openAuthor(name)),
      ...(spelling === 'corrected' ? [wayBack(typed)] : []),
    ],
  });
}

async function nobody(
  nearest: readonly AuthorProfile[],
  typed: string,
  context: CommandContext,
): Promise<Reply> {
  const { cut: incomplete, all } = await cutLists(context);
  const shown = (nearest.length > 0 ? nearest : await context.engine.authors()).slice(0, NEAREST);
  const lists = incomplete > 0 ? `; ${incomplete} of ${all} lists are cut` : '';
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(`No listed author is called ${cut(typed, 80)}${lists}.`),
      ...(nearest.length > 0 ? [note('Nearest names:')] : [note('The most frequent here:')]),
      list(shown.map(authorItem)),
    ],
    actions: shown.map(({ name }) => openAuthor(name)),
  });
}

/** Whom a name in quotation marks names: nobody whose name would have to be corrected. */
function withoutCorrection(found: AuthorLookup): AuthorLookup {
  if (found.kind === 'none' || found.spelling !== 'corrected') return found;
  return { kind: 'none', nearest: found.kind === 'one' ? [found.author] : found.authors };
}

/** A category's code leads to its papers, unless it is a name here; the way back is the code as a name. */
async function categoryLead(
  name: string,
  found: AuthorLookup,
  context: CommandContext,
): Promise<Reply | undefined> {
  const isCode = /^(?:[A-Z]{2}|[a-z-]+\.[A-Za-z-]+)$/.test(name);
  const category = isCode ? findCategory(name) : undefined;
  const isMeant = found.kind === 'none' || name.includes('.') || name === name.toUpperCase();
  if (category === undefined || !isMeant) return undefined;
  const led = await topicReply(category.code, { ...context, typed: { words: category.code } });
  if (name.includes('.')) return led;
  const asName = commandAction('Search the name instead', 'author', { name: inQuotes(name) });
  return { ...led, actions: [...led.actions, asName] };
}

/** Filters beside a name: the papers of that person that they let through. */
async function filteredPapers(name: string, context: CommandContext): Promise<Reply | undefined> {
  const query = readQuery(name, {});
  if (query.text === '' || !hasFilters(query)) return undefined;
  const found = await context.engine.author(query.text);
  if (found.kind !== 'one') return undefined;
  const { author } = found;
  const asked = { ...query, text: '', authors: [author.name, ...query.authors] };
  const papers = await context.engine.list(asked);
  if (papers.length > 0) {
    const misspelt = found.spelling === 'corrected' ? query.text : undefined;
    const filters = filtersInWords(query);
    return authorReply({ author: { ...author, papers }, misspelt, filters, name }, context);
  }
  return noneLeft(
    {
      kept: { ...EMPTY_QUERY, authors: [author.name] },
      filters: query,
      subject: `by ${author.name}`,
      all: { command: 'author', args: { name: author.name } },
    },
    context,
  );
}

export const authorCommand = defineCommand(
  {
    name: 'author',
    description: 'What a person has written, with whom and when',
    options: [{ name: 'name', description: 'A name or a part of it', rest: true, suggest: 'author' }],
    spokenOf: {
      verbs: ['find', 'search', 'list', 'look', 'see'],
      things: ['author', 'person', 'people', 'somebody', 'coauthor', 'co-author'],
    },
    examples: ['{author}', '{author} year:{year}'],
  },
  async ({ name }, context) => {
    if (name === undefined) return frequentAuthors(context);
    const exact = quotedWords(name);
    const filtered = exact === undefined ? await filteredPapers(name, context) : undefined;
    if (filtered !== undefined) return filtered;
    const looked = await context.engine.author(exact ?? name);
    const found = exact === undefined ? looked : withoutCorrection(looked);
    const lead = exact === undefined ? await categoryLead(name, found, context) : undefined;
    if (lead !== undefined) return lead;
    if (found.kind === 'none') return nobody(found.nearest, exact ?? name, context);
    if (found.kind === 'several') return choice(found, name, context);
    const misspelt = found.spelling === 'corrected' ? name : undefined;
    return authorReply({ author: found.author, misspelt }, context);
  },
);
