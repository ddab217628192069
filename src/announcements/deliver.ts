import PQueue from 'p-queue';
import type { Poster, PostResult } from '../adapter.ts';
import { type Backoff, backoffMs } from '../backoff.ts';
import type { ConversationId } from '../conversation.ts';
import type { Library } from '../library/library.ts';
import type { Logger } from '../logger.ts';
import type { Clock } from '../schedule/clock.ts';
import type { AnnouncementStore, PostPlan } from './announcement-store.ts';
import { createNotices } from './notices.ts';
import { planPosts } from './plan.ts';
import { type Lease, type PostBody, personOf } from './post.ts';
import { replyOf } from './post-reply.ts';
import type { Rule } from './rule.ts';
import { nextSlot } from './slots.ts';

/**
 * Posts what is due: the only caller of `Poster.post`. Whatever it does is written down before, so that it may be killed at any
 * instruction, and run in several processes over one store.
 */

/** How long an attempt may take; its lease is longer, so that nobody tries while it may still be under way. */
const ATTEMPT_MS = 30_000;
const LEASE_MS = 120_000;
/** An attempt under way when the bot is told to stop has so long to finish. */
const STOP_MS = 4000;
/** Between two posts in one conversation: both platforms ask for that. */
const PACE_MS = 1000;
const CONVERSATIONS_AT_ONCE = 4;
const AFTER_FAILURE: Backoff = { firstMs: 10_000, longestMs: 60 * 60 * 1000, leastPart: 0.5 };
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Details and notices are let go after so many. */
const MOST_ATTEMPTS = 20;
/** So long a post of which nobody knows is looked for at the pace that its platform names. */
const SOUGHT_MS = 10 * 60 * 1000;
/** After that it is looked for more and more seldom. */
const SEEK_AGAIN: readonly { readonly youngerThan: number; readonly pauseMs: number }[] = [
  { youngerThan: DAY_MS, pauseMs: HOUR_MS },
  { youngerThan: 7 * DAY_MS, pauseMs: DAY_MS },
  { youngerThan: Number.POSITIVE_INFINITY, pauseMs: 3650 * DAY_MS },
];
/** The clock may be set, and other processes follow and match: looked at again after so long at the latest. */
const LONGEST_PAUSE_MS = 60_000;

