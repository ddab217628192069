import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnouncementStore, Match, PostPlan } from '../../src/announcements/announcement-store.ts';
import { type Lease, personConversation, postKey } from '../../src/announcements/post.ts';
import type { Rule } from '../../src/announcements/rule.ts';
import { encodeConversation } from '../../src/conversation.ts';
import type { Arrival, ArrivalKind } from '../../src/library/arrival.ts';
import { type PaperDraft, PaperId } from '../../src/paper.ts';
import { draft } from '../library/paper-draft.ts';

/** What every implementation of {@link AnnouncementStore} does. */

export type OpenedLedger = {
  readonly store: AnnouncementStore;
  /** Takes a paper in as news. */
  arrive(draft: PaperDraft, kind?: ArrivalKind): Promise<void>;
  close(): Promise<void>;
};

const CHANNEL = encodeConversation('test', ['team', 'channel']);
const OTHER = encodeConversation('test', ['team', 'other']);
const DIRECT = encodeConversation('test', ['dm', '1']);
const NOW = new Date('2026-11-24T09:00:00Z');
const LATER = new Date('2026-11-24T09:02:00Z');
const TIMES = { now: NOW, until: LATER };
const AFTER = { now: new Date('2026-11-24T09:03:00Z'), until: new Date('2026-11-24T09:05:00Z') };

const rule = (conversation = CHANNEL, ownerId = 'test:ada') => ({
  conversation,
  isDirect: conversation === DIRECT,
  ownerId,
  ownerName: 'Ada',
  subject: { type: 'everything' as const },
  schedule: { type: 'daily' as const, time: '09:00' },
  timeZone: 'UTC',
});

