import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAuthorName } from '../../../../src/ingestion/author-name.ts';
import { createArxivClient } from '../../../../src/ingestion/sources/arxiv/client.ts';
import { type ArxivPoller, createArxivPoller } from '../../../../src/ingestion/sources/arxiv/poll-arxiv.ts';
import { createLibrary } from '../../../../src/library/create-library.ts';
import type { Library } from '../../../../src/library/library.ts';
import { parseQuery } from '../../../../src/query/parse.ts';
import type { Query } from '../../../../src/query/query.ts';
import { createArxivCalendar } from '../../../../src/schedule/arxiv-calendar.ts';
import { openStore, type Store } from '../../../../src/store/open-store.ts';
import type { Fault } from '../../../standins/arxiv/faults.ts';
import { type ArxivStandIn, startArxiv } from '../../../standins/arxiv/index.ts';
import { dayAfter, type WorldPaper } from '../../../standins/arxiv/world.ts';
import { createHurriedClock } from '../../../standins/fake-clock.ts';

/** Tuesday, 2 June 2026, noon in New York: the feeds show Monday's evening. */
const START = new Date('2026-06-02T16:00:00Z');
const clock = createHurriedClock(START);
const calendar = createArxivCalendar();

let arxiv: ArxivStandIn;
let store: Store;
let library: Library;
let categories: readonly string[];
let queries: readonly Query[];
let next: Date;
beforeEach(async () => {
  clock.set(START);
  arxiv = await startArxiv({ now: clock.now });
  store = await openStore({ file: ':memory:', now: START });
  library = createLibrary({ store: store.papers, parseAuthorName });
  categories = ['cs.LG', 'stat.ML'];
  queries = [];
  next = START;
  announce('2606.00001', '2026-06-01');
});
afterEach(async () => {
  await store.close();
  await arxiv.close();
});

/** A paper that is announced on an evening, in cs.LG where nothing else is said. */
function announce(id: string, evening: string, more: Partial<WorldPaper> = {}): void {
  arxiv.world.put({
    id,
    title: `On the number ${id}`,
    authors: [`Ada Okafor${id.slice(-2)}`],
    abstract: `We count to ${id}.`,
    categories: ['cs.LG'],
    versions: [{ number: 1, announcedOn: evening, submittedOn: evening }],
    ...more,
  });
}

/** A new poller over the same store, as after a restart. */
function poller(): ArxivPoller {
  const { rssUrl, oaiUrl, apiUrl } = arxiv;
  return createArxivPoller({
    client: createArxivClient({
      addresses: { rssUrl, oaiUrl, apiUrl, userAgent: 'test' },
      clock,
      random: () => 0,
      intervalMs: 0,
      timeoutMs: 2000,
    }),
    library,
    log: store.sources,
    calendar,
    clock,
    random: () => 0,
    logger: pino({ level: 'silent' }),
    categories: async () => categories,
    queries,
  });
}

/** Polls whenever a poll wants the next, until a moment in UTC. */
async function runUntil(text: string): Promise<void> {
  const until = new Date(`${text}Z`);
  const running = poller();
  const { signal } = new AbortController();
  for (; next <= until; ) {
    if (next > clock.now()) clock.set(next);
    const outcome = await running.poll(signal);
    expect(outcome.next > clock.now()).toBe(true);
    next = outcome.next;
  }
  clock.set(until);
}

/** Nothing runs until then. */
function sleepUntil(text: string): void {
  clock.set(new Date(`${text}Z`));
  next = clock.now();
}

/** `2606.00002 new 2026-06-03`, in their order. */
async function arrivals(): Promise<string[]> {
  const papers = new Map((await library.papers('stream')).map((paper) => [paper.id, paper.arxivId]));
  return (await library.arrivalsAfter(0, 1000)).map(
    ({ paperId, kind, announcedOn }) => `${papers.get(paperId)} ${kind} ${announcedOn}`,
  );
}

const fault = (one: Fault) => arxiv.fault(one);
const asked = (on: string, from = new Date(0)) =>
  arxiv.requests.filter((request) => request.on === on && request.at >= from).length;