export type DeliverParts = {
  readonly store: AnnouncementStore;
  readonly library: Pick<Library, 'get'>;
  /** Of an adapter that is connected now. */
  readonly posterOf: (adapter: string) => Poster | undefined;
  readonly adminUsers: readonly string[];
  readonly headlines: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

export type Deliver = {
  /** Does all that is due; resolves with the time to look again. */
  run(signal: AbortSignal): Promise<Date>;
};

/** False where the conversation is better left alone for now. */
type Task = () => Promise<boolean>;

export function createDeliver(parts: DeliverParts): Deliver {
  const { store, library, posterOf, clock, logger, random } = parts;
  const notices = createNotices(parts);
  const failures = new Map<ConversationId, number>();
  const later = (ms: number) => new Date(clock.now().getTime() + ms);
  const times = () => ({ now: clock.now(), until: later(LEASE_MS) });

  function posterFor(conversation: ConversationId): Poster | undefined {
    const [adapter = ''] = (personOf(conversation) ?? conversation).split(':');
    return posterOf(adapter);
  }

  async function putOff(conversation: ConversationId, atLeastMs = 0): Promise<Date> {
    const count = (failures.get(conversation) ?? 0) + 1;
    failures.set(conversation, count);
    const until = later(Math.max(atLeastMs, backoffMs(count, AFTER_FAILURE, random)));
    await store.pause(conversation, until);
    return until;
  }

  /** Its deliveries may go into another post only where it surely stands nowhere. */
  async function tryAgain(lease: Lease, until: Date, reason: string): Promise<void> {
    const { post } = lease;
    const mayStand = post.firstTriedAt !== undefined;
    const hasDeliveries = post.body.type === 'digest';
    if (!hasDeliveries && post.attempts >= MOST_ATTEMPTS) await store.rejected(lease, reason);
    else if (mayStand || !hasDeliveries) await store.postpone(lease, until, reason);
    else await store.release(lease);
  }

  async function seekLater(lease: Lease, reason: string, retryAfterMs: number | undefined): Promise<void> {
    const age = clock.now().getTime() - (lease.post.firstTriedAt ?? clock.now()).getTime();
    if (retryAfterMs !== undefined && age < SOUGHT_MS) {
      await store.postpone(lease, later(retryAfterMs), reason);
      return;
    }
    const pauseMs = SEEK_AGAIN.find(({ youngerThan }) => age < youngerThan)?.pauseMs ?? DAY_MS;
    if (await store.unknown(lease, later(pauseMs), reason)) await notices.unknown(lease.post, reason);
  }

  async function reject(lease: Lease, reason: string): Promise<void> {
    const { post } = lease;
    if ((await store.rejected(lease, reason)) && post.body.type === 'digest')
      await notices.rejected(post, reason);
  }

  async function leave(lease: Lease, reason: string): Promise<void> {
    const { post } = lease;
    if (post.body.type !== 'digest' || personOf(post.conversation) !== undefined) {
      await reject(lease, reason);
      return;
    }
    for (const rule of await store.rules(post.conversation)) {
      if (rule.status !== 'active') continue;
      await notices.paused(rule, reason);
      await store.setStatus(rule.id, 'paused', reason);
    }
    if (post.firstTriedAt === undefined) await store.release(lease);
    else await store.unknown(lease, later(DAY_MS), reason);
  }

  async function conclude(lease: Lease, result: PostResult): Promise<void> {
    const { post } = lease;
    const { conversation, body } = post;
    if (result.outcome !== 'sent')
      logger.warn({ post: post.id, outcome: result.outcome, reason: result.reason }, 'Not posted');
    switch (result.outcome) {
      case 'sent': {
        failures.delete(conversation);
        const details: PostBody = { type: 'details', of: post.id };
        const hasDetails = body.type === 'digest' && result.messageRef !== '';
        await store.sent(lease, result.messageRef, clock.now(), hasDetails ? details : undefined);
        return;
      }
      case 'retry':
        return tryAgain(lease, await putOff(conversation, result.retryAfterMs), result.reason);
      case 'unknown':
        return seekLater(lease, result.reason, result.retryAfterMs);
      case 'rejected':
        return reject(lease, result.reason);
      case 'gone':
        return leave(lease, result.reason);
    }
  }

  /** The bot is about to end: what is under way has a moment to finish, and is looked for later otherwise. */
  function attemptSignal(stopping: AbortSignal): { readonly signal: AbortSignal; readonly end: () => void } {
    const stopped = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const soon = () => {
      timer = setTimeout(() => stopped.abort(), STOP_MS);
    };
    stopping.addEventListener('abort', soon);
    return {
      signal: AbortSignal.any([AbortSignal.timeout(ATTEMPT_MS), stopped.signal]),
      end() {
        stopping.removeEventListener('abort', soon);
        clearTimeout(timer);
      },
    };
  }

  /** Undefined where the lease has run out, or there is nothing to be said any more. */
  async function send(lease: Lease, poster: Poster, stopping: AbortSignal): Promise<PostResult | undefined> {
    const { post, until } = lease;
    const person = personOf(post.conversation);
    const target = person === undefined ? post.conversation : await poster.openDirect(person);
    if (target === undefined) return { outcome: 'retry', reason: 'takes no direct message now' };
    const reply = await replyOf(post, parts);
    if (reply === undefined && post.firstTriedAt === undefined && post.body.type === 'digest') {
      await store.release(lease);
      return undefined;
    }
    // Its papers were taken out again; what stands there already stays.
    if (reply === undefined) return { outcome: 'sent', messageRef: '' };
    // The machine slept, or the disk was slow: by now somebody else may try.
    if (clock.now().getTime() + ATTEMPT_MS > until.getTime()) return undefined;
    const { signal, end } = attemptSignal(stopping);
    try {
      return await poster.post({
        target,
        reply,
        key: post.id,
        ...(post.firstTriedAt !== undefined && { firstTriedAt: post.firstTriedAt }),
        ...(post.threadOf !== undefined && { inThreadOf: post.threadOf }),
        signal,
      });
    } finally {
      end();
    }
  }

  async function attempt(lease: Lease | undefined, poster: Poster, stopping: AbortSignal): Promise<boolean> {
    if (lease === undefined) return true;
    const result = await send(lease, poster, stopping);
    if (result === undefined) return false;
    await conclude(lease, result);
    return result.outcome === 'sent';
  }

  function taskOf(poster: Poster, stopping: AbortSignal, takeLease: () => Promise<Lease | undefined>): Task {
    return async () => attempt(await takeLease(), poster, stopping);
  }

  async function isShown({ deliveries }: PostPlan): Promise<boolean> {
    for (const { paperId } of deliveries) if ((await library.get(paperId)) !== undefined) return true;
    return false;
  }

  /** All that is due, in the order of each conversation. */
  async function tasks(rules: readonly Rule[], stopping: AbortSignal): Promise<Map<ConversationId, Task[]>> {
    const now = clock.now();
    const pauses = await store.pauses(now);
    const found = new Map<ConversationId, Task[]>();
    function add(conversation: ConversationId, takeLease: () => Promise<Lease | undefined>): void {
      const poster = posterFor(conversation);
      if (poster === undefined) return;
      const others = found.get(conversation) ?? [];
      found.set(conversation, [...others, taskOf(poster, stopping, takeLease)]);
    }
    const isOpen = (conversation: ConversationId) =>
      !pauses.has(conversation) && posterFor(conversation) !== undefined;
    for (const { id, conversation } of await store.due(now))
      if (isOpen(conversation)) add(conversation, () => store.lease(id, times()));
    for (const plan of planPosts(await store.pending(), rules, now)) {
      if (isOpen(plan.conversation) && (await isShown(plan)))
        add(plan.conversation, () => store.claim(plan, times()));
    }
    return found;
  }

  async function inTurn(own: readonly Task[], stopping: AbortSignal): Promise<void> {
    for (const [index, task] of own.entries()) {
      if (index > 0) await clock.until(later(PACE_MS), stopping);
      if (stopping.aborted || !(await task())) return;
    }
  }

  async function nextLook(rules: readonly Rule[]): Promise<Date> {
    const now = clock.now();
    const slots = rules.map((rule) => (rule.status === 'active' ? nextSlot(rule, now) : undefined));
    const pauses = await store.pauses(now);
    // What came up meanwhile has its turn at once; what nobody can try now, since its platform is not connected, waits for that.
    const isDue = (await store.due(now)).some(
      ({ conversation }) => posterFor(conversation) !== undefined && !pauses.has(conversation),
    );
    // A conversation that was left alone for a while has its turn when that has passed.
    const moments = [
      isDue ? now : await store.nextDue(now),
      ...slots,
      ...pauses.values(),
      later(LONGEST_PAUSE_MS),
    ];
    return new Date(
      Math.min(...moments.flatMap((moment) => (moment === undefined ? [] : [moment.getTime()]))),
    );
  }

  return {
    async run(signal) {
      const rules = await store.rules();
      const queue = new PQueue({ concurrency: CONVERSATIONS_AT_ONCE });
      const found = await tasks(rules, signal);
      const results = await Promise.allSettled(
        [...found.values()].map((own) => queue.add(() => inTurn(own, signal))),
      );
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return nextLook(rules);
    },
  };
}
