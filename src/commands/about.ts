import type { Hit, SearchResult } from '../engine/engine.ts';
import type { Query } from '../query/query.ts';
import { commandAction, paragraph, reply } from '../reply/build.ts';
import type { CommandState, Reply } from '../reply/reply.ts';
import { counted } from '../text/counted.ts';
import { cut } from '../text/cut.ts';
import type { CommandContext } from './command.ts';
import { papersWithWords, quotedWords } from './exact-words.ts';
import { filtersInWords } from './filters.ts';
import { yearSpan } from './paper-lists.ts';

/** A paper is about the words when it holds nearly as much of them as the best one, and that is most of them. */
const SHARE_OF_BEST = 0.9;
const MIN_COVERAGE = 0.5;
const MAX_HITS = 1000;

export type About = Pick<SearchResult, 'corrections'> & { readonly hits: readonly Hit[] };

/** The papers about a query's words that its filters let through; all of these where it has no words. */
export async function papersAbout(query: Query, context: CommandContext): Promise<About> {
  const exact = quotedWords(query.text);
  if (exact !== undefined) return { hits: await papersWithWords(exact, context, query), corrections: [] };
  const { hits, corrections } = await context.engine.search(query, { limit: MAX_HITS });
  if (query.text === '') return { hits, corrections };
  const best = Math.max(0, ...hits.map(({ coverage }) => coverage));
  const enough = Math.max(MIN_COVERAGE, SHARE_OF_BEST * best);
  return { hits: hits.filter(({ coverage }) => coverage >= enough), corrections };
}

export type FilteredAway = {
  /** What is asked without the filters that left nothing. */
  readonly kept: Query;
  /** Those filters. */
  readonly filters: Query;
  /** `about privacy`, `by Ada Okafor`, `here`. */
  readonly subject: string;
  /** What shows them all. */
  readonly all: CommandState;
};

/** Where filters leave nothing: what there is without them, and a button that drops them. Undefined where that is nothing, too. */
export async function noneLeft(
  { kept, filters, subject, all }: FilteredAway,
  context: CommandContext,
): Promise<Reply | undefined> {
  const papers = (await papersAbout(kept, context)).hits.map(({ paper }) => paper);
  if (papers.length === 0) return undefined;
  const without = `${counted(papers.length, 'paper')} ${subject}, ${yearSpan(papers)}`;
  return reply({
    kind: 'none',
    answered: false,
    blocks: [paragraph(`None ${cut(filtersInWords(filters), 200)}; ${without}.`)],
    actions: [
      commandAction(papers.length === 1 ? 'Show it' : `Show all ${papers.length}`, all.command, all.args),
    ],
  });
}