describe('the first look', () => {
  it('takes what is there for the stream, and tells nothing', async () => {
    await runUntil('2026-06-02T17:00:00');
    expect(await arrivals()).toEqual([]);
    expect((await library.papers('stream')).map(({ arxivId }) => arxivId)).toEqual(['2606.00001']);
  });

  it('at a weekend finds the empty feed no reason to tell of Friday later', async () => {
    announce('2606.00004', '2026-06-04');
    announce('2606.00007', '2026-06-07');
    sleepUntil('2026-06-06T15:00:00');
    await runUntil('2026-06-08T15:00:00');
    expect(await arrivals()).toEqual(['2606.00007 new 2026-06-08']);
  });

  it('at a category that is added later is a first look too, and takes nothing from the others', async () => {
    categories = ['stat.ML'];
    announce('2606.00002', '2026-06-01', { categories: ['cs.LG'] });
    await runUntil('2026-06-03T03:00:00');
    announce('2606.00020', '2026-06-02', { categories: ['cs.LG'] });
    announce('2606.00021', '2026-06-02', { categories: ['stat.ML', 'cs.LG'] });
    fault({ kind: 'stale', on: 'rss', category: 'stat.ML', until: new Date('2026-06-03T20:00:00Z') });
    await runUntil('2026-06-03T09:00:00');
    categories = ['cs.LG', 'stat.ML'];
    await runUntil('2026-06-03T16:00:00');
    expect(await arrivals()).toEqual(['2606.00021 new 2026-06-03']);
  });

  it('is tried again where arXiv does not answer', async () => {
    const undo = fault({ kind: 'status', status: 503 });
    await runUntil('2026-06-02T17:30:00');
    expect(await store.sources.cursor('arxiv')).toBeUndefined();
    undo();
    announce('2606.00002', '2026-06-02');
    await runUntil('2026-06-03T05:00:00');
    expect(await arrivals()).toEqual(['2606.00002 new 2026-06-03']);
  });
});

