import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type ArxivConfig, MOST_CATEGORIES } from './arxiv-config.ts';
import { BotError, UserError } from './errors.ts';
import { createArxivClient } from './ingestion/sources/arxiv/client.ts';
import { countPapers } from './ingestion/sources/arxiv/count-papers.ts';
import { createPaperFetcher } from './ingestion/sources/arxiv/fetch-papers.ts';
import { ARXIV } from './ingestion/sources/arxiv/names.ts';
import { createArxivPoller } from './ingestion/sources/arxiv/poll-arxiv.ts';
import { decodeState } from './ingestion/sources/arxiv/poll-state.ts';
import { type ArxivStanding, arxivStanding } from './ingestion/sources/arxiv/standing.ts';
import type { Library } from './library/library.ts';
import type { PaperFetcher } from './library/paper-fetcher.ts';
import type { SourceLog } from './library/source-log.ts';
import type { Logger } from './logger.ts';
import type { Paper } from './paper.ts';
import { parseQuery } from './query/parse.ts';
import type { Query } from './query/query.ts';
import { createArxivCalendar } from './schedule/arxiv-calendar.ts';
import { systemClock } from './schedule/clock.ts';
import type { Job } from './schedule/run-jobs.ts';
import { shippedDataPath } from './shipped-data.ts';

/** arXiv as a part of the bot: one client, hence one limiter, for the poller, for papers by id and for counts. */
export type ArxivSource = {
  readonly fetcher: PaperFetcher;
  /** Papers of the last days that fulfil one of the queries; undefined where that cannot be asked. */
  count(queries: readonly Query[], days: number, signal?: AbortSignal): Promise<number | undefined>;
  /** What is read of the categories that somebody follows. */
  reading(named: readonly string[]): Promise<Reading>;
  /** Why there is nothing new; undefined where news have come as expected. */
  standing(): Promise<ArxivStanding | undefined>;
  /** @param onNews called when papers have arrived that may be news to somebody */
  job(onNews: () => void): Job;
};

/** What of arXiv is read. */
export type Reading = {
  /** Of the named categories those that are not read, since there are enough already. */
  readonly unread: readonly string[];
  readonly mostCategories: number;
  /** The configuration lets only some papers of those categories in. */
  readonly isFiltered: boolean;
};

/** What people follow. */
export type Followed = {
  /** False where nobody follows anything. */
  readonly isAny: boolean;
  /** The categories that rules name. */
  readonly categories: readonly string[];
};

export type ArxivSourceParts = {
  readonly config: ArxivConfig;
  readonly library: Library;
  readonly log: SourceLog;
  readonly logger: Logger;
  /** Default: nothing is followed. */
  readonly followed?: () => Promise<Followed>;
  /** True where another process of the bot asks already, so that this one need not. */
  readonly isAskedElsewhere?: () => boolean;
};

/** Somebody may begin to follow something at any time. */
const CHECK_MS = 5 * 60_000;
const NOTHING_FOLLOWED: Followed = { isAny: false, categories: [] };

function programVersion(): string {
  const file = join(dirname(shippedDataPath('.')), 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** `Labrarian/0.1.0 (+mailto:lab@example.org)`. */
export function arxivUserAgent(contact: string | undefined): string {
  const name = `Labrarian/${programVersion()}`;
  return contact === undefined ? name : `${name} (+mailto:${contact})`;
}

/** Most frequent first; of equally frequent ones by code. */
export function frequentCategories(papers: readonly Paper[], most: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const code of papers.flatMap(({ categories }) => categories))
    counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([code]) => code);
}

/** An archive's feed (`cs`) holds its categories. */
function isRead(code: string, asked: readonly string[]): boolean {
  return asked.some((one) => one === code || code.startsWith(`${one}.`));
}

function parseQueries(lines: readonly string[]): readonly Query[] {
  return lines.map((line) => {
    try {
      return parseQuery(line);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new BotError('config-invalid', `ARXIV_QUERIES: ${error.message}`, { cause: error });
    }
  });
}

/** @throws BotError (`config-invalid`) where a query of the configuration cannot be read */
export function openArxiv(parts: ArxivSourceParts): ArxivSource {
  const { config, library, log, logger, isAskedElsewhere = () => false } = parts;
  const { followed = async () => NOTHING_FOLLOWED } = parts;
  const clock = systemClock;
  const random = Math.random;
  const client = createArxivClient({
    addresses: { ...config, userAgent: arxivUserAgent(config.contact) },
    clock,
    random,
  });
  const calendar = createArxivCalendar(config.noMailingDays);

  let frequent: { readonly sequence: number; readonly categories: readonly string[] } | undefined;

  /** Counted again only when papers have changed. */
  async function libraryCategories(): Promise<readonly string[]> {
    const sequence = await library.lastSequence();
    if (frequent?.sequence !== sequence) {
      const papers = await library.papers('library');
      frequent = { sequence, categories: frequentCategories(papers, MOST_CATEGORIES.chosen) };
    }
    return frequent.categories;
  }

  async function categories(): Promise<readonly string[]> {
    const { isAny, categories: named } = await followed();
    if (!isAny) return config.categories;
    // The operator's or else the library's own first: no number of rules takes their news away.
    const own = config.categories.length > 0 ? config.categories : await libraryCategories();
    const others = named.filter((code) => !isRead(code, own));
    return [...new Set([...own, ...others])].slice(0, MOST_CATEGORIES.configured);
  }

  const queries = parseQueries(config.queries);
  const poller = createArxivPoller({
    client,
    library,
    log,
    calendar,
    clock,
    random,
    logger,
    categories,
    queries,
  });
  return {
    fetcher: createPaperFetcher(client),
    count: (asked, days, signal) => countPapers(client, asked, { now: clock.now(), days }, signal),
    async reading(named) {
      const asked = await categories();
      return {
        unread: named.filter((code) => !isRead(code, asked)),
        mostCategories: MOST_CATEGORIES.configured,
        isFiltered: queries.length > 0,
      };
    },
    standing: async () =>
      arxivStanding({
        calendar,
        state: decodeState((await log.cursor(ARXIV))?.cursor) ?? { categories: {} },
        categories: await categories(),
        health: await log.health(),
        now: clock.now(),
      }),
    job(onNews) {
      let due = new Date(0);
      let asked = '';
      return {
        name: ARXIV,
        async run(signal) {
          const wanted = (await categories()).join();
          const isDue = clock.now() >= due || wanted !== asked;
          if (isDue && !isAskedElsewhere()) {
            const { next, told } = await poller.poll(signal);
            due = next;
            asked = wanted;
            if (told > 0) onNews();
          }
          const check = new Date(clock.now().getTime() + CHECK_MS);
          return due > clock.now() && due < check ? due : check;
        },
      };
    },
  };
}
