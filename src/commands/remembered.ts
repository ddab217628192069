import type { AnswerContext, Scope, View } from '../answers/conversation/context.ts';
import { afterList } from '../answers/conversation/remember.ts';
import { findCategory } from '../categories.ts';
import type { Engine } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import type { Reply } from '../reply/reply.ts';
import { FILTER_OPTIONS, readQuery } from './filters.ts';
import { PAGE_SIZE } from './paper-lists.ts';

/** What a conversation remembers of a command, so that a question after it may go on from there. */

const VIEWS: Readonly<Record<string, View>> = { cite: 'citation', paper: 'card' };

function queryOf(args: Readonly<Record<string, string>>): Query {
  const filters = Object.fromEntries(FILTER_OPTIONS.map(({ name }) => [name, args[name]]));
  try {
    return readQuery(args.words ?? args.query ?? '', filters);
  } catch (error) {
    if (error instanceof UserError) return EMPTY_QUERY;
    throw error;
  }
}

async function namesOf(name: string, engine: Engine): Promise<string[]> {
  const found = await engine.author(name);
  if (found.kind === 'none') return [];
  return found.kind === 'one' ? [found.author.name] : found.authors.map((author) => author.name);
}

async function scopeOf(args: Readonly<Record<string, string>>, engine: Engine): Promise<Scope> {
  const query = queryOf(args);
  const category = findCategory(query.text);
  const names = [...query.authors, ...(args.name === undefined ? [] : [args.name])];
  const people = await Promise.all(names.map((name) => namesOf(name, engine)));
  return {
    intent: 'list',
    cue: '',
    words: category === undefined ? query.text : '',
    people: people.filter((group) => group.length > 0),
    excluded: [],
    firstAuthor: false,
    named: [],
    categories: category === undefined ? [...query.categories] : [...query.categories, category.code],
    without: [...query.without],
    ...(query.from !== undefined && { from: query.from }),
    ...(query.to !== undefined && { to: query.to }),
    ...(query.hasCode !== undefined && { hasCode: query.hasCode }),
    ...(query.organisation !== undefined && { organisation: query.organisation }),
  };
}

type Shown = {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
  readonly page: number;
  readonly reply: Reply;
};

/** The context after a command's reply; the one before where it showed no paper. */
export async function rememberedAfter(
  { name, args, page, reply }: Shown,
  context: AnswerContext,
  engine: Engine,
): Promise<AnswerContext> {
  if (reply.papers.length === 0) return context;
  const scope = await scopeOf(args, engine);
  const ids = reply.papers.map(({ id }) => id);
  const [only, another] = ids;
  const view = another === undefined ? VIEWS[name] : undefined;
  const isListed = only !== undefined && another === undefined && context.shown.includes(only);
  const last: Scope = view === undefined ? scope : { ...scope, view };
  if (isListed) return { ...context, focus: only, people: [], last };
  const before = ids.length > PAGE_SIZE ? (page - 1) * PAGE_SIZE : 0;
  const inView = Math.min(PAGE_SIZE, ids.length - before);
  return {
    ...afterList(ids, scope),
    before: inView > 0 ? before : 0,
    inView: inView > 0 ? inView : ids.length,
    last,
  };
}
