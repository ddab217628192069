import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ArxivClient, createArxivClient } from '../../../../src/ingestion/sources/arxiv/client.ts';
import { apiQuery, countPapers } from '../../../../src/ingestion/sources/arxiv/count-papers.ts';
import { createPaperFetcher } from '../../../../src/ingestion/sources/arxiv/fetch-papers.ts';
import { oaiSet } from '../../../../src/ingestion/sources/arxiv/oai-set.ts';
import { parseQuery } from '../../../../src/query/parse.ts';
import type { Fault } from '../../../standins/arxiv/faults.ts';
import { startArxiv } from '../../../standins/arxiv/index.ts';
import type { WorldPaper } from '../../../standins/arxiv/world.ts';
import { createHurriedClock } from '../../../standins/fake-clock.ts';

/** Wednesday, 3 June 2026, 8:00 in New York: the feeds show what was announced on Tuesday evening. */
const NOW = new Date('2026-06-03T12:00:00Z');
const clock = createHurriedClock(NOW);
const arxiv = await startArxiv({ now: clock.now, pageSize: 2 });
afterAll(() => arxiv.close());

function paper(id: string, categories: readonly string[], more: Partial<WorldPaper> = {}): WorldPaper {
  return {
    id,
    title: `Paper ${id} on a < b & more`,
    authors: ['Ada Okafor', 'Lena van der Berg'],
    abstract: 'We grow plants.',
    categories,
    versions: [{ number: 1, announcedOn: '2026-06-02', submittedOn: '2026-06-01' }],
    ...more,
  };
}

const { world } = arxiv;
world.put(paper('2606.00001', ['cs.LG', 'stat.ML']));
world.put(paper('2606.00002', ['cs.CV', 'cs.LG']));
world.put(
  paper('2605.00009', ['cs.LG'], {
    versions: [
      { number: 1, announcedOn: '2026-05-20', submittedOn: '2026-05-18' },
      {
        number: 2,
        announcedOn: '2026-06-02',
        submittedOn: '2026-06-01',
        comment: 'Withdrawn: Lemma 2 is wrong',
      },
    ],
  }),
);
world.put(
  paper('2605.00010', ['hep-th', 'cs.LG'], {
    versions: [{ number: 1, announcedOn: '2026-05-20', submittedOn: '2026-05-18' }],
    crossListed: [{ category: 'cs.LG', announcedOn: '2026-06-02' }],
  }),
);
world.put(
  paper('2606.00003', ['cs.LG'], {
    versions: [{ number: 1, announcedOn: '2026-06-03', submittedOn: '2026-06-02' }],
  }),
);
world.put(
  paper('2605.00020', ['cs.LG'], {
    versions: [{ number: 1, announcedOn: '2026-06-01', submittedOn: '2026-05-29' }],
  }),
);

let client: ArxivClient;
let takeBack: (() => void)[] = [];
const fault = (one: Fault) => void takeBack.push(arxiv.fault(one));
beforeEach(() => {
  clock.set(NOW);
  const { rssUrl, oaiUrl, apiUrl } = arxiv;
  const addresses = { rssUrl, oaiUrl, apiUrl, userAgent: 'Labrarian/0.0 (+mailto:lab@example.org)' };
  client = createArxivClient({ addresses, clock, random: () => 0.5, intervalMs: 0, timeoutMs: 200 });
});
afterEach(() => {
  for (const undo of takeBack) undo();
  takeBack = [];
});

describe('the feed', () => {
  it('shows the evening before, and nothing at weekends', async () => {
    const { items } = await client.feed('cs.LG');
    expect(items.map(({ arxivId, version, type }) => `${arxivId}v${version} ${type}`)).toEqual([
      '2605.00009v2 replace',
      '2605.00010v1 cross',
      '2606.00001v1 new',
      '2606.00002v1 cross',
    ]);
    expect(arxiv.requests.at(-1)?.userAgent).toBe('Labrarian/0.0 (+mailto:lab@example.org)');
    clock.set(new Date('2026-06-06T12:00:00Z'));
    expect((await client.feed('cs.LG')).items).toEqual([]);
  });

  it('may be that of the evening before', async () => {
    fault({ kind: 'stale', category: 'cs.LG' });
    expect((await client.feed('cs.LG')).items.map(({ arxivId }) => arxivId)).toEqual(['2605.00020']);
    expect((await client.feed('stat.ML')).items.map(({ arxivId }) => arxivId)).toEqual(['2606.00001']);
  });

  it.each<[Fault, object]>([
    [
      { kind: 'status', status: 403 },
      { failure: 'status', status: 403 },
    ],
    [
      { kind: 'status', status: 503 },
      { failure: 'status', status: 503 },
    ],
    [{ kind: 'error-feed' }, { name: 'UnreadableAnswer' }],
    [{ kind: 'broken-xml' }, { name: 'UnreadableAnswer' }],
    [{ kind: 'truncated' }, { failure: 'broken-off' }],
    [{ kind: 'redirect', to: 'http://169.254.169.254/' }, { failure: 'forbidden' }],
    [{ kind: 'redirect', to: 'file:///etc/passwd' }, { failure: 'forbidden' }],
    [{ kind: 'drip' }, { failure: 'timeout' }],
    [{ kind: 'down' }, { failure: 'unreachable' }],
  ])('fails as a whole with %j', async (one, error) => {
    fault({ ...one, on: 'rss' });
    await expect(client.feed('cs.LG')).rejects.toMatchObject(error);
    expect((await client.api({ id_list: '2606.00001' })).drafts).toHaveLength(1);
  });

  it('is asked again after the time that arXiv wants', async () => {
    fault({ kind: 'status', status: 429, retryAfter: '30', times: 1 });
    expect((await client.feed('cs.LG')).items).toHaveLength(4);
    expect(clock.now().getTime() - NOW.getTime()).toBe(30_000);
  });
});

