import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arxivUserAgent, type Followed, frequentCategories, openArxiv } from '../src/arxiv-source.ts';
import { loadConfig } from '../src/config.ts';
import { parseAuthorName } from '../src/ingestion/author-name.ts';
import { createLibrary } from '../src/library/create-library.ts';
import type { Library } from '../src/library/library.ts';
import type { Paper } from '../src/paper.ts';
import { parseQuery } from '../src/query/parse.ts';
import { openStore, type Store } from '../src/store/open-store.ts';
import { type ArxivStandIn, startArxiv } from './standins/arxiv/index.ts';

const { signal } = new AbortController();
let arxiv: ArxivStandIn;
let store: Store;
let library: Library;
beforeEach(async () => {
  arxiv = await startArxiv({ now: () => new Date() });
  store = await openStore({ file: ':memory:', now: new Date() });
  library = createLibrary({ store: store.papers, parseAuthorName });
  const evening = arxiv.world.feedEvening(new Date());
  arxiv.world.put({
    id: '2611.00001',
    title: 'Gardens',
    authors: ['Ada Okafor'],
    abstract: 'We plant.',
    categories: ['cs.LG'],
    versions: [{ number: 1, announcedOn: evening, submittedOn: evening }],
  });
});
afterEach(async () => {
  await store.close();
  await arxiv.close();
});

function open(env: Record<string, string>, followed?: () => Promise<Followed>) {
  const { rssUrl, oaiUrl, apiUrl } = arxiv;
  const urls = { ARXIV_RSS_URL: rssUrl, ARXIV_OAI_URL: oaiUrl, ARXIV_API_URL: apiUrl };
  const { arxiv: config } = loadConfig({ ...urls, CONTACT_EMAIL: 'lab@example.org', ...env }, '/');
  if (config === undefined) throw new Error('arXiv is to be asked');
  const logger = pino({ level: 'silent' });
  return openArxiv({
    config,
    library,
    log: store.sources,
    logger,
    ...(followed !== undefined && { followed }),
  });
}

it('asks for the configured categories, and not again before something is due', async () => {
  const source = open({ ARXIV_CATEGORIES: 'cs.LG' });
  const job = source.job(() => undefined);
  const next = await job.run(signal);
  expect(next.getTime() - Date.now()).toBeLessThanOrEqual(5 * 60_000);
  expect((await library.papers('stream')).map(({ title }) => title)).toEqual(['Gardens']);
  expect(arxiv.requests).toMatchObject([
    { on: 'rss', category: 'cs.LG', userAgent: arxivUserAgent('lab@example.org') },
  ]);
  await job.run(signal);
  expect(arxiv.requests).toHaveLength(1);
  expect((await source.standing())?.type).not.toBe('no-sources');
});

it('asks for nothing until somebody follows something, then for what is followed and what the library is about', async () => {
  let followed: Followed = { isAny: false, categories: [] };
  const job = open({}, async () => followed).job(() => undefined);
  await job.run(signal);
  expect(arxiv.requests).toEqual([]);
  expect(await open({}, async () => followed).standing()).toEqual({ type: 'no-sources' });
  followed = { isAny: true, categories: ['cs.LG'] };
  await job.run(signal);
  expect(arxiv.requests).toMatchObject([{ category: 'cs.LG' }]);
});

it('asks for what is followed beside the configured categories, up to its limit, and says what it does not read', async () => {
  const codes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `cs.Q${letter}`);
  const configured = [...codes, 'math', 'hep-th', 'hep-ph'];
  const followed = async () => ({ isAny: true, categories: ['math.ST', 'cs.LG', 'cs.ZZ'] });
  const source = open({ ARXIV_CATEGORIES: configured.join() }, followed);
  expect(await source.reading(['math.ST', 'cs.LG', 'cs.ZZ', 'hep-th'])).toEqual({
    unread: ['cs.ZZ'],
    mostCategories: 30,
    isFiltered: false,
  });
  const filtered = open({ ARXIV_CATEGORIES: 'cs.CV', ARXIV_QUERIES: 'gardens' }, followed);
  expect(await filtered.reading(['cs.LG'])).toMatchObject({ unread: [], isFiltered: true });
  await filtered.job(() => undefined).run(signal);
  expect(new Set(arxiv.requests.map(({ category }) => category))).toEqual(
    new Set(['cs.CV', 'math.ST', 'cs.LG', 'cs.ZZ']),
  );
});

it('leaves asking to a process that does it already', async () => {
  const { rssUrl } = arxiv;
  const { arxiv: config } = loadConfig({ ARXIV_RSS_URL: rssUrl, ARXIV_CATEGORIES: 'cs.LG' }, '/');
  if (config === undefined) throw new Error('arXiv is to be asked');
  const logger = pino({ level: 'silent' });
  const parts = { config, library, log: store.sources, logger, isAskedElsewhere: () => true };
  await openArxiv(parts)
    .job(() => undefined)
    .run(signal);
  expect(arxiv.requests).toEqual([]);
});

it('says which query of the configuration it does not understand', () => {
  expect(() => open({ ARXIV_QUERIES: 'gardens; year:soon' })).toThrow(
    'ARXIV_QUERIES: "year:soon" is not understood',
  );
});

it('counts what a rule would have told', async () => {
  expect(await open({}).count([parseQuery('category:cs.LG')], 30)).toBe(1);
});

it('names itself with its version, and a contact where there is one', () => {
  expect(arxivUserAgent('lab@example.org')).toMatch(
    /^Labrarian\/\d+\.\d+\.\d+ \(\+mailto:lab@example\.org\)$/,
  );
  expect(arxivUserAgent(undefined)).toMatch(/^Labrarian\/\d+\.\d+\.\d+$/);
});

it('takes the most frequent categories of the library', () => {
  const papers = [['cs.LG', 'cs.CV'], ['cs.LG'], ['stat.ML', 'cs.CV'], ['hep-th']].map(
    (categories) => ({ categories }) as Pick<Paper, 'categories'> as Paper,
  );
  expect(frequentCategories(papers, 3)).toEqual(['cs.CV', 'cs.LG', 'hep-th']);
});
