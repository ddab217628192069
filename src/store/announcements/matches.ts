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

type DeliveryKey = Pick<Schema['deliveries'], 'conversation' | 'paper_id' | 'kind' | 'version'>;

/** The delivery that an arrival is for; undefined where the conversation was told already. */
async function openDelivery(
  db: Db,
  { paperId, kind, sequence, ...arrival }: Arrival,
  conversation: ConversationId,
): Promise<DeliveryKey | undefined> {
  const version = kind === 'version' ? (arrival.version ?? 0) : 0;
  const held = await db
    .selectFrom('deliveries')
    .select(['conversation', 'paper_id', 'kind', 'version', 'state'])
    .where('conversation', '=', conversation)
    .where('paper_id', '=', paperId)
    .where('kind', 'in', FIRST_KINDS.includes(kind) ? FIRST_KINDS : [kind])
    // Whoever knows of a later version is not told of this one any more.
    .where('version', '>=', version)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (held !== undefined) return held.state === 'pending' ? held : undefined;
  return db
    .insertInto('deliveries')
    .values({
      conversation,
      paper_id: paperId,
      kind,
      version,
      state: 'pending',
      sequence,
      post_id: null,
      place: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['conversation', 'paper_id', 'kind', 'version'])
    .executeTakeFirst();
}

/** A version that still waits is told by what came after it: a later version, or that the paper was withdrawn. */
async function takeOver(db: Db, later: DeliveryKey): Promise<void> {
  if (FIRST_KINDS.some((kind) => kind === later.kind)) return;
  const waiting = db
    .deleteFrom('deliveries')
    .where('conversation', '=', later.conversation)
    .where('paper_id', '=', later.paper_id)
    .where('kind', '=', 'version')
    .where('state', '=', 'pending')
    .returning(['conversation', 'paper_id', 'kind', 'version']);
  const earlier = await (later.kind === 'version'
    ? waiting.where('version', '<', later.version)
    : waiting
  ).execute();
  for (const one of earlier) await moveRules(db, one, later);
}

async function addMatch(db: Db, arrival: Arrival, match: Match): Promise<void> {
  const { conversation, ruleId, reasons, rank } = match;
  const delivery = await openDelivery(db, arrival, conversation);
  if (delivery === undefined) return;
  await takeOver(db, delivery);
  if (ruleId === undefined) return;
  await db
    .insertInto('delivery_rules')
    .values({
      rule_id: fromRuleId(ruleId),
      conversation: delivery.conversation,
      paper_id: delivery.paper_id,
      kind: delivery.kind,
      version: delivery.version,
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
    .select(['conversation', 'paper_id', 'kind', 'version', 'sequence'])
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
  for (const delivery of pending) {
    const isRetracted = retracted.has(Number(delivery.sequence));
    const findings = db.deleteFrom('delivery_rules').where(whereIs(delivery));
    await (isRetracted ? findings : findings.where('reasons', '=', JSON.stringify([CHOSEN]))).execute();
    if (!isRetracted) continue;
    await db.deleteFrom('deliveries').where(whereIs(delivery)).execute();
  }
}

/** Rules that took a delivery took the one that stays. */
async function moveRules(db: Db, from: DeliveryKey, to: DeliveryKey): Promise<void> {
  if (from.paper_id === to.paper_id && from.kind === to.kind && from.version === to.version) return;
  await sql`update or ignore delivery_rules
    set paper_id = ${to.paper_id}, kind = ${to.kind}, version = ${to.version} where ${whereIs(from)}`.execute(
    db,
  );
  await db.deleteFrom('delivery_rules').where(whereIs(from)).execute();
}

function whereIs(key: DeliveryKey) {
  return sql<SqlBool>`conversation = ${key.conversation} and paper_id = ${key.paper_id} and kind = ${key.kind} and version = ${key.version}`;
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
    .select(['conversation', 'paper_id', 'kind', 'version', 'state'])
    .where('paper_id', 'in', [from, to])
    .orderBy(sql`state = 'pending'`)
    .orderBy(sql`paper_id = ${from}`)
    .execute();
  const groups = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const isFirst = FIRST_KINDS.some((kind) => kind === row.kind);
    const group = JSON.stringify([row.conversation, isFirst ? FIRST_KINDS[0] : row.kind, row.version]);
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