describe('what is announced', () => {
  beforeEach(() => runUntil('2026-06-02T17:00:00'));

  it('is told once, from midnight in New York on, whatever is announced of it in other categories', async () => {
    announce('2606.00002', '2026-06-02', { categories: ['cs.LG', 'stat.ML'] });
    announce('2606.00003', '2026-06-02', { categories: ['q-bio.PE', 'stat.ML'] });
    await runUntil('2026-06-03T03:59:59');
    expect(await arrivals()).toEqual([]);
    await runUntil('2026-06-03T04:00:00');
    expect(await arrivals()).toEqual(['2606.00002 new 2026-06-03', '2606.00003 cross 2026-06-03']);
    await runUntil('2026-06-09T12:00:00');
    expect(await arrivals()).toHaveLength(2);
  });

  it('in a later version or withdrawn is that, and a later cross-list of it nothing', async () => {
    const first = { number: 1, announcedOn: '2026-06-02', submittedOn: '2026-06-01' };
    announce('2606.00002', '2026-06-02', {
      categories: ['cs.LG', 'stat.ML'],
      crossListed: [{ category: 'stat.ML', announcedOn: '2026-06-04' }],
      versions: [
        first,
        { number: 2, announcedOn: '2026-06-03', submittedOn: '2026-06-03' },
        {
          number: 3,
          announcedOn: '2026-06-08',
          submittedOn: '2026-06-08',
          comment: 'Withdrawn by the author',
        },
      ],
    });
    // Of an old paper that nobody was told of a new version is nothing, its cross-list is.
    announce('2601.00009', '2026-01-08', {
      categories: ['hep-th', 'cs.LG'],
      crossListed: [{ category: 'cs.LG', announcedOn: '2026-06-03' }],
      versions: [{ ...first, announcedOn: '2026-01-08' }],
    });
    announce('2601.00010', '2026-01-08', {
      versions: [
        { ...first, announcedOn: '2026-01-08' },
        { number: 2, announcedOn: '2026-06-03', submittedOn: '2026-06-03' },
      ],
    });
    await runUntil('2026-06-10T12:00:00');
    expect(await arrivals()).toEqual([
      '2606.00002 new 2026-06-03',
      '2601.00009 cross 2026-06-04',
      '2606.00002 version 2026-06-04',
      // Feeds have no comments, in which it stands.
      '2606.00002 version 2026-06-09',
      '2606.00002 withdrawn 2026-06-09',
    ]);
  });

  it('late is told when it comes', async () => {
    announce('2606.00002', '2026-06-02');
    fault({ kind: 'stale', on: 'rss', until: new Date('2026-06-03T07:10:00Z') });
    await runUntil('2026-06-03T07:09:00');
    expect(await arrivals()).toEqual([]);
    await runUntil('2026-06-03T08:00:00');
    expect(await arrivals()).toEqual(['2606.00002 new 2026-06-03']);
  });

  it('while one feed is stale all day is told the morning after, the other categories at once', async () => {
    announce('2606.00002', '2026-06-02');
    announce('2606.00003', '2026-06-02', { categories: ['stat.ML'] });
    fault({ kind: 'stale', on: 'rss', category: 'cs.LG' });
    await runUntil('2026-06-03T06:00:00');
    expect(await arrivals()).toEqual(['2606.00003 new 2026-06-03']);
    await runUntil('2026-06-03T10:30:00');
    expect(await arrivals()).toEqual(['2606.00003 new 2026-06-03', '2606.00002 new 2026-06-03']);
  });

  it('and missed by feed and OAI-PMH is told when OAI-PMH is whole again', async () => {
    announce('2606.00002', '2026-06-02');
    announce('2606.00003', '2026-06-03');
    fault({ kind: 'stale', on: 'rss', until: new Date('2026-06-04T04:00:00Z') });
    fault({ kind: 'missing', ids: ['2606.00002'], until: new Date('2026-06-03T20:00:00Z') });
    await runUntil('2026-06-04T12:00:00');
    expect(await arrivals()).toEqual(['2606.00003 new 2026-06-04', '2606.00002 new 2026-06-03']);
  });

  it('after it was held for weeks is new all the same', async () => {
    announce('2606.00009', '2026-06-08', {
      versions: [{ number: 1, announcedOn: '2026-06-08', submittedOn: '2026-04-20' }],
    });
    await runUntil('2026-06-09T12:00:00');
    expect(await arrivals()).toEqual(['2606.00009 new 2026-06-09']);
  });

  it.each([
    ['an hour', '2026-06-03T03:30:00', '2026-06-03T04:30:00'],
    ['a day', '2026-06-03T03:30:00', '2026-06-04T03:30:00'],
    ['a week', '2026-06-03T03:30:00', '2026-06-10T03:30:00'],
  ])('during an outage of ours or of arXiv of %s is told after it', async (_, from, until) => {
    const evenings = ['2026-06-02', '2026-06-03', '2026-06-04', '2026-06-07', '2026-06-08', '2026-06-09'];
    for (const [index, evening] of evenings.entries()) announce(`2606.1000${index}`, evening);
    const end = new Date(`${until}Z`);
    await runUntil(from);
    fault({ kind: 'down', until: new Date(end.getTime() + 1) });
    await runUntil(until);
    expect(await arrivals()).toEqual([]);
    await runUntil('2026-06-10T12:00:00');
    const told = (await arrivals()).map((line) => line.slice(0, 14)).sort();
    expect(told).toEqual(evenings.map((_evening, index) => `2606.1000${index} new`));
  });

  it('while the bot slept for a week is told when it wakes up', async () => {
    announce('2606.00002', '2026-06-02');
    announce('2606.00003', '2026-06-04');
    announce('2606.00004', '2026-06-08');
    sleepUntil('2026-06-09T20:00:00');
    await runUntil('2026-06-09T20:00:00');
    expect((await arrivals()).sort()).toEqual([
      '2606.00002 new 2026-06-03',
      '2606.00003 new 2026-06-05',
      '2606.00004 new 2026-06-09',
    ]);
  });

  it('over months of silence is not told all at once', async () => {
    announce('2606.00002', '2026-06-02');
    announce('2608.00003', '2026-08-04');
    sleepUntil('2026-08-05T20:00:00');
    await runUntil('2026-08-05T20:00:00');
    expect(await arrivals()).toEqual([]);
    announce('2608.00004', '2026-08-05');
    await runUntil('2026-08-06T12:00:00');
    expect(await arrivals()).toEqual(['2608.00004 new 2026-08-06']);
  });
});

it('goes on with the feeds where OAI-PMH does not answer for months', async () => {
  categories = ['cs.LG'];
  await runUntil('2026-06-02T17:00:00');
  const undo = fault({ kind: 'status', status: 403, on: 'oai' });
  const evenings = ['2026-06-02', '2026-06-25', '2026-07-14', '2026-07-15', '2026-07-16'];
  for (const [index, evening] of evenings.entries()) announce(`2607.0001${index}`, evening);
  for (const day of ['2026-06-03', '2026-06-26', '2026-07-15', '2026-07-16']) {
    sleepUntil(`${day}T08:00:00`);
    await runUntil(`${day}T08:00:00`);
  }
  expect(await arrivals()).toEqual(
    evenings.slice(0, 4).map((evening, index) => `2607.0001${index} new ${dayAfter(evening)}`),
  );
  undo();
  sleepUntil('2026-07-18T12:00:00');
  await runUntil('2026-07-18T12:00:00');
  expect((await arrivals()).at(-1)).toBe('2607.00014 new 2026-07-17');
  expect(
    arxiv.requests
      .filter(({ on }) => on === 'oai')
      .at(-1)
      ?.query.get('from'),
  ).toBe('2026-06-16');
});

