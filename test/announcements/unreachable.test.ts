import { afterEach, beforeEach, expect, it } from 'vitest';
import { personConversation } from '../../src/announcements/post.ts';
import { draft } from '../library/paper-draft.ts';
import { ADA, ADMIN, follow, type Ledger, openLedger } from './ledger-world.ts';

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.close());

it('looks again in a minute, not at once, for what its platform is not connected for', async () => {
  await ledger.store.note(personConversation('elsewhere:bob'), 'hello', ['Hello.'], ledger.now());
  const before = ledger.now().getTime();
  expect((await ledger.deliver()).getTime()).toBe(before + 60_000);

  await ledger.store.note(personConversation(ADMIN), 'hello', ['Hello.'], ledger.now());
  await ledger.deliver();
  expect(ledger.platform.posted.map(({ text }) => text)).toEqual([expect.stringContaining('Hello.')]);
});

it('tells the admins that a rule is paused where its owner was forgotten', async () => {
  await follow(ledger.announcements, 'roots', { schedule: { type: 'at-once' } });
  await ledger.store.erasePerson(ADA);
  await ledger.arrive([draft({ title: 'Roots that learn' })]);
  ledger.platform.fate('gone');
  await ledger.run();
  await ledger.deliver();
  expect(ledger.platform.posted).toEqual([
    expect.objectContaining({ target: 'test:dm:admin', text: expect.stringContaining('is paused') }),
  ]);
});
