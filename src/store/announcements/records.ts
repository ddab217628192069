import { type Kysely, type SqlBool, sql } from 'kysely';
import type { RecordStore } from '../../announcements/announcement-store.ts';
import { ARRIVAL_COLUMNS, parseArrival } from '../arrivals.ts';
import type { Schema } from '../schema.ts';
import { selectDeliveries } from './deliveries.ts';
import { parseDeliveries, parsePost } from './rows.ts';

/** What became of papers, for whoever asks why. */
export function createRecordStore(db: Kysely<Schema>): RecordStore {
  return {
    async arrivalsOf(paper) {
      const rows = await db
        .selectFrom('arrivals')
        .select(ARRIVAL_COLUMNS)
        .where('paper_id', '=', paper)
        .orderBy('sequence')
        .execute();
      return rows.map(parseArrival);
    },

    async deliveriesIn(conversations, paper) {
      const rows = await selectDeliveries(db)
        .where('deliveries.conversation', 'in', conversations)
        .where('deliveries.paper_id', '=', paper)
        .orderBy('deliveries.sequence')
        .execute();
      const posts = await db
        .selectFrom('posts')
        .selectAll()
        .where('id', 'in', (query) =>
          query
            .selectFrom('deliveries')
            .select('post_id')
            .where('conversation', 'in', conversations)
            .where('paper_id', '=', paper)
            .$castTo<{ post_id: string }>(),
        )
        .execute();
      const owners = await db
        .selectFrom('deliveries')
        .select(['conversation', 'kind', 'version', 'post_id'])
        .where('conversation', 'in', conversations)
        .where('paper_id', '=', paper)
        .execute();
      const byId = new Map(posts.map((row) => [row.id, parsePost(row)]));
      return parseDeliveries(rows).map((delivery) => {
        const owner = owners.find(
          ({ conversation, kind, version }) =>
            conversation === delivery.conversation && kind === delivery.kind && version === delivery.version,
        );
        return { delivery, post: byId.get(owner?.post_id ?? '') };
      });
    },

    async troubles() {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('state', 'in', ['unknown', 'rejected'])
        .orderBy('made_at')
        .orderBy('id')
        .execute();
      return rows.map(parsePost);
    },

    async lastNotice(conversation, slotPrefix) {
      const row = await db
        .selectFrom('posts')
        .selectAll()
        .where('conversation', '=', conversation)
        .where(sql<SqlBool>`substr(slot, 1, ${slotPrefix.length}) = ${slotPrefix}`)
        .orderBy('made_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && parsePost(row);
    },
  };
}
