import { type Kysely, sql } from 'kysely';
import type { PostPlan, PostStore, Times } from '../../announcements/announcement-store.ts';
import { type Lease, type Post, type PostBody, postKey } from '../../announcements/post.ts';
import { ConversationId } from '../../conversation.ts';
import type { Schema } from '../schema.ts';
import { selectDeliveries } from './deliveries.ts';
import { fromRuleId, parseDeliveries, parsePost } from './rows.ts';

type Db = Kysely<Schema>;
type Transact = <Result>(work: (transaction: Db) => Promise<Result>) => Promise<Result>;

const OPEN = ['planned', 'sending', 'unknown'] as const;

async function readPost(db: Db, id: string): Promise<Post | undefined> {
  const row = await db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parsePost(row);
}

function postRow(
  { conversation, slot, body }: Pick<PostPlan, 'conversation' | 'slot' | 'body'>,
  part: number,
  at: Date,
) {
  return {
    id: postKey(conversation, slot, part),
    conversation,
    slot,
    part,
    state: 'planned',
    body: JSON.stringify(body),
    lease: 0,
    next_at: at.toISOString(),
    attempts: 0,
    first_tried_at: null,
    thread_of: null,
    message_ref: null,
    reason: null,
    made_at: at.toISOString(),
    sent_at: null,
  };
}

