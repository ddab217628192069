import { HttpError } from '../../../http/http-error.ts';
import type { Library } from '../../../library/library.ts';
import type { SourceLog } from '../../../library/source-log.ts';
import type { Logger } from '../../../logger.ts';
import type { PaperDraft } from '../../../paper.ts';
import type { Query } from '../../../query/query.ts';
import type { ArxivCalendar } from '../../../schedule/arxiv-calendar.ts';
import type { Clock } from '../../../schedule/clock.ts';
import type { ArxivDraft } from './arxiv-record.ts';
import { type Baseline, EVENINGS_AGAIN, takeBaseline } from './baseline.ts';
import type { ArxivClient } from './client.ts';
import { failureText } from './failure.ts';
import { type Finding, findAtFirst, findInFeed, findInRecord, type Known, surer } from './findings.ts';
import { fingerprint } from './fingerprint.ts';
import { dueLooks, harvestBatch, nextLook, retryPauseMs } from './looks.ts';
import { ARXIV, ARXIV_OAI, feedSource } from './names.ts';
import type { Feed, FeedItem } from './parse-feed.ts';
import type { OaiRecord } from './parse-oai.ts';
import {
  type CategoryState,
  decodeState,
  encodeState,
  feedBatch,
  goingOn,
  oldestDay,
  type PollState,
} from './poll-state.ts';
import { streamFilter } from './stream-filter.ts';

export type ArxivPollerParts = {
  readonly client: ArxivClient;
  readonly library: Pick<Library, 'ingest' | 'papers'>;
  readonly log: SourceLog;
  readonly calendar: ArxivCalendar;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  /** What is asked for; none where nobody wants to know. */
  readonly categories: () => Promise<readonly string[]>;
  /** Only papers that fulfil one of them enter the stream; empty: all. */
  readonly queries: readonly Query[];
};

export type PollOutcome = {
  /** When to poll again. */
  readonly next: Date;
  /** Papers of which something is news, as far as arXiv tells; the library decides. */
  readonly told: number;
};

export type ArxivPoller = {
  /**
   * Looks at all that is due. What one step brought is kept in one transaction with the place that was reached, so a crash repeats the
   * step, and tells nothing twice.
   */
  poll(signal: AbortSignal): Promise<PollOutcome>;
};

const NOBODY_ASKS_PAUSE_MS = 5 * 60_000;
/** Ids whose papers entered the stream, among those that were told. */
const kept = (arxivId: string) => `kept:${arxivId}`;

/** A category and what it answered. */
type Answers<Answer> = ReadonlyMap<string, Answer>;