export function describeAnnouncementStore(name: string, open: () => Promise<OpenedLedger>): void {
  describe(`AnnouncementStore contract: ${name}`, () => {
    let ledger: OpenedLedger;
    let store: AnnouncementStore;
    beforeEach(async () => {
      ledger = await open();
      store = ledger.store;
    });
    afterEach(() => ledger.close());

    const follow = async (...args: Parameters<typeof rule>) =>
      (await store.follow(rule(...args), 'everything', NOW)).rule;
    const matchOf = ({ id, conversation }: Rule): Match => ({
      conversation,
      ruleId: id,
      reasons: ['new'],
      rank: 0,
    });

    async function arrived(title = 'Sparse priors'): Promise<Arrival> {
      await ledger.arrive(draft({ title }));
      const arrival = (await store.unmatched(10)).at(-1);
      if (arrival === undefined) throw new Error('nothing arrived');
      return arrival;
    }

    async function planOf(conversation = CHANNEL, slot = 'daily 09:00 UTC 2026-11-24'): Promise<PostPlan> {
      const deliveries = (await store.pending()).filter((one) => one.conversation === conversation);
      const rules = (await store.rules(conversation)).map(({ id }) => id);
      return {
        conversation,
        slot,
        body: { type: 'digest', date: '2026-11-24', timeZone: 'UTC', rules },
        deliveries,
      };
    }

    async function claimed(): Promise<Lease> {
      const lease = await store.claim(await planOf(), TIMES);
      if (lease === undefined) throw new Error('nothing was claimed');
      return lease;
    }

    async function matchedLease(): Promise<Lease> {
      const followed = await follow();
      const arrival = await arrived();
      await store.match(arrival, [matchOf(followed)], NOW);
      return claimed();
    }

    describe('rules', () => {
      it('begins one rule for a subject in a conversation, and changes that when it is asked for again', async () => {
        const first = await follow();
        const again = await store.follow({ ...rule(), timeZone: 'Asia/Kolkata' }, 'everything', LATER);
        expect(again).toMatchObject({
          isNew: false,
          rule: { id: first.id, timeZone: 'Asia/Kolkata', since: NOW },
        });
        expect((await follow(OTHER)).id).not.toBe(first.id);
        expect(await store.rules(CHANNEL)).toHaveLength(1);
        expect(await store.rules()).toHaveLength(2);
      });

      it('does not use the number of a rule again, and lists a removed one no more', async () => {
        const first = await follow();
        await store.setStatus(first.id, 'removed');
        expect(await store.rules(CHANNEL)).toEqual([]);
        const second = await follow();
        expect(second.id).not.toBe(first.id);
        expect(
          await store.setStatus(first.id, 'active'),
          'the same is followed by another rule',
        ).toBeUndefined();
      });
    });

    describe('matching', () => {
      it('knows what a conversation has ever followed', async () => {
        expect(await store.wasFollowed(CHANNEL, 'everything')).toBe(false);
        const followed = await follow();
        await store.setStatus(followed.id, 'removed');
        expect(await store.wasFollowed(CHANNEL, 'everything')).toBe(true);
        expect(await store.wasFollowed(CHANNEL, 'lab')).toBe(false);
        expect(await store.wasFollowed(OTHER, 'everything')).toBe(false);
      });

      it('decides each arrival once, and makes one delivery for all rules of a conversation', async () => {
        const followed = await follow();
        const arrival = await arrived();
        expect(await store.match(arrival, [matchOf(followed)], NOW)).toBe(true);
        expect(await store.match(arrival, [matchOf(followed)], NOW)).toBe(false);
        expect(await store.unmatched(10)).toEqual([]);
        expect(await store.pending()).toMatchObject([
          {
            conversation: CHANNEL,
            paperId: arrival.paperId,
            kind: 'new',
            findings: [{ ruleId: followed.id, reasons: ['new'] }],
          },
        ]);
      });

      it('gives a rule nothing that arrived before it began, nor after it was removed', async () => {
        const early = await arrived('Early');
        const followed = await follow();
        await store.match(early, [matchOf(followed)], NOW);
        const late = await arrived('Late');
        await store.setStatus(followed.id, 'removed');
        await store.match(late, [matchOf(followed)], NOW);
        expect(await store.pending()).toEqual([]);
      });

      it('lets the deliveries of a paused rule wait', async () => {
        const followed = await follow();
        await store.setStatus(followed.id, 'paused', 'no access');
        await store.match(await arrived(), [matchOf(followed)], NOW);
        expect(await store.pending()).toEqual([]);
        await store.setStatus(followed.id, 'active');
        expect(await store.pending()).toHaveLength(1);
      });
    });

    describe('posts', () => {
      it('gives a slot to one process, and its key never changes', async () => {
        const followed = await follow();
        await store.match(await arrived(), [matchOf(followed)], NOW);
        const plan = await planOf();
        const leases = await Promise.all(Array.from({ length: 5 }, () => store.claim(plan, TIMES)));
        const won = leases.filter((lease) => lease !== undefined);
        expect(won).toHaveLength(1);
        expect(won[0]?.post.id).toBe(postKey(CHANNEL, plan.slot));
        expect(won[0]?.post.firstTriedAt).toBeUndefined();
        expect(await store.pending()).toEqual([]);
      });

      it('fences whoever had the lease before', async () => {
        const first = await matchedLease();
        expect(await store.lease(first.post.id, TIMES), 'the lease still holds').toBeUndefined();
        const second = await store.lease(first.post.id, AFTER);
        expect(second?.post.firstTriedAt).toEqual(NOW);
        expect(await store.sent(first, 'm1', LATER)).toBe(false);
        expect(await store.release(first)).toBe(false);
        expect(second && (await store.sent(second, 'm2', AFTER.now))).toBe(true);
        expect(await store.post(first.post.id)).toMatchObject({ state: 'sent', messageRef: 'm2' });
      });

      it('tells with the post its deliveries and the day of its rules, and plans its thread', async () => {
        const lease = await matchedLease();
        await store.sent(lease, 'm1', NOW, { type: 'details', of: lease.post.id });
        const [followed] = await store.rules(CHANNEL);
        expect(followed?.lastDate).toBe('2026-11-24');
        expect(await store.due(AFTER.now)).toMatchObject([{ part: 1, threadOf: 'm1', state: 'planned' }]);
        expect(await store.deliveriesOf(lease.post.id)).toHaveLength(1);
        const [delivery] = await store.deliveriesOf(lease.post.id);
        const told = delivery && (await store.toldOf(delivery.paperId));
        expect(told).toEqual([{ conversation: CHANNEL, rules: [followed?.id] }]);
      });

      it('takes no paper again that was told, as new or as a cross-list', async () => {
        const lease = await matchedLease();
        await store.sent(lease, 'm1', NOW);
        const [followed] = await store.rules(CHANNEL);
        const [delivery] = await store.deliveriesOf(lease.post.id);
        if (followed === undefined || delivery === undefined) throw new Error('nothing was told');
        await store.matchLater({ ...delivery.arrival, kind: 'cross' }, matchOf(followed));
        expect(await store.pending()).toEqual([]);
      });

      async function toldOnce(): Promise<{ readonly first: Arrival; readonly match: Match }> {
        const lease = await matchedLease();
        await store.sent(lease, 'm1', NOW);
        const [delivery] = await store.deliveriesOf(lease.post.id);
        const [followed] = await store.rules(CHANNEL);
        if (delivery === undefined || followed === undefined) throw new Error('nothing was told');
        return { first: delivery.arrival, match: matchOf(followed) };
      }

      const waiting = async () => (await store.pending()).map(({ kind, version }) => [kind, version]);

      it('takes each version once, and none before one that is known', async () => {
        const { first, match } = await toldOnce();
        const versionOf = (version: number | undefined) => ({ ...first, kind: 'version' as const, version });
        for (const version of [2, 3]) {
          await store.matchLater(versionOf(version), match);
          await store.matchLater(versionOf(version), match);
          expect(await waiting()).toEqual([['version', version]]);
          const plan = await planOf(CHANNEL, `at once ${version}`);
          expect(plan.deliveries[0]?.findings).toMatchObject([{ ruleId: match.ruleId }]);
          const lease = await store.claim(plan, TIMES);
          expect(lease && (await store.sent(lease, 'm2', NOW))).toBe(true);
        }
        for (const version of [3, 2, undefined]) await store.matchLater(versionOf(version), match);
        expect(await waiting()).toEqual([]);
      });

      it('lets what comes later tell of a version that waits, for all rules that took it', async () => {
        const { first, match } = await toldOnce();
        const { rule: other } = await store.follow(rule(), 'another subject', NOW);
        await ledger.arrive(draft({ title: 'Bees', arxivId: '2105.00002' }));
        const [arrival] = await store.unmatched(10);
        if (arrival === undefined) throw new Error('nothing arrived');
        const later = { ...arrival, paperId: first.paperId };
        await store.matchLater({ ...later, kind: 'version', version: 2 }, matchOf(other));
        await store.matchLater({ ...later, kind: 'version', version: 3 }, match);
        expect(await waiting()).toEqual([['version', 3]]);
        expect((await store.pending())[0]?.findings).toHaveLength(2);
        await store.matchLater({ ...later, kind: 'withdrawn', version: 4 }, match);
        expect(await waiting()).toEqual([['withdrawn', 0]]);
        expect((await store.pending())[0]?.findings).toHaveLength(2);
      });

      it('lets deliveries wait again only where the post surely stands nowhere', async () => {
        const lease = await matchedLease();
        expect(await store.release(lease)).toBe(true);
        expect(await store.post(lease.post.id)).toBeUndefined();
        expect(await store.pending()).toHaveLength(1);

        const again = await claimed();
        await store.unknown(again, AFTER.until, 'the reply was lost');
        expect(await store.pending()).toEqual([]);
        expect(await store.post(again.post.id)).toMatchObject({
          state: 'unknown',
          reason: 'the reply was lost',
        });
        expect(await store.due(AFTER.now)).toEqual([]);
        expect(await store.nextDue()).toEqual(AFTER.until);
      });

      it('claims nothing for rules that were taken back', async () => {
        const followed = await follow();
        await store.match(await arrived(), [matchOf(followed)], NOW);
        const plan = await planOf();
        await store.setStatus(followed.id, 'removed');
        expect(await store.claim(plan, TIMES)).toBeUndefined();
        expect(await store.post(postKey(CHANNEL, plan.slot))).toBeUndefined();
      });

      it('makes a notice once', async () => {
        await store.note(personConversation('test:ada'), 'paused r1', ['It is paused.'], NOW);
        await store.note(personConversation('test:ada'), 'paused r1', ['It is paused.'], LATER);
        expect(await store.due(LATER)).toHaveLength(1);
      });

      it('remembers until when a conversation is left alone', async () => {
        await store.pause(CHANNEL, LATER);
        expect([...(await store.pauses(NOW))]).toEqual([[CHANNEL, LATER]]);
        expect((await store.pauses(LATER)).size).toBe(0);
      });
    });

    describe('what somebody looks after', () => {
      it('lists posts of which nobody knows and those that were refused, oldest first, and no others', async () => {
        expect(await store.troubles()).toEqual([]);
        await store.note(OTHER, 'a notice', ['It is so.'], NOW);
        const [note] = await store.due(NOW);
        const noted = note && (await store.lease(note.id, TIMES));
        const lost = await matchedLease();
        expect(await store.troubles(), 'under way').toEqual([]);
        await store.unknown(lost, AFTER.until, 'the reply was lost');
        expect(noted && (await store.rejected(noted, 'not allowed'))).toBe(true);
        const ids = [note?.id, lost.post.id].sort();
        const found = await store.troubles();
        expect(found.map(({ id }) => id)).toEqual(ids);
        expect(found).toEqual(
          expect.arrayContaining([
            expect.objectContaining({
              state: 'unknown',
              reason: 'the reply was lost',
              conversation: CHANNEL,
            }),
            expect.objectContaining({ state: 'rejected', reason: 'not allowed', conversation: OTHER }),
          ]),
        );

        const again = await store.lease(lost.post.id, {
          now: AFTER.until,
          until: new Date(AFTER.until.getTime() + 1),
        });
        expect(again && (await store.sent(again, 'm1', AFTER.until))).toBe(true);
        expect(
          (await store.troubles()).map(({ id }) => id),
          'it was found',
        ).toEqual([note?.id]);

        await store.note(OTHER, 'a later one', ['It is so.'], AFTER.until);
        const later = (await store.due(AFTER.until)).find(({ slot }) => slot === 'a later one');
        const lease = later && (await store.lease(later.id, { now: AFTER.until, until: AFTER.until }));
        await (lease && store.rejected(lease, 'not allowed'));
        expect((await store.troubles()).map(({ slot }) => slot)).toEqual(['a notice', 'a later one']);
      });

      it('knows the notice to a conversation that was made last, of those that begin so', async () => {
        expect(await store.lastNotice(CHANNEL, 'silence ')).toBeUndefined();
        await store.note(CHANNEL, 'silence stale', ['First.'], NOW);
        await store.note(CHANNEL, 'silence over', ['Second.'], LATER);
        await store.note(CHANNEL, 'paused r1', ['Other.'], AFTER.now);
        await store.note(OTHER, 'silence failing', ['Elsewhere.'], AFTER.now);
        expect(await store.lastNotice(CHANNEL, 'silence ')).toMatchObject({
          slot: 'silence over',
          body: { type: 'notice', lines: ['Second.'] },
          madeAt: LATER,
        });
        expect(await store.lastNotice(CHANNEL, 'silence s')).toMatchObject({ slot: 'silence stale' });
        expect(await store.lastNotice(CHANNEL, 'silence_'), 'no pattern').toBeUndefined();
        expect(await store.lastNotice(DIRECT, 'silence ')).toBeUndefined();
      });
    });

    describe('what persons save, and what is erased', () => {
      const paper = PaperId.parse('okafor2021sparse');

      it('saves once, newest first', async () => {
        expect(await store.save('test:ada', paper, NOW)).toBe(true);
        expect(await store.save('test:ada', paper, NOW)).toBe(false);
        await store.save('test:ada', PaperId.parse('b2022'), LATER);
        expect(await store.saved('test:ada')).toEqual(['b2022', paper]);
        expect(await store.savers(paper)).toEqual(['test:ada']);
        expect(await store.unsave('test:ada', paper)).toBe(true);
        expect(await store.unsave('test:ada', paper)).toBe(false);
      });

      it('erases a person, and leaves what whole channels follow, without the name', async () => {
        await follow(DIRECT);
        await follow(CHANNEL);
        await follow(OTHER, 'test:bob');
        await store.save('test:ada', paper, NOW);
        expect(await store.erasePerson('test:ada')).toMatchObject({ rules: 1, saved: 1, ownedElsewhere: 1 });
        const left = await store.rules();
        expect(left.map(({ conversation, ownerName }) => [conversation, ownerName])).toEqual([
          [CHANNEL, ''],
          [OTHER, 'Ada'],
        ]);
        expect(await store.saved('test:ada')).toEqual([]);
      });

      it('erases a place whose id another one begins with, and not that one', async () => {
        const longer = encodeConversation('test', ['team2', 'channel']);
        await follow(CHANNEL);
        await follow(longer);
        expect(await store.erasePlaces('test:team:')).toMatchObject({ rules: 1 });
        expect((await store.rules()).map(({ conversation }) => conversation)).toEqual([longer]);
      });
    });
  });
}
