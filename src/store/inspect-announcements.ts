import { DatabaseSync } from '@photostructure/sqlite';
import { Kysely } from 'kysely';
import type { Post } from '../announcements/post.ts';
import type { Rule } from '../announcements/rule.ts';
import { PaperId } from '../paper.ts';
import { createRecordStore } from './announcements/records.ts';
import { parseRule } from './announcements/rows.ts';
import { selectRules } from './announcements/rules.ts';
import type { Schema } from './schema.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';
import { toStoreError } from './sqlite-error.ts';

/** What is followed and which posts need somebody, read without changing it; others may write meanwhile. */
export type AnnouncementsInspection = {
  /** Those that were not removed, oldest first. */
  readonly rules: readonly Rule[];
  /** `unknown` and `rejected` ones, oldest first. */
  readonly troubles: readonly TroubledPost[];
};

export type TroubledPost = Post & {
  /** Those that it tells, in their order; none for a notice. */
  readonly papers: readonly PaperId[];
};

async function troubledPosts(db: Kysely<Schema>): Promise<readonly TroubledPost[]> {
  const posts = await createRecordStore(db).troubles();
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('posts', 'posts.id', 'deliveries.post_id')
    .select(['deliveries.post_id', 'deliveries.paper_id'])
    .where('posts.state', 'in', ['unknown', 'rejected'])
    .orderBy('deliveries.place')
    .execute();
  const papers = new Map<string | null, PaperId[]>();
  for (const { post_id, paper_id } of rows)
    papers.set(post_id, [...(papers.get(post_id) ?? []), PaperId.parse(paper_id)]);
  return posts.map((post) => ({
    ...post,
    papers: papers.get(post.id) ?? [],
  }));
}

/**
 * Nothing where the database is older than announcements.
 *
 * @throws UserError where the file cannot be read
 */
export async function inspectAnnouncements(file: string): Promise<AnnouncementsInspection> {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      const table = database.prepare("select 1 from sqlite_master where name = 'posts'").get();
      if (table === undefined) return { rules: [], troubles: [] };
      // Never destroyed: that would write the log into the file, which is not for a reader to do.
      const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(database) });
      const rows = await selectRules(db).where('status', '!=', 'removed').orderBy('id').execute();
      return { rules: rows.map(parseRule), troubles: await troubledPosts(db) };
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStoreError(error, file);
  }
}