describe('OAI-PMH', () => {
  it('tells all that changed, page by page, with whole histories', async () => {
    const records = await client.changes('cs.LG', '2026-06-01');
    expect(records.map(({ arxivId, changedOn }) => `${arxivId} ${changedOn}`)).toEqual([
      '2605.00020 2026-06-02',
      '2605.00009 2026-06-03',
      '2605.00010 2026-06-03',
      '2606.00001 2026-06-03',
      '2606.00002 2026-06-03',
    ]);
    expect(records[1]?.draft).toMatchObject({
      status: 'withdrawn',
      versions: [{ number: 1 }, { number: 2, comment: 'Withdrawn: Lemma 2 is wrong' }],
    });
    expect(await client.changes('math.OC', '2026-06-01')).toEqual([]);
  });

  it('has what is announced before the feeds do', async () => {
    const ids = async () => (await client.changes('cs.LG', '2026-06-04')).map(({ arxivId }) => arxivId);
    clock.set(new Date('2026-06-04T02:29:00Z'));
    expect(await ids()).toEqual([]);
    clock.set(new Date('2026-06-04T02:30:00Z'));
    expect(await ids()).toEqual(['2606.00003']);
  });

  it('begins anew where its token has expired, once', async () => {
    fault({ kind: 'expired-token', times: 1 });
    expect(await client.changes('cs.LG', '2026-06-01')).toHaveLength(5);
    fault({ kind: 'expired-token' });
    await expect(client.changes('cs.LG', '2026-06-01')).rejects.toMatchObject({ code: 'badResumptionToken' });
  });

  it('may lack ids until the next day', async () => {
    fault({ kind: 'missing', ids: ['2606.00001'] });
    expect(await client.changes('cs.LG', '2026-06-01')).toHaveLength(4);
  });

  it.each([
    ['cs.LG', 'cs:cs:LG'],
    ['math.NA', 'math:math:NA'],
    ['hep-th', 'physics:hep-th'],
    ['astro-ph.GA', 'physics:astro-ph:GA'],
    ['physics.optics', 'physics:physics:optics'],
    ['physics', 'physics:physics'],
    ['q-bio', 'q-bio'],
  ])('keeps %s in the set %s', (category, set) => {
    expect(oaiSet(category)).toBe(set);
  });
});

describe('the API', () => {
  it('gives papers by their ids, and says which there are none of', async () => {
    const fetcher = createPaperFetcher(client);
    const { found, missing } = await fetcher.fetch(['2606.00001', '9999.00001']);
    expect(found.map(({ arxivId }) => arxivId)).toEqual(['2606.00001']);
    expect(missing).toEqual(['9999.00001']);
    expect(await fetcher.fetch([])).toEqual({ found: [], missing: [] });
    await expect(fetcher.fetch(Array.from({ length: 21 }, () => 'a'))).rejects.toThrow(RangeError);
    fault({ kind: 'status', status: 503, on: 'api' });
    await expect(fetcher.fetch(['2606.00001'])).rejects.toThrow(
      'arXiv could not be asked: Status 503. Try again later.',
    );
  });

  it('counts the papers of the last days', async () => {
    const lately = { now: NOW, days: 30 };
    const count = (line: string) => countPapers(client, [parseQuery(line)], lately);
    expect(await count('category:cs.LG')).toBe(5);
    expect(await count('category:hep-th')).toBe(1);
    expect(await count('')).toBeUndefined();
    expect(await count('word '.repeat(390))).toBeUndefined();
    fault({ kind: 'down', on: 'api' });
    expect(await count('category:cs.LG')).toBeUndefined();
  });

  it.each([
    ['category:cs.LG', 'cat:cs.LG'],
    ['category:cs category:hep-th', '((cat:cs OR cat:cs.*) OR (cat:hep-th OR cat:hep-th.*))'],
    [
      'author:"Ada Okafor" privacy -"federated learning"',
      'au:"Ada Okafor" AND all:privacy ANDNOT all:"federated learning"',
    ],
    ['topic:"federated learning" gardens', 'all:"federated learning" AND all:gardens'],
    ['") OR all:x', 'all:OR AND all:all AND all:x'],
  ])('is asked %s as %s', (line, asked) => {
    expect(apiQuery(parseQuery(line))).toBe(asked);
  });
});
