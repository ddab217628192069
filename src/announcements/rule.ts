import { z } from 'zod';
import { ConversationId } from '../conversation.ts';
import { Query } from '../query/query.ts';

/** Who is told of which papers, where and when. */

export const RuleId = z
  .string()
  .regex(/^r\d{1,9}$/)
  .brand<'RuleId'>();
export type RuleId = z.infer<typeof RuleId>;

const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
/** When a rule's papers are told, on the wall clock of its time zone. */
export const Schedule = z.discriminatedUnion('type', [
  z.object({ type: z.literal('daily'), time: Time }),
  z.object({ type: z.literal('weekdays'), time: Time }),
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  z.object({ type: z.literal('weekly'), time: Time, weekday: z.int().min(1).max(7) }),
  z.object({ type: z.literal('at-once') }),
]);
export type Schedule = z.infer<typeof Schedule>;

export const Subject = z.discriminatedUnion('type', [
  /** The library's frequent authors, papers close to its own, and whatever is put into it. */
  z.object({ type: z.literal('lab') }),
  /** The shelf in the query means nothing here: both are followed. */
  z.object({ type: z.literal('query'), query: Query }),
  /** Whatever arrives; the terminal's. */
  z.object({ type: z.literal('everything') }),
]);
export type Subject = z.infer<typeof Subject>;

export const Rule = z.object({
  id: RuleId,
  conversation: ConversationId,
  isDirect: z.boolean(),
  ownerId: z.string().min(1).max(200),
  ownerName: z.string().max(200),
  subject: Subject,
  schedule: Schedule,
  /** IANA name. */
  timeZone: z.string().min(1).max(60),
  /** Only what arrives later is announced. */
  since: z.date(),
  status: z.enum(['active', 'paused', 'removed']),
  /** Why it is paused, for people. */
  reason: z.string().max(500).optional(),
  /** The local date on which it told something last, ISO 8601: that day it tells nothing more, whatever its time becomes. */
  lastDate: z.iso.date().optional(),
});
export type Rule = z.infer<typeof Rule>;
