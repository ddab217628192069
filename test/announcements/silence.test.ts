import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AnnouncementStore } from '../../src/announcements/announcement-store.ts';
import type { Silence } from '../../src/announcements/announcements.ts';
import { personConversation } from '../../src/announcements/post.ts';
import type { Subject } from '../../src/announcements/rule.ts';
import { createSilenceWatch } from '../../src/announcements/silence.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';

const ADMIN = 'discord:123456789012345678';
const OTHER = 'slack:T1:U1';

let opened: Store;
let store: AnnouncementStore;
let minute: number;
let silence: Silence | undefined;

beforeEach(async () => {
  minute = 0;
  silence = undefined;
  opened = await openStore({ file: ':memory:', now: new Date(0) });
  store = opened.announcements;
});
afterEach(() => opened.close());

const now = () => new Date(Date.UTC(2026, 10, 24, 9, minute));
const failing = (at: string, reason = 'no route to host'): Silence => ({
  type: 'failing',
  source: 'arXiv',
  since: new Date(at),
  reason,
});
const STALE: Silence = { type: 'stale', source: 'arXiv', lastNew: new Date('2026-11-20T01:00:00Z') };
const QUIET: Silence = { type: 'no-announcement-today', because: 'weekend', next: new Date('2026-11-30') };
const NOT_OUT: Silence = { type: 'not-out-yet', expected: new Date('2026-11-25') };

async function follow(subject: Subject = { type: 'lab' }) {
  const { rule } = await store.follow(
    {
      conversation: encodeConversation('discord', ['1', '2']),
      isDirect: false,
      ownerId: OTHER,
      ownerName: 'Ada',
      subject,
      schedule: { type: 'at-once' },
      timeZone: 'UTC',
    },
    subject.type,
    now(),
  );
  return rule;
}

/** Looks at one standing after the other, each time as a process that was just started. */
async function look(standings: readonly (Silence | undefined)[], adminUsers: readonly string[] = [ADMIN]) {
  for (const one of standings) {
    minute += 5;
    silence = one;
    const standing = async () => silence;
    const clock = { now, until: async () => undefined };
    await createSilenceWatch({ store, adminUsers, standing, timeZone: 'UTC', clock }).check();
  }
}

async function told(person = ADMIN): Promise<string[]> {
  const posts = (await store.due(now())).filter(
    ({ conversation }) => conversation === personConversation(person),
  );
  return posts.flatMap(({ body }) => (body.type === 'notice' ? body.lines : []));
}

it('tells each admin once that a source fails, and once that it works again', async () => {
  await follow();
  const [first, later] = [failing('2026-11-24T08:00:00Z'), failing('2026-11-24T08:30:00Z', 'refused')];
  await look([undefined, first, first, later, first], [ADMIN, OTHER]);
  expect(await told()).toEqual([
    expect.stringMatching(
      /^arXiv could not be read since Tue 24 Nov 2026 at 08:00 \(UTC\): no route to host/,
    ),
  ]);
  expect(await told(OTHER)).toEqual(await told());
  await look([NOT_OUT, undefined, QUIET]);
  expect(await told()).toHaveLength(2);
  expect((await told()).at(-1)).toMatch(/^arXiv can be read again/);
  await look([failing('2026-11-24T11:00:00Z')]);
  expect(await told()).toHaveLength(3);
});

it('takes a stale source for stale until something new has come, whatever the calendar says', async () => {
  await follow();
  await look([STALE, QUIET, NOT_OUT, STALE]);
  expect(await told()).toEqual([expect.stringMatching(/^arXiv answers, but has told nothing new since/)]);
  await look([undefined, undefined]);
  expect((await told()).slice(1)).toEqual(['arXiv has told something new again.']);
});

it('tells that a source which failed answers, and is stale', async () => {
  await follow();
  await look([failing('2026-11-24T08:00:00Z'), STALE, undefined]);
  expect(await told()).toEqual([
    expect.stringMatching(/^arXiv could not be read/),
    expect.stringMatching(/^arXiv answers, but/),
    'arXiv has told something new again.',
  ]);
});

it('says nothing by itself of a quiet day, of papers that are not out yet, and where nothing is asked', async () => {
  await follow();
  await look([QUIET, NOT_OUT, { type: 'no-sources' }, undefined]);
  expect(await told()).toEqual([]);
});

it('says nothing while nobody waits for anything', async () => {
  const wrong = failing('2026-11-24T08:00:00Z');
  await look([wrong]);
  await follow({ type: 'everything' });
  await look([wrong]);
  const rule = await follow();
  await store.setStatus(rule.id, 'paused');
  await look([wrong]);
  expect(await told()).toEqual([]);
  await store.setStatus(rule.id, 'active');
  await look([wrong]);
  expect(await told()).toHaveLength(1);
});