export function createArxivPoller(parts: ArxivPollerParts): ArxivPoller {
  const { client, library, log, calendar, clock, random, logger } = parts;
  const mayEnter = streamFilter(parts.queries);
  let longestRest = 0;

  /** Asks one category after the other; one that fails leaves the others alone. */
  async function askAll<Answer>(
    categories: readonly string[],
    ask: (category: string) => Promise<Answer>,
    source: (category: string) => string,
    signal: AbortSignal,
  ): Promise<Answers<Answer>> {
    const answers = new Map<string, Answer>();
    for (const category of categories) {
      try {
        answers.set(category, await ask(category));
        await log.succeeded(source(category), clock.now());
      } catch (error) {
        const reason = failureText(error);
        if (reason === undefined || signal.aborted) throw error;
        if (error instanceof HttpError) longestRest = Math.max(longestRest, error.retryAfterMs ?? 0);
        // The doctor tells it, and whoever asks for new papers: in the chat it would stand between questions.
        logger.info({ category, source: source(category), reason }, 'arXiv could not be asked');
        await log.failed(source(category), clock.now(), `${category}: ${reason}`);
      }
    }
    return answers;
  }

  async function knownOf(drafts: readonly ArxivDraft[], state: PollState): Promise<Known> {
    const ids = drafts.map(({ arxivId }) => arxivId);
    const unseen = new Set(await log.unseen(ARXIV, ids));
    const unkept = new Set(await log.unseen(ARXIV, ids.map(kept)));
    const own = new Set((await library.papers('library')).map(({ arxivId }) => arxivId));
    const before = Object.keys(state.categories);
    return {
      isSeen: (id) => !unseen.has(id),
      isHeld: (id) => !unkept.has(kept(id)) || own.has(id),
      isToldElsewhere: ({ categories }) =>
        categories.some((one) => before.some((other) => one === other || one.startsWith(`${other}.`))),
    };
  }

  /** One transaction: papers, what is news of them, what was told, and the place. Returns how many are news. */
  async function keep(findings: ReadonlyMap<string, Finding>, state: PollState): Promise<number> {
    const at = clock.now();
    const isFirst = (finding: Finding) => finding.kind !== 'version' && finding.kind !== 'withdrawn';
    const told = [...findings.values()];
    const entering = told.filter((finding) => !isFirst(finding) || mayEnter(finding.draft));
    const find = (draft: PaperDraft) => findings.get(draft.arxivId ?? '');
    await library.ingest(
      entering.map(({ draft }) => draft),
      'stream',
      {
        news: {
          source: ARXIV,
          at,
          kindOf: (draft) => find(draft)?.kind,
          announcedOn: (draft) => find(draft)?.announcedOn,
        },
        poll: {
          source: ARXIV,
          at,
          cursor: encodeState(state),
          seen: [
            ...told.filter(isFirst).map(({ draft }) => draft.arxivId),
            ...entering.filter(isFirst).map(({ draft }) => kept(draft.arxivId)),
          ],
        },
      },
    );
    const news = entering.filter(({ kind }) => kind !== undefined).length;
    logger.info({ papers: entering.length, news }, 'arXiv was asked');
    return news;
  }

  function add(findings: Map<string, Finding>, finding: Finding | undefined): void {
    if (finding === undefined) return;
    const { arxivId } = finding.draft;
    findings.set(arxivId, surer(findings.get(arxivId), finding));
  }

  /** What a feed says of its category; unchanged where it is still the one that was taken. */
  function afterFeed(state: CategoryState, items: readonly FeedItem[], known: Known): CategoryState {
    const print = fingerprint(items);
    if (items.length === 0 || print === state.taken) return state;
    const { feedDate } = feedBatch(calendar, clock.now());
    const hasToday = items.some(({ publishedOn }) => publishedOn === feedDate);
    const brought = items.some((item) => {
      const finding = findInFeed(item, state.floor, known);
      return finding?.kind === 'new' || finding?.kind === 'cross';
    });
    return {
      ...state,
      taken: print,
      // A feed of the day before may carry today's date, and brings nothing.
      feedDate: hasToday && brought ? feedDate : state.feedDate,
      ...(brought && { broughtAt: clock.now().toISOString() }),
    };
  }

  async function takeFeeds(
    feeds: Answers<Feed>,
    baselines: Answers<Baseline>,
    before: PollState,
  ): Promise<{ state: PollState; told: number }> {
    if (feeds.size === 0 && baselines.size === 0) return { state: before, told: 0 };
    const told = [
      ...[...feeds.values()].flatMap(({ items }) => items.map(({ draft }) => draft)),
      ...[...baselines.values()].flatMap(({ drafts }) => drafts),
    ];
    const known = await knownOf(told, before);
    const categories: Record<string, CategoryState> = { ...before.categories };
    const findings = new Map<string, Finding>();
    for (const [category, { items }] of feeds) {
      const state = before.categories[category];
      if (state === undefined) continue;
      categories[category] = afterFeed(state, items, known);
      for (const item of items) add(findings, findInFeed(item, state.floor, known));
    }
    for (const [category, { state, drafts }] of baselines) {
      categories[category] = state;
      for (const draft of drafts) add(findings, findAtFirst(draft, undefined, known));
    }
    const state = { categories };
    const isSame = baselines.size === 0 && encodeState(state) === encodeState(before);
    return isSame && findings.size === 0 ? { state, told: 0 } : { state, told: await keep(findings, state) };
  }

  async function takeHarvests(
    harvests: Answers<readonly OaiRecord[]>,
    before: PollState,
    evening: string,
  ): Promise<{ state: PollState; told: number }> {
    if (harvests.size === 0) return { state: before, told: 0 };
    const drafts = [...harvests.values()].flatMap((records) => records.flatMap(({ draft }) => draft ?? []));
    const known = await knownOf(drafts, before);
    const categories: Record<string, CategoryState> = { ...before.categories };
    const findings = new Map<string, Finding>();
    for (const [category, records] of harvests) {
      const state = before.categories[category];
      if (state === undefined) continue;
      const found = records.map((record) => findInRecord(record, category, state.floor, known));
      for (const finding of found) add(findings, finding);
      const hasNew = found.some((finding) => finding?.kind === 'new' || finding?.kind === 'cross');
      const broughtAt = hasNew ? { broughtAt: clock.now().toISOString() } : {};
      categories[category] = { ...state, harvested: evening, ...broughtAt };
    }
    const state = { categories };
    return { state, told: await keep(findings, state) };
  }

  return {
    async poll(signal) {
      longestRest = 0;
      const wanted = await parts.categories();
      const startedAt = clock.now();
      if (wanted.length === 0) return { next: new Date(startedAt.getTime() + NOBODY_ASKS_PAUSE_MS), told: 0 };
      const before = decodeState((await log.cursor(ARXIV))?.cursor) ?? { categories: {} };
      const going = goingOn(before, wanted, startedAt);
      const due = dueLooks(calendar, going, wanted, startedAt);

      const feeds = await askAll(due.feeds, (one) => client.feed(one, signal), feedSource, signal);
      const baselines = await askAll(
        due.baselines,
        (one) => takeBaseline(client, one, { calendar, now: startedAt }, signal),
        feedSource,
        signal,
      );
      const fed = await takeFeeds(feeds, baselines, going);

      const evening = harvestBatch(calendar, startedAt).date;
      const harvests = await askAll(
        due.harvests,
        (one) => {
          const { harvested = evening } = fed.state.categories[one] ?? {};
          const oldest = oldestDay(startedAt);
          const from = calendar.startOf(harvested > oldest ? harvested : oldest, EVENINGS_AGAIN);
          return client.changes(one, from, signal);
        },
        () => ARXIV_OAI,
        signal,
      );
      const harvested = await takeHarvests(harvests, fed.state, evening);

      const now = clock.now();
      const left = dueLooks(calendar, harvested.state, wanted, now);
      const isDone = left.feeds.length + left.harvests.length + left.baselines.length === 0;
      const next = nextLook(calendar, now, random);
      const retry = new Date(now.getTime() + Math.max(retryPauseMs(calendar, now), longestRest));
      return {
        next: isDone || (next < retry && longestRest === 0) ? next : retry,
        told: fed.told + harvested.told,
      };
    },
  };
}