it('asks little: each feed and OAI-PMH once where all is well, and nothing at weekends and on holidays', async () => {
  await runUntil('2026-06-04T12:00:00');
  announce('2606.00004', '2026-06-04');
  announce('2606.00005', '2026-06-04', { categories: ['stat.ML'] });
  const friday = new Date('2026-06-05T03:00:00Z');
  await runUntil('2026-06-08T03:00:00');
  expect([asked('rss', friday), asked('oai', friday)]).toEqual([2, 2]);
  // Labour Day: there is no announcement on Monday evening.
  sleepUntil('2026-09-07T12:00:00');
  await runUntil('2026-09-07T23:00:00');
  const evening = clock.now();
  await runUntil('2026-09-08T23:00:00');
  expect([asked('rss', evening), asked('oai', evening)]).toEqual([0, 0]);
});

it('asks nothing while nobody wants to know', async () => {
  categories = [];
  await runUntil('2026-06-03T12:00:00');
  expect(arxiv.requests).toEqual([]);
});

it('lets only into the stream what one of the queries asks for', async () => {
  queries = [parseQuery('gardens -roses'), parseQuery('author:Lindqvist')];
  await runUntil('2026-06-02T17:00:00');
  announce('2606.00002', '2026-06-02', { abstract: 'We plan a garden.' });
  announce('2606.00003', '2026-06-02', { abstract: 'We plan a garden of roses.' });
  announce('2606.00004', '2026-06-02', { authors: ['Grace Lindqvist'] });
  announce('2606.00005', '2026-06-02', {
    versions: [1, 2].map((number) => ({
      number,
      announcedOn: `2026-06-0${number + 1}`,
      submittedOn: '2026-06-01',
    })),
  });
  await runUntil('2026-06-04T12:00:00');
  expect(await arrivals()).toEqual(['2606.00002 new 2026-06-03', '2606.00004 new 2026-06-03']);
  expect(await library.papers('stream')).toHaveLength(2);
  // What was not wanted is no news when somebody wants it later.
  queries = [];
  await runUntil('2026-06-05T12:00:00');
  expect(await arrivals()).toHaveLength(2);
});

it('tells a new version of a paper of the library, and does not take the library for the stream', async () => {
  const [draft] = [
    {
      title: 'On the number 2606.00002',
      rawTitle: 'On the number 2606.00002',
      authors: [parseAuthorName('Ada Okafor02')],
      authorsComplete: true,
      abstract: '',
      rawAbstract: '',
      date: '2026-06-01',
      categories: [],
      hasCode: false,
      arxivId: '2606.00002',
      sources: [{ kind: 'bibtex' as const, name: 'a.bib' }],
    },
  ];
  await library.ingest(draft === undefined ? [] : [draft], 'library');
  announce('2606.00002', '2026-06-02', {
    versions: [1, 2].map((number) => ({
      number,
      announcedOn: `2026-06-0${number + 1}`,
      submittedOn: '2026-06-01',
    })),
  });
  await runUntil('2026-06-04T12:00:00');
  expect((await library.arrivalsAfter(0, 10)).map(({ kind }) => kind)).toEqual(['version']);
  expect((await library.papers('stream')).map(({ arxivId }) => arxivId)).toEqual(['2606.00001']);
});

it('waits as long as arXiv wants', async () => {
  await runUntil('2026-06-02T17:00:00');
  fault({
    kind: 'status',
    status: 429,
    retryAfter: '5400',
    from: new Date('2026-06-03T04:00:00Z'),
    times: 1,
  });
  announce('2606.00002', '2026-06-02');
  await runUntil('2026-06-03T05:29:00');
  expect(await arrivals()).toEqual([]);
  expect(asked('rss', new Date('2026-06-03T04:00:00Z'))).toBe(1);
  await runUntil('2026-06-03T06:00:00');
  expect(await arrivals()).toEqual(['2606.00002 new 2026-06-03']);
});

it('remembers what fails, and that it works again', async () => {
  await runUntil('2026-06-02T17:00:00');
  const undo = fault({ kind: 'status', status: 403, on: 'rss', category: 'cs.LG' });
  announce('2606.00003', '2026-06-02', { categories: ['stat.ML'] });
  await runUntil('2026-06-03T05:00:00');
  const health = async () => (await store.sources.health()).find(({ source }) => source === 'arxiv:cs.LG');
  expect(await health()).toMatchObject({
    failures: 5,
    failingSince: new Date('2026-06-03T04:00:00Z'),
    reason: expect.stringContaining('cs.LG: It refuses us (status 403)'),
  });
  expect(await arrivals()).toEqual(['2606.00003 new 2026-06-03']);
  undo();
  await runUntil('2026-06-03T05:30:00');
  expect(await health()).toMatchObject({ failures: 0, failingSince: undefined });
});
