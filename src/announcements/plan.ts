import type { ConversationId } from '../conversation.ts';
import { localDate } from '../schedule/next.ts';
import type { PostPlan } from './announcement-store.ts';
import { type DeliveryWithReasons, personOf } from './post.ts';
import type { Rule, RuleId } from './rule.ts';
import { lastSlot, openSlot, slotName } from './slots.ts';

/** Which posts are due, pure: what waits, by conversation and by the time at which its rules tell it. */

/** More papers that are told at once than this come as one digest. */
export const BURST = 3;

type Ranked = { readonly rank: number; readonly delivery: DeliveryWithReasons };

function isKnownBy(delivery: DeliveryWithReasons, rules: readonly Rule[]): boolean {
  return delivery.findings.some(({ ruleId }) => rules.some(({ id }) => id === ruleId));
}

/** Best first; of equal ones the earlier arrival. */
export function ranked(deliveries: readonly DeliveryWithReasons[]): readonly DeliveryWithReasons[] {
  return deliveries
    .map(
      (delivery): Ranked => ({ delivery, rank: Math.max(0, ...delivery.findings.map(({ rank }) => rank)) }),
    )
    .sort((a, b) => b.rank - a.rank || a.delivery.arrival.sequence - b.delivery.arrival.sequence)
    .map(({ delivery }) => delivery);
}

function latest(moments: readonly (Date | undefined)[]): Date | undefined {
  return moments
    .filter((moment) => moment !== undefined)
    .sort((a, b) => a.getTime() - b.getTime())
    .at(-1);
}

function timedPlans(
  conversation: ConversationId,
  deliveries: readonly DeliveryWithReasons[],
  rules: readonly Rule[],
  now: Date,
): readonly PostPlan[] {
  const slots = new Map<string, { readonly date: string; readonly rules: Rule[] }>();
  for (const rule of rules) {
    const open = openSlot(rule, now);
    if (open === undefined) continue;
    const name = slotName(rule, open.date);
    const slot = slots.get(name) ?? { date: open.date, rules: [] };
    slots.set(name, slot);
    slot.rules.push(rule);
  }
  const left = new Set(deliveries);
  return [...slots].flatMap(([slot, { date, rules: due }]): PostPlan[] => {
    const own = ranked([...left].filter((delivery) => isKnownBy(delivery, due)));
    for (const delivery of own) left.delete(delivery);
    const before = latest(due.map((rule) => lastSlot(rule, now)));
    const timeZone = due[0]?.timeZone ?? 'UTC';
    const body = {
      type: 'digest' as const,
      date,
      timeZone,
      rules: due.map(({ id }): RuleId => id),
      ...(before !== undefined && { before: before.toISOString() }),
    };
    return own.length === 0 ? [] : [{ conversation, slot, body, deliveries: own }];
  });
}

function atOncePlans(
  conversation: ConversationId,
  deliveries: readonly DeliveryWithReasons[],
  rules: readonly Rule[],
  now: Date,
): readonly PostPlan[] {
  const atOnce = rules.filter(({ schedule }) => schedule.type === 'at-once');
  const isPerson = personOf(conversation) !== undefined;
  const own = ranked(deliveries.filter((delivery) => isPerson || isKnownBy(delivery, atOnce)));
  const timeZone = atOnce[0]?.timeZone ?? 'UTC';
  const body = {
    type: 'digest' as const,
    date: localDate(now, timeZone),
    timeZone,
    rules: atOnce.map(({ id }) => id),
  };
  if (own.length > BURST) {
    const last = Math.max(...own.map(({ arrival }) => arrival.sequence));
    return [{ conversation, slot: `at-once up to ${last}`, body, deliveries: own }];
  }
  return own.map((delivery) => ({
    conversation,
    slot: ['at-once', delivery.kind, delivery.version || '', delivery.paperId].filter(Boolean).join(' '),
    body,
    deliveries: [delivery],
  }));
}

/**
 * The posts that are due. A delivery is in one of them at most: of rules that tell at different times the first one whose time has
 * come takes it.
 */
export function planPosts(
  pending: readonly DeliveryWithReasons[],
  rules: readonly Rule[],
  now: Date,
): readonly PostPlan[] {
  const byConversation = new Map<ConversationId, DeliveryWithReasons[]>();
  for (const delivery of pending) {
    const { conversation } = delivery;
    byConversation.set(conversation, [...(byConversation.get(conversation) ?? []), delivery]);
  }
  return [...byConversation].flatMap(([conversation, deliveries]) => {
    const own = rules.filter((rule) => rule.conversation === conversation && rule.status === 'active');
    const timed = timedPlans(conversation, deliveries, own, now);
    const taken = new Set(timed.flatMap((plan) => plan.deliveries));
    const left = deliveries.filter((delivery) => !taken.has(delivery));
    return [...timed, ...atOncePlans(conversation, left, own, now)];
  });
}