async function addPost(db: Db, row: Schema['posts']): Promise<boolean> {
  const made = await db
    .insertInto('posts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Takes a post whose time has come; the number of the lease fences whoever had it before. */
async function takeLease(db: Db, id: string, { now, until }: Times): Promise<Lease | undefined> {
  const post = await readPost(db, id);
  const row = await db
    .updateTable('posts')
    .set(({ ref }) => ({
      state: 'sending',
      lease: sql<number>`lease + 1`,
      attempts: sql<number>`attempts + 1`,
      first_tried_at: sql<string>`coalesce(${ref('first_tried_at')}, ${now.toISOString()})`,
      next_at: until.toISOString(),
    }))
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .where('next_at', '<=', now.toISOString())
    .returning('lease')
    .executeTakeFirst();
  return post === undefined || row === undefined ? undefined : { post, number: row.lease, until };
}

async function areActive(db: Db, { rules }: { readonly rules: readonly number[] }): Promise<boolean> {
  if (rules.length === 0) return true;
  const row = await db
    .selectFrom('rules')
    .select('id')
    .where('id', 'in', rules)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return row !== undefined;
}

async function attach(db: Db, plan: PostPlan, post: string): Promise<number> {
  let attached = 0;
  for (const { conversation, paperId, kind, version } of plan.deliveries) {
    const row = await db
      .updateTable('deliveries')
      .set({ state: 'posting', post_id: post, place: attached })
      .where('conversation', '=', conversation)
      .where('paper_id', '=', paperId)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .where('state', '=', 'pending')
      .returning('place')
      .executeTakeFirst();
    if (row !== undefined) attached += 1;
  }
  return attached;
}

function rulesOf(body: PostBody): readonly number[] {
  return body.type === 'digest' ? body.rules.map(fromRuleId) : [];
}

/** What the post tells is told, as far as anybody knows: its rules tell nothing more that day. */
async function closeDay(db: Db, body: PostBody): Promise<void> {
  if (body.type !== 'digest' || body.rules.length === 0) return;
  await db.updateTable('rules').set({ last_date: body.date }).where('id', 'in', rulesOf(body)).execute();
}

class Rollback extends Error {}

/** Posts over any database that Kysely speaks to; `transact` runs a transaction. */
export function createPostStore(db: Db, transact: Transact): PostStore {
  /** Changes a leased post, unless somebody else has taken it since. */
  async function change(transaction: Db, { post, number }: Lease, values: Partial<Schema['posts']>) {
    const row = await transaction
      .updateTable('posts')
      .set(values)
      .where('id', '=', post.id)
      .where('lease', '=', number)
      .where('state', '=', 'sending')
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Deletes a leased post; its deliveries wait again. */
  async function unmake(transaction: Db, lease: Lease): Promise<boolean> {
    if (!(await change(transaction, lease, { state: 'planned' }))) return false;
    await transaction
      .updateTable('deliveries')
      .set({ state: 'pending', post_id: null, place: null })
      .where('post_id', '=', lease.post.id)
      .execute();
    await transaction.deleteFrom('posts').where('id', '=', lease.post.id).execute();
    return true;
  }

  return {
    async pending() {
      const rows = await selectDeliveries(db)
        .where('deliveries.state', '=', 'pending')
        .where((where) =>
          where.or([
            where('rules.status', '=', 'active'),
            where('deliveries.conversation', 'like', 'person:%'),
          ]),
        )
        .orderBy('deliveries.conversation')
        .orderBy('deliveries.sequence')
        .execute();
      return parseDeliveries(rows);
    },

    async claim(plan, times) {
      const row = postRow(plan, 0, times.now);
      try {
        return await transact(async (transaction) => {
          if (!(await areActive(transaction, { rules: rulesOf(plan.body) }))) return undefined;
          if (!(await addPost(transaction, row))) return undefined;
          if ((await attach(transaction, plan, row.id)) === 0) throw new Rollback();
          return takeLease(transaction, row.id, times);
        });
      } catch (error) {
        if (error instanceof Rollback) return undefined;
        throw error;
      }
    },

    note: (conversation, slot, lines, at) =>
      transact(async (transaction) => {
        const body: PostBody = { type: 'notice', lines: [...lines] };
        await addPost(transaction, postRow({ conversation, slot, body }, 0, at));
      }),

    async due(now) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('state', 'in', OPEN)
        .where('next_at', '<=', now.toISOString())
        .orderBy('made_at')
        .orderBy('part')
        .execute();
      return rows.map(parsePost);
    },

    async nextDue(after = new Date(0)) {
      const row = await db
        .selectFrom('posts')
        .select(({ fn }) => fn.min('next_at').as('next_at'))
        .where('state', 'in', OPEN)
        .where('next_at', '>', after.toISOString())
        .executeTakeFirst();
      return row?.next_at ? new Date(row.next_at) : undefined;
    },

    lease: (id, times) => transact((transaction) => takeLease(transaction, id, times)),

    sent: (lease, messageRef, at, thread) =>
      transact(async (transaction) => {
        const { post } = lease;
        const sent_at = at.toISOString();
        const told = {
          state: 'sent',
          message_ref: messageRef,
          sent_at,
          next_at: null,
          reason: null,
        } as const;
        if (!(await change(transaction, lease, told))) return false;
        await transaction
          .updateTable('deliveries')
          .set({ state: 'told' })
          .where('post_id', '=', post.id)
          .execute();
        await closeDay(transaction, post.body);
        if (thread !== undefined) {
          const row = postRow({ ...post, body: thread }, post.part + 1, at);
          await addPost(transaction, { ...row, thread_of: messageRef });
        }
        return true;
      }),

    postpone: (lease, until, reason) =>
      transact((transaction) =>
        change(transaction, lease, { state: 'planned', next_at: until.toISOString(), reason }),
      ),

    unknown: (lease, until, reason) =>
      transact(async (transaction) => {
        const next_at = until.toISOString();
        const isOurs = await change(transaction, lease, { state: 'unknown', next_at, reason });
        if (isOurs) await closeDay(transaction, lease.post.body);
        return isOurs;
      }),

    rejected: (lease, reason) =>
      transact((transaction) => change(transaction, lease, { state: 'rejected', next_at: null, reason })),

    release: (lease) => transact((transaction) => unmake(transaction, lease)),

    async pause(conversation, until) {
      const values = { until: until.toISOString() };
      await db
        .insertInto('post_pauses')
        .values({ conversation, ...values })
        .onConflict((conflict) => conflict.column('conversation').doUpdateSet(values))
        .execute();
    },

    async pauses(now) {
      const rows = await db
        .selectFrom('post_pauses')
        .select(['conversation', 'until'])
        .where('until', '>', now.toISOString())
        .execute();
      return new Map(
        rows.map(({ conversation, until }) => [ConversationId.parse(conversation), new Date(until)]),
      );
    },

    post: (id) => readPost(db, id),

    async deliveriesOf(post) {
      const rows = await selectDeliveries(db)
        .where('deliveries.post_id', '=', post)
        .orderBy('deliveries.place')
        .execute();
      return parseDeliveries(rows);
    },
  };
}
