import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { draft } from '../library/paper-draft.ts';
import { ADA, CHANNEL, DIRECT, firstId, follow, type Ledger, openLedger } from './ledger-world.ts';

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger({
    source: {
      name: 'arXiv',
      count: async () => 60,
      reading: async (named) => ({ unread: named, mostCategories: 30, isFiltered: false }),
      standing: async () => ({ type: 'not-out-yet', expected: new Date(0) }),
    },
  });
});
afterEach(() => ledger.close());

describe('follow', () => {
  it('answers with the rule and the first time, in the zone that was asked for', async () => {
    const { rule, isNew, first } = await ledger.announcements.follow({
      conversation: CHANNEL,
      isDirect: false,
      actor: { id: ADA, name: 'Ada', mayManage: false },
      subject: { type: 'lab' },
      schedule: { type: 'weekdays', time: '09:00' },
      timeZone: 'europe/berlin',
    });
    expect(rule).toMatchObject({ id: 'r1', timeZone: 'Europe/Berlin', ownerName: 'Ada', status: 'active' });
    expect(isNew).toBe(true);
    expect(first).toEqual(new Date('2026-11-24T08:00:00Z'));
    expect(ledger.announcements.next(rule)).toEqual(first);
  });

  it('keeps one rule for the same words and moves its time', async () => {
    await follow(ledger.announcements, 'graphs');
    const moved = await follow(ledger.announcements, 'graphs', { schedule: { type: 'at-once' } });
    expect(await ledger.announcements.following(CHANNEL)).toEqual([moved]);
    expect(moved.schedule).toEqual({ type: 'at-once' });
  });

  it('refuses where the bot may not post, an unknown time zone, and too many', async () => {
    ledger.platform.refuse('Invite me with /invite.');
    await expect(follow(ledger.announcements, 'graphs')).rejects.toThrow('Invite me with /invite.');
    ledger.platform.refuse(undefined);
    await expect(follow(ledger.announcements, 'graphs', { timeZone: 'Mars/Olympus' })).rejects.toThrow(
      UserError,
    );
    for (let count = 0; count < 50; count += 1) await follow(ledger.announcements, `graphs ${count}`);
    await expect(follow(ledger.announcements, 'trees')).rejects.toThrow('/unfollow one of them');
    expect(await ledger.announcements.following(CHANNEL)).toHaveLength(50);
  });

  it('knows no rule of another conversation', async () => {
    const { id } = await follow(ledger.announcements, 'graphs');
    await expect(ledger.announcements.unfollow(DIRECT, id)).rejects.toThrow('There is no r1 here');
    await ledger.announcements.unfollow(CHANNEL, id);
    await expect(ledger.announcements.unfollow(CHANNEL, id)).rejects.toThrow('not followed here any more');
  });
});

it('expects as many papers a day as the last 30 days brought', async () => {
  const subject = (await follow(ledger.announcements, 'graphs')).subject;
  expect(await ledger.announcements.outlook(subject)).toEqual({ papersADay: 2, days: 30, askedOf: 'arXiv' });
  expect(await ledger.announcements.outlook({ type: 'lab' })).toBeUndefined();
  expect(await ledger.announcements.silence()).toMatchObject({ type: 'not-out-yet' });
});

it('knows which categories of a subject nobody reads', async () => {
  const { subject } = await follow(ledger.announcements, '', {
    subject: { type: 'query', query: { ...EMPTY_QUERY, categories: ['cs.LG'] } },
  });
  expect(await ledger.announcements.gap(subject)).toEqual({
    type: 'unread',
    categories: ['cs.LG'],
    mostCategories: 30,
  });
  expect(await ledger.announcements.gap({ type: 'lab' })).toBeUndefined();
});

describe('a sample', () => {
  it('shows what would be told, and leaves the ledger alone', async () => {
    const { id } = await follow(ledger.announcements, 'tomographic', { schedule: { type: 'at-once' } });
    await ledger.library.ingest([draft()], 'library');
    expect(await ledger.announcements.sample(CHANNEL, id)).toMatchObject({ outcome: 'sent' });
    await ledger.announcements.sample(CHANNEL, id);
    expect(ledger.platform.posted).toHaveLength(2);
    expect(ledger.platform.posted[0]?.text).toMatch(/^Sample: Sparse Priors/);
    expect(await ledger.store.pending()).toEqual([]);

    await ledger.arrive([draft({ title: 'Tomographic bees' })]);
    await ledger.run();
    expect(ledger.platform.posted[2]?.text).toContain('Tomographic bees');
  });

  it('says so where nothing would be', async () => {
    const { id } = await follow(ledger.announcements, 'bananas');
    await ledger.announcements.sample(CHANNEL, id);
    expect(ledger.platform.posted[0]?.text).toContain('none of the newest papers');
  });
});

describe('why', () => {
  const side = { conversation: CHANNEL, actorId: ADA };
  const held = async () => {
    const [paper] = await ledger.library.papers('stream');
    if (paper === undefined) throw new Error('no paper');
    return paper;
  };

  it('tells how a paper came, that it waits, and that it was announced', async () => {
    const rule = await follow(ledger.announcements, 'tomographic');
    await ledger.arrive([draft()]);
    await ledger.run();
    expect(await ledger.announcements.why(await held(), side)).toMatchObject([
      { type: 'arrived', source: 'arxiv', kind: 'new' },
      { type: 'waiting', due: new Date('2026-11-24T09:00:00Z'), reasons: ['about tomographic'] },
    ]);
    ledger.at('2026-11-24T09:00:10Z');
    await ledger.run();
    expect((await ledger.announcements.why(await held(), side)).at(-1)).toMatchObject({
      type: 'announced',
      at: new Date('2026-11-24T09:00:10Z'),
      rule: { id: rule.id },
    });
  });

  it('names the rule whose announcement told it, not one whose time comes later', async () => {
    const later = { schedule: { type: 'weekly', weekday: 5, time: '09:00' } } as const;
    await follow(ledger.announcements, 'tomographic', later);
    const told = await follow(ledger.announcements, 'plants');
    await ledger.arrive([draft()]);
    ledger.at('2026-11-24T09:00:10Z');
    await ledger.run();
    expect((await ledger.announcements.why(await held(), side)).at(-1)).toMatchObject({
      type: 'announced',
      rule: { id: told.id },
    });
  });

  it('tells what holds a paper back, and nothing of what others follow elsewhere', async () => {
    await follow(ledger.announcements, 'tomographic', { conversation: DIRECT, isDirect: true });
    await ledger.arrive([draft()]);
    await ledger.run();
    const because = async () => (await ledger.announcements.why(await held(), side)).at(-1);
    expect(await because()).toEqual({ type: 'held-back', because: 'nothing is followed here' });
    await follow(ledger.announcements, 'bananas');
    expect(await because()).toMatchObject({ because: 'it came before anything was followed here' });
    ledger.advance(1000);
    const { added } = await ledger.arrive([draft({ title: 'Tomographic bees' })]);
    await ledger.run();
    const paper = await ledger.library.get(firstId(added));
    if (paper === undefined) throw new Error('no paper');
    expect((await ledger.announcements.why(paper, side)).at(-1)).toMatchObject({
      because: 'it is not among new papers about bananas',
    });
  });
});
