import { subjectAsTyped } from '../../announcements/subject-words.ts';
import type { AuthorLookup, AuthorProfile } from '../../engine/engine.ts';
import type { Query } from '../../query/query.ts';
import type { Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { foldedKey } from '../../text/fold.ts';
import type { CommandContext } from '../command.ts';
import { inQuotes, quotedWords } from '../exact-words.ts';
import { again, choice, MAX_PEOPLE } from './choice.ts';
import { followWhat } from './scope-query.ts';

/** Which people somebody means who wants to follow them. */

const MAX_NAME_WORDS = 4;

function isKnown(found: AuthorLookup): found is Exclude<AuthorLookup, { kind: 'none' }> {
  return found.kind !== 'none' && found.spelling !== 'corrected';
}

function peopleOf(found: Exclude<AuthorLookup, { kind: 'none' }>): readonly AuthorProfile[] {
  return found.kind === 'one' ? [found.author] : found.authors;
}

function label({ name, papers }: AuthorProfile): string {
  return `${name} (${papers.length})`;
}

/** Names that stand in quotation marks: they are taken as they are. */
export function quotedNames(what: string): ReadonlySet<string> {
  const found = what.matchAll(/(?:author|by):\s?"([^"]*)"/gi);
  return new Set([...found].map(([, name = '']) => foldedKey(name)));
}

const BEGUN_NAME = /(?<![\w"-])(author|by):\s?([^\s":,][^\s":]*)((?:\s+[^\s":,-][^\s":]*){1,3})/i;
const CAPITAL = /^\p{Lu}/u;

/**
 * `author:Ada Okafor` without quotation marks: words behind the first belong to the name as far as somebody is listed so, or as far
 * as they begin with a capital like the first; the rest are words.
 */
export async function withWholeNames(what: string, { engine }: CommandContext): Promise<string> {
  const [match, keyword = '', first = '', behind = ''] = BEGUN_NAME.exec(what) ?? [];
  if (match === undefined) return what;
  const words = behind.trim().split(/\s+/);
  for (let length = words.length; length > 0; length -= 1) {
    const name = [first, ...words.slice(0, length)].join(' ');
    const found = await engine.author(name);
    if (found.kind === 'one' && isKnown(found))
      return what.replace(
        match,
        `${keyword}:${inQuotes(found.author.name)} ${words.slice(length).join(' ')}`,
      );
  }
  const other = words.findIndex((word) => !CAPITAL.test(word));
  const length = CAPITAL.test(first) ? (other < 0 ? words.length : other) : 0;
  if (length === 0) return what;
  const name = [first, ...words.slice(0, length)].join(' ');
  return what.replace(match, `${keyword}:${inQuotes(name)} ${words.slice(length).join(' ')}`);
}

/** The query as it is typed, with one author in quotation marks. */
function withAuthor(query: Query, at: number, name: string): string {
  const authors = query.authors.filter((_, index) => index !== at);
  const rest = subjectAsTyped({ type: 'query', query: { ...query, authors } });
  return `author:${inQuotes(name)} ${rest}`.trim();
}

/** The query with its authors by their listed names and what is to be said of them, or the choice between people. */
export async function withListedAuthors(
  query: Query,
  quoted: ReadonlySet<string>,
  context: CommandContext,
): Promise<{ readonly query: Query; readonly notes: readonly string[] } | { readonly reply: Reply }> {
  const authors: string[] = [];
  const notes: string[] = [];
  for (const [at, typed] of query.authors.entries()) {
    const found = await context.engine.author(typed);
    const choose = (question: string, asTyped: string, people: readonly AuthorProfile[]) =>
      choice(question, [
        ...people
          .slice(0, MAX_PEOPLE)
          .map((person) => again(label(person), withAuthor(query, at, person.name), context)),
        again(asTyped, withAuthor(query, at, typed), context),
      ]);
    const name = cut(typed, 60);
    if (!isKnown(found))
      notes.push(`Nobody called ${name} is listed in the library yet: new papers will show.`);
    if (found.kind === 'none' || quoted.has(foldedKey(typed))) authors.push(typed);
    else if (!isKnown(found))
      return choose(
        `Nobody is listed as "${name}". Whom do you mean?`,
        `"${typed}" as typed`,
        peopleOf(found),
      );
    else if (found.kind === 'several') {
      const people = peopleOf(found);
      return choose(
        `${people.length} people here are called ${name}. Which one?`,
        `Anybody called ${typed}`,
        people,
      );
    } else authors.push(found.author.name);
  }
  return { query: { ...query, authors }, notes };
}

/** `okafor and lang`: a rule with both would want papers that they wrote together. */
async function severalPeople(
  query: Query,
  context: CommandContext,
): Promise<{ readonly reply: Reply } | undefined> {
  const names = query.text.split(/\s*(?:,|&|\+|\band\b|\bor\b)\s*/i).filter((name) => name !== '');
  if (names.length < 2 || names.length > MAX_PEOPLE) return undefined;
  const found = await Promise.all(names.map((name) => context.engine.author(name)));
  const people = found.flatMap((one) => (one.kind === 'one' && isKnown(one) ? [one.author] : []));
  if (people.length < names.length) return undefined;
  const together = people.map(({ name }) => `author:${inQuotes(name)}`).join(' ');
  return choice('Whose papers? Each person is followed for themselves.', [
    ...people.map((person) => again(`by ${label(person)}`, `author:${inQuotes(person.name)}`, context)),
    again('only those they write together', together, context),
  ]);
}

/** Whether words could as well be somebody's name: then which of the two is meant has to be said. */
export async function personOrWords(
  query: Query,
  context: CommandContext,
): Promise<{ readonly reply: Reply } | undefined> {
  const { text } = query;
  if (text === '' || quotedWords(text) !== undefined) return undefined;
  const words = foldedKey(text).split(' ');
  // Words of the papers are words, also where they begin somebody's name.
  if (words.every((word) => context.engine.knowsWord(word))) return undefined;
  const several = await severalPeople(query, context);
  if (several !== undefined || words.length > MAX_NAME_WORDS) return several;
  const found = await context.engine.author(text);
  if (found.kind === 'none' || (found.kind === 'several' && !isKnown(found))) return undefined;
  const rest = { ...query, text: '' };
  return choice(`Papers by a person, or papers about the words "${cut(text, 60)}"?`, [
    ...peopleOf(found)
      .slice(0, MAX_PEOPLE)
      .map((person) => {
        const what = withAuthor({ ...rest, authors: ['', ...rest.authors] }, 0, person.name);
        return again(`by ${label(person)}`, what, context);
      }),
    again(`about "${text}"`, followWhat({ ...query, text: '', topics: [...query.topics, text] }), context),
  ]);
}
