import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Match, MatchStore } from '../../announcements/announcement-store.ts';
import { CHOSEN } from '../../announcements/match-lab.ts';
import { ConversationId } from '../../conversation.ts';
import type { Arrival, ArrivalKind } from '../../library/arrival.ts';
import { PaperId } from '../../paper.ts';
import { ARRIVAL_COLUMNS, parseArrival } from '../arrivals.ts';
import type { Schema } from '../schema.ts';
import { fromRuleId, toRuleId } from './rows.ts';

type Db = Kysely<Schema>;

/** A paper is told as new once, whether it came as new or as a cross-list. */
const FIRST_KINDS: readonly ArrivalKind[] = ['new', 'cross'];

/** The kind of the delivery that an arrival is for; undefined where the conversation was told already. */
async function openKind(
  db: Db,
  { paperId, kind, sequence }: Arrival,
  conversation: ConversationId,
): Promise<string | undefined> {
  const held = await db
    .selectFrom('deliveries')
    .select(['kind', 'state'])
    .where('conversation', '=', conversation)
    .where('paper_id', '=', paperId)
    .where('kind', 'in', FIRST_KINDS.includes(kind) ? FIRST_KINDS : [kind])
    .executeTakeFirst();
  if (held !== undefined) return held.state === 'pending' ? held.kind : undefined;
  const made = await db
    .insertInto('deliveries')
    .values({
      conversation,
      paper_id: paperId,
      kind,
      state: 'pending',
      sequence,
      post_id: null,
      place: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kind')
    .executeTakeFirst();
  return made?.kind;
}

async function addMatch(db: Db, arrival: Arrival, match: Match): Promise<void> {
  const { conversation, ruleId, reasons, rank } = match;
  const kind = await openKind(db, arrival, conversation);
  if (kind === undefined || ruleId === undefined) return;
  await db
    .insertInto('delivery_rules')
    .values({
      rule_id: fromRuleId(ruleId),
      conversation,
      paper_id: arrival.paperId,
      kind,
      reasons: JSON.stringify(reasons),
      rank,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Rules that may take an arrival: there still, and begun before it. */
async function rulesFor(db: Db, { sequence }: Arrival, matches: readonly Match[]): Promise<Set<number>> {
  const ids = matches.flatMap(({ ruleId }) => (ruleId === undefined ? [] : [fromRuleId(ruleId)]));
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('rules')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '!=', 'removed')
    .where('after_sequence', '<', sequence)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Matching over any database that Kysely speaks to; `transact` runs a transaction. */
export function createMatchStore(
  db: Db,
  transact: <Result>(work: (transaction: Db) => Promise<Result>) => Promise<Result>,
): MatchStore {
  return {
    async unmatched(limit) {
      const rows = await db
        .selectFrom('arrivals')
        .select(ARRIVAL_COLUMNS)
        .where('matched_at', 'is', null)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(parseArrival);
    },

    match: (arrival, matches, at) =>
      transact(async (transaction) => {
        const taken = await transaction
          .updateTable('arrivals')
          .set({ matched_at: at.toISOString() })
          .where('sequence', '=', arrival.sequence)
          .where('matched_at', 'is', null)
          .returning('sequence')
          .executeTakeFirst();
        if (taken === undefined) return false;
        const rules = await rulesFor(transaction, arrival, matches);
        for (const match of matches) {
          const isFor = match.ruleId === undefined || rules.has(fromRuleId(match.ruleId));
          if (isFor) await addMatch(transaction, arrival, match);
        }
        return true;
      }),

    matchLater: (arrival, match) =>
      transact(async (transaction) => {
        const rules = await rulesFor(transaction, arrival, [match]);
        if (rules.size > 0) await addMatch(transaction, arrival, match);
      }),

    async toldOf(paper) {
      const rows = await db
        .selectFrom('deliveries')
        .leftJoin('delivery_rules', (join) =>
          join
            .onRef('delivery_rules.conversation', '=', 'deliveries.conversation')
            .onRef('delivery_rules.paper_id', '=', 'deliveries.paper_id'),
        )
        .select(['deliveries.conversation', 'rule_id'])
        .distinct()
        .where('deliveries.paper_id', '=', paper)
        .where('state', '!=', 'pending')
        .orderBy('deliveries.conversation')
        .execute();
      const told = new Map<ConversationId, number[]>();
      for (const { conversation, rule_id } of rows) {
        const id = ConversationId.parse(conversation);
        const rules = told.get(id) ?? [];
        told.set(id, rule_id === null ? rules : [...rules, rule_id]);
      }
      return [...told].map(([conversation, rules]) => ({ conversation, rules: rules.map(toRuleId) }));
    },

    save: (actor, paper, at) =>
      transact(async (transaction) => {
        const made = await transaction
          .insertInto('saved')
          .values({ actor, paper_id: paper, saved_at: at.toISOString() })
          .onConflict((conflict) => conflict.doNothing())
          .returning('actor')
          .executeTakeFirst();
        return made !== undefined;
      }),

    unsave: (actor, paper) =>
      transact(async (transaction) => {
        const gone = await transaction
          .deleteFrom('saved')
          .where('actor', '=', actor)
          .where('paper_id', '=', paper)
          .returning('actor')
          .executeTakeFirst();
        return gone !== undefined;
      }),

    async saved(actor) {
      const rows = await db
        .selectFrom('saved')
        .select('paper_id')
        .where('actor', '=', actor)
        .orderBy('saved_at', 'desc')
        .orderBy(sql`paper_id`)
        .execute();
      return rows.map(({ paper_id }) => PaperId.parse(paper_id));
    },

    async savers(paper) {
      const rows = await db
        .selectFrom('saved')
        .select('actor')
        .where('paper_id', '=', paper)
        .orderBy('actor')
        .execute();
      return rows.map(({ actor }) => actor);
    },
  };
}

/**
 * What arrived was taken back: whoever was not told of it yet is not, and where something else is told of the paper, that it was put
 * into the library is no reason any more. To be called in a transaction, before the arrivals are gone.
 */
export async function retractDeliveries(db: Db, paper: string, source: string): Promise<void> {
  const pending = await db
    .selectFrom('deliveries')
    .select(['conversation', 'kind', 'sequence'])
    .where('paper_id', '=', paper)
    .where('state', '=', 'pending')
    .execute();
  const arrived = await db
    .selectFrom('arrivals')
    .select('sequence')
    .where('paper_id', '=', paper)
    .where('source', '=', source)
    .execute();
  const retracted = new Set(arrived.map(({ sequence }) => Number(sequence)));
  for (const { conversation, kind, sequence } of pending) {
    const isRetracted = retracted.has(Number(sequence));
    const findings = db
      .deleteFrom('delivery_rules')
      .where('conversation', '=', conversation)
      .where('paper_id', '=', paper)
      .where('kind', '=', kind);
    await (isRetracted ? findings : findings.where('reasons', '=', JSON.stringify([CHOSEN]))).execute();
    if (!isRetracted) continue;
    await db
      .deleteFrom('deliveries')
      .where('conversation', '=', conversation)
      .where('paper_id', '=', paper)
      .where('kind', '=', kind)
      .execute();
  }
}

type DeliveryKey = { readonly conversation: string; readonly paper_id: string; readonly kind: string };

/** Rules that took a delivery took the one that stays. */
async function moveRules(db: Db, from: DeliveryKey, to: DeliveryKey): Promise<void> {
  if (from.paper_id === to.paper_id && from.kind === to.kind) return;
  await sql`update or ignore delivery_rules set paper_id = ${to.paper_id}, kind = ${to.kind}
    where conversation = ${from.conversation} and paper_id = ${from.paper_id} and kind = ${from.kind}`.execute(
    db,
  );
  await db
    .deleteFrom('delivery_rules')
    .where('conversation', '=', from.conversation)
    .where('paper_id', '=', from.paper_id)
    .where('kind', '=', from.kind)
    .execute();
}

function whereIs(key: DeliveryKey) {
  return sql<SqlBool>`conversation = ${key.conversation} and paper_id = ${key.paper_id} and kind = ${key.kind}`;
}

/**
 * A paper that turned out to be another: what was told of it was told of that one, and what was to be told of both is told once.
 * To be called in a transaction.
 */
export async function moveDeliveries(db: Db, from: string, to: string): Promise<void> {
  await sql`update or ignore saved set paper_id = ${to} where paper_id = ${from}`.execute(db);
  await db.deleteFrom('saved').where('paper_id', '=', from).execute();
  const rows = await db
    .selectFrom('deliveries')
    .select(['conversation', 'paper_id', 'kind', 'state'])
    .where('paper_id', 'in', [from, to])
    .orderBy(sql`state = 'pending'`)
    .orderBy(sql`paper_id = ${from}`)
    .execute();
  const groups = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const isFirst = FIRST_KINDS.some((kind) => kind === row.kind);
    const group = JSON.stringify([row.conversation, isFirst ? FIRST_KINDS[0] : row.kind]);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  for (const [kept, ...others] of groups.values()) {
    if (kept === undefined) continue;
    const moved = { ...kept, paper_id: to };
    for (const other of others) {
      await db.deleteFrom('deliveries').where(whereIs(other)).execute();
      await moveRules(db, other, moved);
    }
    await db.updateTable('deliveries').set({ paper_id: to }).where(whereIs(kept)).execute();
    await moveRules(db, kept, moved);
  }
}
