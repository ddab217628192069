import { z } from 'zod';
import {
  type DeliveryWithReasons,
  type Finding,
  POST_STATES,
  type Post,
  PostBody,
} from '../../announcements/post.ts';
import { Rule, RuleId, Schedule, Subject } from '../../announcements/rule.ts';
import { ConversationId } from '../../conversation.ts';
import { BotError } from '../../errors.ts';
import { ARRIVAL_KINDS } from '../../library/arrival.ts';
import { PaperDate, PaperId } from '../../paper.ts';

/** What the tables of announcements hold, parsed into what the program trusts. */

const Json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
const Moment = z.iso.datetime().transform((text) => new Date(text));
/** Postgres gives a bigint as text. */
const Sequence = z.coerce.number().int();

function parseRow<T>(schema: z.ZodType<T>, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new BotError('store-corrupt', 'A row cannot be read', { cause: parsed.error });
  return parsed.data;
}

export function toRuleId(number: number): RuleId {
  return RuleId.parse(`r${number}`);
}

export function fromRuleId(id: RuleId): number {
  return Number(id.slice(1));
}

const RuleRow = z.object({
  id: z.number(),
  conversation: ConversationId,
  is_direct: z.number(),
  owner_id: z.string(),
  owner_name: z.string(),
  subject: Json.pipe(Subject),
  schedule: Json.pipe(Schedule),
  time_zone: z.string(),
  since: Moment,
  last_date: z.string().nullable(),
  status: Rule.shape.status,
  reason: z.string().nullable(),
});

/** Throws BotError (`store-corrupt`) where a row is not what the program writes; so do the others. */
export function parseRule(row: unknown): Rule {
  const { id, conversation, subject, schedule, since, status, ...found } = parseRow(RuleRow, row);
  return {
    id: toRuleId(id),
    conversation,
    isDirect: found.is_direct === 1,
    ownerId: found.owner_id,
    ownerName: found.owner_name,
    subject,
    schedule,
    timeZone: found.time_zone,
    since,
    status,
    ...(found.reason !== null && { reason: found.reason }),
    ...(found.last_date !== null && { lastDate: found.last_date }),
  };
}

const PostRow = z.object({
  id: z.string(),
  conversation: ConversationId,
  slot: z.string(),
  part: z.number(),
  state: z.enum(POST_STATES),
  body: Json.pipe(PostBody),
  attempts: z.number(),
  first_tried_at: Moment.nullable(),
  thread_of: z.string().nullable(),
  message_ref: z.string().nullable(),
  reason: z.string().nullable(),
  made_at: Moment,
  sent_at: Moment.nullable(),
});

export function parsePost(row: unknown): Post {
  const { first_tried_at, thread_of, message_ref, reason, made_at, sent_at, ...post } = parseRow(
    PostRow,
    row,
  );
  return {
    ...post,
    firstTriedAt: first_tried_at ?? undefined,
    threadOf: thread_of ?? undefined,
    messageRef: message_ref ?? undefined,
    reason: reason ?? undefined,
    madeAt: made_at,
    sentAt: sent_at ?? undefined,
  };
}

const DeliveryRow = z.object({
  conversation: ConversationId,
  paper_id: PaperId,
  kind: z.enum(ARRIVAL_KINDS),
  version: z.number().int(),
  sequence: Sequence,
  arrival_kind: z.enum(ARRIVAL_KINDS),
  source: z.string(),
  arrived_at: Moment,
  announced_on: PaperDate.nullable(),
  arrival_version: z.number().int().nullable(),
  rule_id: z.number().nullable(),
  reasons: Json.pipe(z.array(z.string())).nullable(),
  rank: z.number().nullable(),
});

/** Joins rows, one a rule, into deliveries, in the order of their first rows. */
export function parseDeliveries(rows: readonly unknown[]): readonly DeliveryWithReasons[] {
  const found = new Map<string, DeliveryWithReasons & { findings: Finding[] }>();
  for (const row of rows) {
    const { conversation, paper_id, kind, version, sequence, ...other } = parseRow(DeliveryRow, row);
    const key = JSON.stringify([conversation, paper_id, kind, version]);
    const delivery = found.get(key) ?? {
      conversation,
      paperId: paper_id,
      kind,
      version,
      arrival: {
        sequence,
        paperId: paper_id,
        kind: other.arrival_kind,
        source: other.source,
        arrivedAt: other.arrived_at,
        ...(other.announced_on !== null && { announcedOn: other.announced_on }),
        ...(other.arrival_version !== null && { version: other.arrival_version }),
      },
      findings: [],
    };
    found.set(key, delivery);
    const { rule_id, reasons, rank } = other;
    if (rule_id !== null) {
      delivery.findings.push({ ruleId: toRuleId(rule_id), reasons: reasons ?? [], rank: rank ?? 0 });
    }
  }
  for (const { findings } of found.values()) findings.sort((a, b) => b.rank - a.rank);
  return [...found.values()];
}
