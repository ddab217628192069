import type { Kysely } from 'kysely';
import type { RuleStore } from '../../announcements/announcement-store.ts';
import type { Schema } from '../schema.ts';
import { takeNumbers } from '../sequence.ts';
import { fromRuleId, parseRule } from './rows.ts';

type Db = Kysely<Schema>;

const RULE_NUMBER = 'rules';

const RULE_COLUMNS = [
  'id',
  'conversation',
  'is_direct',
  'owner_id',
  'owner_name',
  'subject',
  'schedule',
  'time_zone',
  'since',
  'last_date',
  'status',
  'reason',
] as const;

export function selectRules(db: Db) {
  return db.selectFrom('rules').select(RULE_COLUMNS);
}

async function newestArrival(db: Db, isMatched: boolean): Promise<number> {
  const all = db.selectFrom('arrivals').select(({ fn }) => fn.max('sequence').as('sequence'));
  const row = await (isMatched ? all.where('matched_at', 'is not', null) : all).executeTakeFirst();
  return Number(row?.sequence ?? 0);
}

/** Rules over any database that Kysely speaks to; `transact` runs a transaction. */
export function createRuleStore(
  db: Db,
  transact: <Result>(work: (transaction: Db) => Promise<Result>) => Promise<Result>,
): RuleStore {
  return {
    follow: (rule, subjectKey, at) =>
      transact(async (transaction) => {
        const values = {
          schedule: JSON.stringify(rule.schedule),
          time_zone: rule.timeZone,
          status: 'active',
          reason: null,
        };
        const held = await transaction
          .updateTable('rules')
          .set(values)
          .where('conversation', '=', rule.conversation)
          .where('subject_key', '=', subjectKey)
          .where('status', '!=', 'removed')
          .returning(RULE_COLUMNS)
          .executeTakeFirst();
        if (held !== undefined) return { rule: parseRule(held), isNew: false };
        const made = await transaction
          .insertInto('rules')
          .values({
            ...values,
            // Numbers are never used again: a button may still name a rule that was erased.
            id: await takeNumbers(transaction, RULE_NUMBER, 1),
            conversation: rule.conversation,
            is_direct: rule.isDirect ? 1 : 0,
            owner_id: rule.ownerId,
            owner_name: rule.ownerName,
            subject: JSON.stringify(rule.subject),
            subject_key: subjectKey,
            since: at.toISOString(),
            after_sequence: await newestArrival(transaction, false),
            matched_through: null,
            last_date: null,
          })
          .returning(RULE_COLUMNS)
          .executeTakeFirstOrThrow();
        return { rule: parseRule(made), isNew: true };
      }),

    async rules(conversation) {
      const all = selectRules(db).where('status', '!=', 'removed').orderBy('id');
      const rows = await (conversation === undefined
        ? all
        : all.where('conversation', '=', conversation)
      ).execute();
      return rows.map(parseRule);
    },

    async wasFollowed(conversation, subjectKey) {
      const row = await db
        .selectFrom('rules')
        .select('id')
        .where('conversation', '=', conversation)
        .where('subject_key', '=', subjectKey)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async rule(id) {
      const row = await selectRules(db).where('id', '=', fromRuleId(id)).executeTakeFirst();
      return row && parseRule(row);
    },

    setStatus: (id, status, reason) =>
      transact(async (transaction) => {
        const held = await transaction
          .selectFrom('rules')
          .select(['conversation', 'subject_key', 'status', 'matched_through'])
          .where('id', '=', fromRuleId(id))
          .executeTakeFirst();
        if (held === undefined) return undefined;
        const twin = await transaction
          .selectFrom('rules')
          .select('id')
          .where('conversation', '=', held.conversation)
          .where('subject_key', '=', held.subject_key)
          .where('status', '!=', 'removed')
          .where('id', '!=', fromRuleId(id))
          .executeTakeFirst();
        if (status !== 'removed' && twin !== undefined) return undefined;
        const isRemoval = status === 'removed' && held.status !== 'removed';
        const row = await transaction
          .updateTable('rules')
          .set({
            status,
            reason: reason ?? null,
            matched_through: isRemoval ? await newestArrival(transaction, true) : held.matched_through,
          })
          .where('id', '=', fromRuleId(id))
          .returning(RULE_COLUMNS)
          .executeTakeFirstOrThrow();
        return parseRule(row);
      }),

    async removedAfter(id) {
      const row = await db
        .selectFrom('rules')
        .select('matched_through')
        .where('id', '=', fromRuleId(id))
        .executeTakeFirst();
      return Number(row?.matched_through ?? 0);
    },
  };
}
