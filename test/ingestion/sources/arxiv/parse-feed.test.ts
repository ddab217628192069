import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../../src/ingestion/sources/arxiv/parse-feed.ts';
import { UnreadableAnswer } from '../../../../src/ingestion/sources/arxiv/read-xml.ts';
import { fixture } from './fixture.ts';

const rss = fixture('rss.xml');
const { items, skipped } = await parseFeed(rss);

describe('a feed in RSS', () => {
  it('tells ids without versions, and how each was announced', () => {
    expect(
      items.map(({ arxivId, version, type, publishedOn }) => [arxivId, version, type, publishedOn]),
    ).toEqual([
      ['2408.12001', 1, 'new', '2024-08-23'],
      ['2408.11950', 1, 'cross', '2024-08-23'],
      ['2203.01250', 3, 'replace-cross', '2024-08-23'],
      ['math/0611800', 2, 'replace', '2024-08-23'],
    ]);
    expect(skipped).toBe(1);
  });

  it('makes whole papers of them', () => {
    expect(items[0]?.draft).toMatchObject({
      title: 'Descending slowly: step sizes that never regret',
      abstract:
        'We bound the regret of gradient descent by O(√T) when a < b. Code is at https://github.com/example/slow-steps.',
      date: '2024-08-23',
      categories: ['math.OC', 'cs.LG'],
      hasCode: true,
      sources: [{ kind: 'arxiv', name: 'arXiv' }],
      versions: [{ number: 1, date: '2024-08-23' }],
    });
    expect(items[0]?.draft.authors.map(({ name }) => name)).toEqual([
      'Ada Okafor',
      'Jérôme Petit',
      'Lena van der Berg',
    ]);
  });

  it('does not take the day of an update for that of the paper', () => {
    expect(items[2]?.draft).toMatchObject({
      date: '2022-03',
      doi: '10.5802/jep.257',
      venue: "Journal de l'École polytechnique - Mathématiques, Tome 11 (2024), pp. 431-472",
    });
  });

  it('knows a paper that was withdrawn', () => {
    expect(items.map(({ draft }) => draft.status)).toEqual([undefined, undefined, undefined, 'withdrawn']);
  });
});

it('reads the same in Atom', async () => {
  const atom = await parseFeed(fixture('atom.xml'));
  expect(atom.items[0]).toEqual(items[2]);
});

it('reads an empty feed, as there is one at weekends', async () => {
  expect(await parseFeed(fixture('rss-empty.xml'))).toEqual({ items: [], skipped: 0 });
});

it.each([
  ['', 'no well-formed XML'],
  ['<html><body>Too many requests</body></html>', 'another kind (html)'],
  [fixture('oai-raw.xml'), 'another kind (OAI-PMH)'],
  [fixture('api-error.xml'), 'incorrect id format'],
  [rss.slice(0, -200), 'no well-formed XML'],
  ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', 'no well-formed XML'],
  [`<rss>${'<a>'.repeat(20_000)}`, 'no well-formed XML'],
])('refuses %#', async (text, message) => {
  await expect(parseFeed(text)).rejects.toThrow(UnreadableAnswer);
  await expect(parseFeed(text)).rejects.toThrow(message);
});

it('never takes a torn feed for a whole one', async () => {
  const end = rss.indexOf('</rss>');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: end }), async (length) => {
      await expect(parseFeed(rss.slice(0, length))).rejects.toThrow(UnreadableAnswer);
    }),
  );
});

it('leaves the bot time to answer while it reads a long one', async () => {
  const item = rss.slice(rss.indexOf('<item>'), rss.indexOf('</item>') + '</item>'.length);
  let others = 0;
  const other = setInterval(() => {
    others += 1;
  }, 1);
  const long = await parseFeed(rss.replace(item, item.repeat(500)));
  clearInterval(other);
  expect(long.items).toHaveLength(503);
  expect(others).toBeGreaterThan(1);
});
