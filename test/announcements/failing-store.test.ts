import { afterEach, beforeEach, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { draft } from '../library/paper-draft.ts';
import { follow, type Ledger, openLedger } from './ledger-world.ts';

/** The database is locked, or its disk is full, at the worst of times. */

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger();
  await follow(ledger.announcements, 'roots', { schedule: { type: 'at-once' } });
  await ledger.arrive([draft({ title: 'Roots that learn' })]);
  await ledger.match();
});
afterEach(() => ledger.close());

const full = async () => {
  throw new UserError('The disk is full.', { code: 'store-unwritable' });
};

it('posts nothing that is not written down before, and posts it when it can be', async () => {
  const { store, platform } = ledger;
  const { claim } = store;
  store.claim = full;
  await expect(ledger.deliver()).rejects.toThrow('The disk is full');
  expect(platform.requests).toEqual([]);
  store.claim = claim;
  await ledger.deliver();
  expect(platform.posted).toHaveLength(1);
});

it('posts once what was posted and could not be written down after', async () => {
  const { store, platform } = ledger;
  const { sent } = store;
  store.sent = full;
  await expect(ledger.deliver()).rejects.toThrow('The disk is full');
  expect(platform.posted).toHaveLength(1);
  store.sent = sent;
  await ledger.deliver();
  expect(platform.requests, 'nobody tries while the attempt may be under way').toHaveLength(1);
  ledger.advance(121_000);
  await ledger.deliver();
  const [first, second] = platform.requests;
  expect(second).toMatchObject({ key: first?.key, firstTriedAt: expect.any(Date) });
  const digests = platform.posted.filter(({ inThreadOf }) => inThreadOf === undefined);
  expect(digests).toHaveLength(1);
  expect(await store.pending()).toEqual([]);
});
