import type { AnswerContext, Scope } from '../../answers/conversation/context.ts';
import type { Engine } from '../../engine/engine.ts';
import { EMPTY_QUERY, type Query } from '../../query/query.ts';
import { commandAction } from '../../reply/build.ts';
import type { CommandAction, Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import { inQuotes, quotedWords } from '../exact-words.ts';
import { asTopic, followWhat, queryOfScope } from './scope-query.ts';

/** "Follow this" under a search that goes on making sense tomorrow. */

/** Where each search says what its list was found by: a command's own list is remembered by its papers, too. */
const SCOPES: Readonly<Record<string, (context: AnswerContext) => Scope | undefined>> = {
  ask: ({ scope }) => scope,
  paper: ({ last }) => last,
  topic: ({ last }) => last,
  author: ({ last }) => last,
};

/** `okafor 2023` names papers of a person and a year. */
const NAME_AND_YEAR = /\s\(?(?:19|20)\d\d\)?$/;

/** The words as they were searched, misspelt ones as they were read. */
async function asRead(query: Query, engine: Engine): Promise<Query> {
  if (query.text === '') return query;
  const { corrections } = await engine.search({ ...EMPTY_QUERY, text: query.text }, { limit: 1 });
  const text = corrections.reduce((words, { from, to }) => words.replace(from, to), query.text);
  return asTopic({ ...query, text }, engine);
}

/** The button that follows what papers were asked by; undefined where a query cannot say it. */
export async function followAction(scope: Scope, engine: Engine): Promise<CommandAction | undefined> {
  const query = queryOfScope(scope);
  if (query === undefined || NAME_AND_YEAR.test(query.text)) return undefined;
  return commandAction('Follow this', 'follow', { what: followWhat(await asRead(query, engine)) });
}

const MAX_TYPED = 60;

/** What nothing here is about, or who is not here, may come. */
function noneAction(command: string, args: Readonly<Record<string, string>>): CommandAction | undefined {
  const [only, another] = Object.entries(args);
  const [name, typed] = only ?? ['', ''];
  if (another !== undefined || typed === '' || typed.length > MAX_TYPED || typed.includes(':'))
    return undefined;
  const topic = quotedWords(typed) ?? (/\s/.test(typed) ? undefined : typed);
  const what =
    command === 'topic' && name === 'words'
      ? followWhat(
          topic === undefined ? { ...EMPTY_QUERY, text: typed } : { ...EMPTY_QUERY, topics: [topic] },
        )
      : command === 'author' && name === 'name'
        ? `author:${inQuotes(typed)}`
        : undefined;
  return what === undefined ? undefined : commandAction(`Follow ${cut(typed, 40)}`, 'follow', { what });
}

export type Searched = { readonly command: string; readonly args: Readonly<Record<string, string>> };

/** A list of papers with the button that follows what they were found by, where that can be said; also where there are none. */
export async function withFollowButton(
  reply: Reply,
  { command, args }: Searched,
  context: AnswerContext,
  engine: Engine,
): Promise<Reply> {
  const scope = reply.kind === 'list' ? SCOPES[command]?.(context) : undefined;
  const listed = scope === undefined ? undefined : await followAction(scope, engine);
  const action = reply.kind === 'none' ? noneAction(command, args) : listed;
  return action === undefined ? reply : { ...reply, actions: [...reply.actions, action] };
}
