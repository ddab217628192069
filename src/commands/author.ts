import { findCategory } from '../categories.ts';
import type { AuthorLookup, AuthorProfile } from '../engine/engine.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { commandAction, item, list, note, paragraph, reply, strong } from '../reply/build.ts';
import { pageActions } from '../reply/pagination.ts';
import type { Block, CommandAction, ListItem, Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { count, currentPage, PAGE_SIZE, pageNote, paperList, yearSpan } from './paper-lists.ts';
import { topicReply } from './topic.ts';

const FREQUENT = 8;
const CO_AUTHORS = 3;
const MAX_CANDIDATES = 6;
const MAX_YEARS = 6;

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

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "Counted among the first three authors", where a source cut its lists. */
async function cutNote(context: CommandContext): Promise<Block[]> {
  const { cut: incomplete, longest } = await cutLists(context);
  if (incomplete === 0) return [];
  return [note(`Among the first ${NUMBER_WORDS[longest] ?? longest} authors: longer lists are cut.`)];
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

function countsPerYear({ years }: AuthorProfile): string {
  return years
    .slice(0, MAX_YEARS)
    .map(({ year, papers }) => `${year}: ${papers}`)
    .join(', ');
}

function profileBlocks(author: AuthorProfile): Block[] {
  const coAuthors = author.coAuthors.slice(0, CO_AUTHORS).map(({ name, papers }) => `${name} (${papers})`);
  const aliases = author.alsoListedAs;
  return [
    paragraph(strong(author.name), `: ${count(author.papers.length, 'paper')}, ${yearSpan(author.papers)}`),
    ...(aliases.length > 0 ? [note(`also listed as ${aliases.join(', ')}`)] : []),
    ...(coAuthors.length > 0 ? [paragraph(`With ${coAuthors.join(', ')}`)] : []),
    ...(author.papers.length > PAGE_SIZE ? [paragraph(countsPerYear(author))] : []),
  ];
}

async function authorReply(
  author: AuthorProfile,
  first: readonly Block[],
  context: CommandContext,
): Promise<Reply> {
  const range = currentPage(author.papers.length, context);
  const shown = author.papers.slice(range.offset, range.offset + PAGE_SIZE);
  return reply({
    kind: 'list',
    blocks: [
      ...first,
      ...profileBlocks(author),
      paperList(shown, range.offset + 1),
      ...pageNote(range),
      ...(await cutNote(context)),
    ],
    papers: author.papers,
    actions: [
      ...pageActions(range, 'author', { name: author.name }),
      ...author.coAuthors.slice(0, CO_AUTHORS).map(({ name }) => openAuthor(name)),
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
    actions: shown.map(({ name }) => openAuthor(name)),
  });
}

async function nobody(
  nearest: readonly AuthorProfile[],
  typed: string,
  context: CommandContext,
): Promise<Reply> {
  const { cut: incomplete, all } = await cutLists(context);
  const lists = incomplete > 0 ? `; ${incomplete} of ${all} lists are cut` : '';
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(`No listed author is called ${cut(typed, 80)}${lists}.`),
      ...(nearest.length > 0 ? [note('Nearest names:'), list(nearest.slice(0, 3).map(authorItem))] : []),
    ],
    actions: nearest.slice(0, 3).map(({ name }) => openAuthor(name)),
  });
}

export const authorCommand = defineCommand(
  {
    name: 'author',
    description: 'What a person has written, with whom and when',
    options: [{ name: 'name', description: 'A name or a part of it', rest: true, suggest: 'author' }],
    examples: ['kaissis', 'daniel rueckert'],
  },
  async ({ name }, context) => {
    if (name === undefined) return frequentAuthors(context);
    const isCode = /^(?:[A-Z]{2}|[a-z-]+\.[A-Za-z-]+)$/.test(name);
    const found = await context.engine.author(name);
    const category = isCode ? findCategory(name) : undefined;
    if (
      category !== undefined &&
      (found.kind === 'none' || name.includes('.') || name === name.toUpperCase())
    )
      return topicReply(category.code, { ...context, typed: { words: category.code } });
    if (found.kind === 'none') return nobody(found.nearest, name, context);
    if (found.kind === 'several') return choice(found, name, context);
    const showing =
      found.spelling === 'corrected'
        ? [paragraph(`Showing ${found.author.name} (nobody is listed as "${cut(name, 60)}").`)]
        : [];
    return authorReply(found.author, showing, context);
  },
);
