import type { Arrival } from '../library/arrival.ts';
import type { DeliveryRecord } from './announcement-store.ts';
import type { WhyEvent } from './announcements.ts';
import { reasonsOf } from './digest.ts';
import type { Rule, RuleId } from './rule.ts';
import { nextSlot } from './slots.ts';
import { subjectInWords } from './subject-words.ts';

/** What became of a paper in a conversation, told from the ledger. */

export type WhyParts = {
  /** Oldest first. */
  readonly arrivals: readonly Arrival[];
  /** Of the conversation, and of what the person is told alone. */
  readonly records: readonly DeliveryRecord[];
  /** Of the conversation, those that were not removed. */
  readonly rules: readonly Rule[];
  /** Of the records, whatever their status. */
  readonly ruleOf: (id: RuleId) => Rule | undefined;
  readonly now: Date;
};

function heldBack(because: string): WhyEvent {
  return { type: 'held-back', because };
}

/** An undelivered paper waits for its rule's next time, unless the rule or an earlier attempt holds it. */
function waiting({ delivery }: DeliveryRecord, rule: Rule | undefined, now: Date): WhyEvent {
  if (rule === undefined) return heldBack('what it was for is no longer followed here');
  if (rule.status === 'removed') return heldBack(`${rule.id} was taken back before its time`);
  if (rule.status === 'paused')
    return heldBack(`${rule.id} is paused: ${rule.reason ?? 'no reason is known'}`);
  return { type: 'waiting', due: nextSlot(rule, now), rule, reasons: reasonsOf(delivery) };
}

function recordEvent(record: DeliveryRecord, { ruleOf, now }: WhyParts): WhyEvent {
  const { delivery, post } = record;
  const told = post?.body.type === 'digest' ? post.body.rules : [];
  const best = delivery.findings.find(({ ruleId }) => told.includes(ruleId)) ?? delivery.findings[0];
  const rule = best && ruleOf(best.ruleId);
  switch (post?.state) {
    case 'sent':
      return rule === undefined
        ? heldBack('you were told of it directly, since you saved it')
        : { type: 'announced', at: post.sentAt ?? post.madeAt, rule, reasons: reasonsOf(delivery) };
    case 'unknown':
      return heldBack(
        `its post of ${(post.firstTriedAt ?? post.madeAt).toISOString().slice(0, 10)} may stand here or not: ${post.reason ?? 'the answer was lost'}`,
      );
    case 'rejected':
      return heldBack(`its post was refused: ${post.reason ?? 'no reason was given'}`);
    default:
      return waiting(record, rule, now);
  }
}

/** Why no rule has taken it. */
function untaken(arrivals: readonly Arrival[], rules: readonly Rule[]): WhyEvent {
  const last = arrivals.at(-1);
  if (rules.length === 0) return heldBack('nothing is followed here');
  if (last === undefined) return heldBack('it was here before anything was news');
  const began = rules.filter(({ since }) => since < last.arrivedAt);
  return began.length === 0
    ? heldBack('it came before anything was followed here')
    : heldBack(`it is not among ${began.map(({ subject }) => subjectInWords(subject)).join('; or ')}`);
}

/** Oldest first: how it came, then what became of it. */
export function whyEvents(parts: WhyParts): readonly WhyEvent[] {
  const { arrivals, records, rules } = parts;
  const arrived = arrivals.map(
    ({ arrivedAt, source, kind }): WhyEvent => ({ type: 'arrived', at: arrivedAt, source, kind }),
  );
  return [
    ...arrived,
    ...(records.length === 0
      ? [untaken(arrivals, rules)]
      : records.map((record) => recordEvent(record, parts))),
  ];
}
