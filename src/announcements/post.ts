import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ConversationId } from '../conversation.ts';
import { encodeConversation } from '../conversation.ts';
import type { Arrival, ArrivalKind } from '../library/arrival.ts';
import type { PaperId } from '../paper.ts';
import { RuleId } from './rule.ts';

/** A message that the bot posts by itself, and the deliveries of papers that it owns. */

/** One paper for one conversation, of one kind and version: there is one for ever. */
export type Delivery = {
  readonly conversation: ConversationId;
  readonly paperId: PaperId;
  readonly kind: ArrivalKind;
  /** Of the kind `version` which one, 0 where the source does not tell; of other kinds 0. */
  readonly version: number;
};

/** Why a rule takes a paper; `rank` orders a digest, higher first. */
export type Finding = { readonly ruleId: RuleId; readonly reasons: readonly string[]; readonly rank: number };

export type DeliveryWithReasons = Delivery & {
  readonly arrival: Arrival;
  /** Of the rules that took it, best first; none for what a person is told because of having saved the paper. */
  readonly findings: readonly Finding[];
};

/** What a post says; a digest's papers are its deliveries. */
export const PostBody = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('digest'),
    /** The local date that it is of, and in which time zone. */
    date: z.iso.date(),
    timeZone: z.string().min(1).max(60),
    rules: z.array(RuleId),
    /** When the digest before was due, where there was one: what was announced up to then comes late. */
    before: z.iso.datetime().optional(),
  }),
  /** More of a digest's papers, in its thread. */
  z.object({ type: z.literal('details'), of: z.string() }),
  z.object({ type: z.literal('notice'), lines: z.array(z.string().min(1).max(2000)).min(1).max(30) }),
]);
export type PostBody = z.infer<typeof PostBody>;

/**
 * `planned`: to be tried at its time. `sending`: somebody tries now, or died trying. `unknown`: nobody can tell whether it stands
 * there. `rejected`: the platform will never take it.
 */
export const POST_STATES = ['planned', 'sending', 'sent', 'unknown', 'rejected'] as const;
export type PostState = (typeof POST_STATES)[number];

export type Post = {
  /** Its key on the platform too. */
  readonly id: string;
  readonly conversation: ConversationId;
  readonly slot: string;
  /** 0, and 1 for what stands in its thread. */
  readonly part: number;
  readonly state: PostState;
  readonly body: PostBody;
  readonly attempts: number;
  readonly firstTriedAt: Date | undefined;
  /** The message in whose thread it stands. */
  readonly threadOf: string | undefined;
  readonly messageRef: string | undefined;
  readonly reason: string | undefined;
  readonly madeAt: Date;
  readonly sentAt: Date | undefined;
};

/** The right to try a post (as it was before) until its time is over; whoever has taken the post since has a higher number. */
export type Lease = { readonly post: Post; readonly number: number; readonly until: Date };

const KEY_LENGTH = 20;

/**
 * The key of a post: the same for the same place, time and part, so that a restored backup finds on the platform what was posted
 * after the backup was made.
 */
export function postKey(conversation: ConversationId, slot: string, part = 0): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([conversation, slot, part]))
    .digest();
  return BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .padStart(KEY_LENGTH, '0')
    .slice(-KEY_LENGTH);
}

const PERSON = 'person';

/** Where a person is told what nobody else is: resolved into their direct conversation when something is posted. */
export function personConversation(actorId: string): ConversationId {
  return encodeConversation(PERSON, [actorId]);
}

/** The person of such a conversation; undefined for any other. */
export function personOf(conversation: ConversationId): string | undefined {
  const [adapter, person] = conversation.split(':');
  return adapter === PERSON && person !== undefined ? decodeURIComponent(person) : undefined;
}
