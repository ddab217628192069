import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personConversation, postKey } from '../../src/announcements/post.ts';
import { followedAnywhere } from '../../src/announcing.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { draft } from '../library/paper-draft.ts';
import { ADA, CHANNEL, firstId, follow, type Ledger, openLedger } from './ledger-world.ts';

/** What happens seldom: papers that turn out to be one, interrupted undos, wrong clocks, platforms that stay away. */

const AT_ONCE = { schedule: { type: 'at-once' } } as const;
const PREPRINT = draft({ title: 'Drawings of graphs with few crossings', arxivId: '2611.00001' });
const ARTICLE = draft({ title: 'Drawing graphs: the published title here', doi: '10.1000/xyz' });
const BOTH = draft({ ...PREPRINT, doi: '10.1000/xyz' });

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.close());

function heads() {
  return ledger.platform.posted.filter(
    ({ target, inThreadOf }) => target === CHANNEL && inThreadOf === undefined,
  );
}

describe('two papers that turn out to be one', () => {
  it('are told once, where one of them was told already', async () => {
    await follow(ledger.announcements, 'graphs');
    await ledger.arrive([PREPRINT]);
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    await ledger.arrive([ARTICLE], 'library', 'inbox');
    await ledger.match();
    await ledger.arrive([BOTH], 'library', 'inbox');
    ledger.at('2026-11-25T09:00:30Z');
    await ledger.run();
    expect(heads()).toHaveLength(1);
  });

  it('are told by every rule that took either', async () => {
    await follow(ledger.announcements, 'graphs');
    const other = await follow(ledger.announcements, 'crossings');
    await ledger.library.ingest(
      [draft({ title: 'Drawings of crossings only', arxivId: '2611.00001' })],
      'stream',
      {
        news: { source: 'arxiv', at: ledger.now(), kindOf: () => 'cross' },
      },
    );
    await ledger.match();
    await ledger.arrive([ARTICLE], 'library', 'inbox');
    await ledger.match();
    await ledger.announcements.unfollow(CHANNEL, other.id);
    await ledger.library.ingest([BOTH], 'library', { news: { source: 'inbox', at: ledger.now() } });
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    expect(heads()).toHaveLength(1);
  });
});

it('takes in what came meanwhile when an interrupted undo is pressed again', async () => {
  const rule = await follow(ledger.announcements, 'graphs', AT_ONCE);
  await ledger.run();
  await ledger.announcements.unfollow(CHANNEL, rule.id);
  await ledger.arrive([PREPRINT]);
  await ledger.run();
  const { removedAfter } = ledger.store;
  Object.assign(ledger.store, {
    removedAfter: async () => {
      throw new Error('database is locked');
    },
  });
  await expect(ledger.announcements.refollow(CHANNEL, rule.id)).rejects.toThrow('locked');
  Object.assign(ledger.store, { removedAfter });
  expect(await ledger.announcements.following(CHANNEL)).toMatchObject([{ status: 'paused' }]);
  await ledger.announcements.refollow(CHANNEL, rule.id);
  await ledger.run();
  expect(heads()).toHaveLength(1);
});

it('lets no number of undos follow more than is allowed', async () => {
  const first = await follow(ledger.announcements, 'first');
  await ledger.announcements.unfollow(CHANNEL, first.id);
  for (let count = 0; count < 50; count += 1) await follow(ledger.announcements, `graphs ${count}`);
  await expect(ledger.announcements.refollow(CHANNEL, first.id)).rejects.toThrow('50 things');
});

it('tells again soon after a clock that was years ahead', async () => {
  await follow(ledger.announcements, 'graphs');
  await ledger.arrive([PREPRINT]);
  ledger.at('2028-01-01T09:00:10Z');
  await ledger.run();
  ledger.at('2026-11-24T08:00:00Z');
  await ledger.arrive([ARTICLE]);
  ledger.at('2026-11-24T09:00:10Z');
  await ledger.run();
  expect(heads()).toHaveLength(2);
});

it('shows what a person was told alone to nobody else, though its key can be guessed', async () => {
  const first = draft({ arxivId: '2105.00001', versions: [{ number: 1, date: '2026-11-20' }] });
  const { added } = await ledger.arrive([first]);
  await ledger.announcements.save(ADA, firstId(added));
  await ledger.library.ingest(
    [draft({ ...first, versions: [{ number: 2, date: '2026-11-24' }] })],
    'stream',
    {
      news: { source: 'arxiv', at: ledger.now(), kindOf: () => 'version' },
    },
  );
  await ledger.run();
  const key = postKey(personConversation(ADA), `at-once version 2 ${firstId(added)}`);
  const seenBy = (actorId: string) =>
    ledger.announcements.digestPapers(key, { conversation: CHANNEL, actorId });
  expect(await seenBy('test:bob')).toEqual([]);
  expect(await seenBy(ADA)).toHaveLength(1);
});

it('looks again in a minute, not at once, for what nobody can post now', async () => {
  await ledger.store.note(personConversation('elsewhere:ada'), 'news', ['Something.'], ledger.now());
  ledger.advance(24 * 60 * 60 * 1000);
  expect(await ledger.deliver()).toEqual(new Date(ledger.now().getTime() + 60_000));
});

it('reads no paper of a digest while the platform wants to be left alone', async () => {
  await follow(ledger.announcements, 'graphs', AT_ONCE);
  ledger.platform.fate('retry');
  await ledger.arrive(Array.from({ length: 5 }, (_, index) => draft({ title: `Number${index} of graphs` })));
  await ledger.run();
  let read = 0;
  const { get } = ledger.library;
  Object.assign(ledger.library, {
    get: (...args: Parameters<typeof get>) => {
      read += 1;
      return get(...args);
    },
  });
  await ledger.deliver();
  expect(read).toBe(0);
});

it('asks the sources for what a paused rule follows too', async () => {
  const rule = await follow(ledger.announcements, '', {
    subject: { type: 'query', query: parseQuery('category:cs.CR') },
  });
  await ledger.store.setStatus(rule.id, 'paused', 'no access');
  expect(await followedAnywhere(ledger.store)).toEqual({ isAny: true, categories: ['cs.CR'] });
});
