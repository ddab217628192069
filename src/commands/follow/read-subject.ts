import type { Subject } from '../../announcements/rule.ts';
import { subjectAsTyped } from '../../announcements/subject-words.ts';
import { type Category, findCategory } from '../../categories.ts';
import type { AuthorProfile } from '../../engine/engine.ts';
import { UserError } from '../../errors.ts';
import type { Query } from '../../query/query.ts';
import { commandAction, item, list, paragraph, reply } from '../../reply/build.ts';
import type { CommandAction, Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { foldedKey } from '../../text/fold.ts';
import type { CommandContext } from '../command.ts';
import { inQuotes, quotedWords } from '../exact-words.ts';
import { readQuery } from '../filters.ts';
import { nearestName } from '../nearest-name.ts';

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
const MAX_CHOICES = 5;
const MAX_NAME_WORDS = 4;

/** Every beginning that means something before a colon here. */
const KEYWORDS = ['author', 'topic', 'category', 'code', 'org', 'by', 'cat', 'about'] as const;
const OTHER_KEYWORDS = ['organisation', 'organization', 'in', 'since', 'from', 'until', 'to', 'year'];

/** What is typed for the same search, told once more with `follow`'s other arguments. */
function again(label: string, what: string, { typed }: CommandContext): CommandAction {
  const { what: _, ...others } = typed;
  return commandAction(cut(label, 60), 'follow', { what, ...others });
}

function choice(question: string, actions: readonly CommandAction[]): { readonly reply: Reply } {
  const rows = actions.map((action) => item([action.label], [], action));
  return { reply: reply({ kind: 'choice', blocks: [paragraph(question), list(rows, 1)], actions }) };
}

/** `authr:okafor`: a keyword that is none, and near to one. */
function misspeltKeyword(what: string, context: CommandContext): { readonly reply: Reply } | undefined {
  for (const [, typed = ''] of what.matchAll(/(?<![\w"-])-?([a-z]{2,15}):(?=\S)/gi)) {
    const keyword = typed.toLowerCase();
    if ([...KEYWORDS, ...OTHER_KEYWORDS].includes(keyword)) continue;
    const nearest = nearestName(
      keyword,
      KEYWORDS.filter((known) => known.length > 3 || known === 'org'),
    );
    if (nearest === undefined) continue;
    const meant = what.replace(`${typed}:`, `${nearest}:`);
    const blocks = [
      paragraph(
        `"${typed}:" is not understood: author:, topic:, category:, code: and -word are. Did you mean ${cut(meant, 80)}?`,
      ),
    ];
    return {
      reply: reply({ kind: 'error', answered: false, blocks, actions: [again(meant, meant, context)] }),
    };
  }
  return undefined;
}

/** `topic:dp-sgd` and `about:"federated learning"` are words. */
function withoutTopicKeyword(what: string): string {
  return what.replace(/(?<![\w"-])(?:topics?|about|words):\s?("[^"]*"|\S+)/gi, (_, value: string) =>
    value.replace(/^"|"$/g, ''),
  );
}

/** Names that stand in quotation marks: they are taken as they are. */
function quotedNames(what: string): ReadonlySet<string> {
  const found = what.matchAll(/(?:author|by):\s?"([^"]*)"/gi);
  return new Set([...found].map(([, name = '']) => foldedKey(name)));
}

/** The query as it is typed, with one author in quotation marks. */
function withAuthor(query: Query, at: number, name: string): string {
  const authors = query.authors.filter((_, index) => index !== at);
  const rest = subjectAsTyped({ type: 'query', query: { ...query, authors } });
  return `author:${inQuotes(name)} ${rest}`.trim();
}

function personLabel({ name, papers }: AuthorProfile): string {
  return `${name} (${papers.length})`;
}

/** The query with its authors by their listed names, or the choice between people. */
async function withListedAuthors(
  query: Query,
  quoted: ReadonlySet<string>,
  context: CommandContext,
): Promise<{ readonly query: Query; readonly notes: readonly string[] } | { readonly reply: Reply }> {
  const authors: string[] = [];
  const notes: string[] = [];
  for (const [at, typed] of query.authors.entries()) {
    const found = await context.engine.author(typed);
    const isQuoted = quoted.has(foldedKey(typed));
    const choose = (question: string, people: readonly AuthorProfile[], asTyped: string) =>
      choice(question, [
        ...people
          .slice(0, MAX_CHOICES)
          .map((person) => again(personLabel(person), withAuthor(query, at, person.name), context)),
        again(asTyped, withAuthor(query, at, typed), context),
      ]);
    const isKnown = found.kind !== 'none' && found.spelling !== 'corrected';
    if (!isKnown)
      notes.push(`Nobody called ${cut(typed, 60)} is listed in the library yet: new papers will show.`);
    if (isQuoted || found.kind === 'none') authors.push(typed);
    else if (!isKnown) {
      const people = found.kind === 'one' ? [found.author] : found.authors;
      return choose(
        `Nobody is listed as "${cut(typed, 60)}". Whom do you mean?`,
        people,
        `"${typed}" as typed`,
      );
    } else if (found.kind === 'several')
      return choose(
        `${found.authors.length} people here are called ${cut(typed, 60)}. Which one?`,
        found.authors,
        `Anybody called ${typed}`,
      );
    else authors.push(found.author.name);
  }
  return { query: { ...query, authors }, notes };
}

/** Whether words could as well be a person's name: then which of the two is meant has to be said. */
async function personOrWords(
  query: Query,
  context: CommandContext,
): Promise<{ readonly reply: Reply } | undefined> {
  const { text } = query;
  const words = foldedKey(text).split(' ');
  if (text === '' || quotedWords(text) !== undefined || words.length > MAX_NAME_WORDS) return undefined;
  // Words of the papers are words, also where they begin somebody's name.
  if (words.every((word) => context.engine.knowsWord(word))) return undefined;
  const found = await context.engine.author(text);
  if (found.kind === 'none' || (found.kind === 'several' && found.spelling === 'corrected')) return undefined;
  const people = found.kind === 'one' ? [found.author] : found.authors;
  const rest = { ...query, text: '' };
  return choice(`Papers by a person, or papers about the words "${cut(text, 60)}"?`, [
    ...people.slice(0, MAX_CHOICES).map((person) => {
      const what = withAuthor({ ...rest, authors: ['', ...rest.authors] }, 0, person.name);
      return again(`by ${personLabel(person)}`, what, context);
    }),
    again(
      `about "${text}"`,
      subjectAsTyped({ type: 'query', query: { ...query, text: inQuotes(text) } }),
      context,
    ),
  ]);
}

/** A category's whole code or name is that category; a bare code in capitals may be a word. */
function categoryOf(text: string, context: CommandContext): Category | { readonly reply: Reply } | undefined {
  const category = findCategory(text);
  if (category === undefined) return undefined;
  const isWhole = text.toLowerCase() === category.code.toLowerCase() || /\s/.test(text.trim());
  if (isWhole) return category;
  return choice(`The category ${category.name}, or the word "${cut(text, 40)}"?`, [
    again(`${category.name} (${category.code})`, `category:${category.code}`, context),
    again(`The word "${text}"`, inQuotes(text), context),
  ]);
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
  const words = withoutTopicKeyword(what);
  let query: Query = { ...readQuery(words, {}), shelf: 'library' };
  refuseDates(query);
  const category = categoryOf(query.text, context);
  if (category !== undefined && 'reply' in category) return category;
  if (category !== undefined)
    query = { ...query, text: '', categories: [...query.categories, category.code] };
  const isSaid = words !== what;
  const unsure = isSaid || query.authors.length > 0 ? undefined : await personOrWords(query, context);
  if (unsure !== undefined) return unsure;
  const listed = await withListedAuthors(query, looksUpQuoted ? new Set() : quotedNames(what), context);
  if ('reply' in listed) return listed;
  const { text, authors, categories, without, organisation, hasCode } = listed.query;
  const says = [...authors, ...categories, organisation ?? '', hasCode === undefined ? '' : 'code'].join('');
  if (!/[\p{L}\p{N}]/u.test(`${text}${says}`))
    throw new UserError(
      without.length > 0
        ? 'What is to be followed? "-word" only leaves papers out: write words, author: or category: beside it.'
        : 'What is to be followed? Write words, author:NAME or category:cs.LG; /follow alone shows what there is.',
    );
  return { subject: { type: 'query', query: listed.query }, notes: listed.notes };
}
