import { afterEach, beforeEach, expect, it } from 'vitest';
import { draft } from '../library/paper-draft.ts';
import { CHANNEL, firstId, follow, type Ledger, openLedger } from './ledger-world.ts';

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.close());

const NEXT_MORNING = '2026-11-24T09:00:00Z';
const LAB = { subject: { type: 'lab' as const } };

async function inStream() {
  return firstId((await ledger.arrive([draft({ title: 'Roots that learn' })])).added);
}

async function nextMorning() {
  ledger.at(NEXT_MORNING);
  await ledger.run();
  return ledger.platform.posted;
}

it('tells nobody of a paper whose move into the library was taken back before its time', async () => {
  const id = await inStream();
  await ledger.match();
  await follow(ledger.announcements, 'anything', LAB);
  await ledger.library.add(id, ledger.now());
  await ledger.match();
  expect(await ledger.store.pending()).toHaveLength(1);

  await ledger.library.undoAdd(id, { to: 'stream', at: ledger.now() });
  expect(await ledger.store.pending()).toEqual([]);
  await ledger.library.add(id, ledger.now());
  expect(await nextMorning(), 'added once more, it is told').toHaveLength(1);
});

it('goes on telling it for another reason, and no more that it was put into the library', async () => {
  await follow(ledger.announcements, 'roots');
  await follow(ledger.announcements, 'anything', LAB);
  const id = await inStream();
  await ledger.match();
  await ledger.library.add(id, ledger.now());
  await ledger.match();
  const [before] = await ledger.store.pending();
  expect(before?.findings.flatMap(({ reasons }) => reasons)).toContain('put into the library');

  await ledger.library.undoAdd(id, { to: 'stream', at: ledger.now() });
  const [post] = await nextMorning();
  expect(post?.target).toBe(CHANNEL);
  expect(post?.text).toContain('Roots that learn');
  expect(post?.text).not.toContain('put into the library');
});

it('leaves what was told, and why, as it was', async () => {
  const id = await inStream();
  await ledger.match();
  await follow(ledger.announcements, 'anything', LAB);
  await ledger.library.add(id, new Date('2026-11-24T08:30:00Z'));
  await ledger.match();
  const posted = (await nextMorning()).length;
  expect(posted).toBe(1);
  await ledger.library.undoAdd(id, { to: 'stream', at: ledger.now() });
  const [record] = await ledger.store.deliveriesIn([CHANNEL], id);
  expect(record?.post?.state).toBe('sent');
  expect(record?.delivery.findings).toHaveLength(1);
});
