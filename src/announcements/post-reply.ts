import type { Library } from '../library/library.ts';
import type { Paper, PaperId } from '../paper.ts';
import type { Reply } from '../reply/reply.ts';
import { pause } from '../time-slices.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { type Digest, detailsReply, digestReply, noticeReply } from './digest.ts';
import type { DeliveryWithReasons, Post } from './post.ts';
import type { Rule, RuleId } from './rule.ts';

/** What a post says, read from the store and the library at the time when it is sent. */

export type PostReplyParts = {
  readonly store: Pick<AnnouncementStore, 'post' | 'deliveriesOf' | 'rule'>;
  readonly library: Pick<Library, 'get'>;
  readonly headlines: number;
};

export async function heldPapers(
  library: Pick<Library, 'get'>,
  deliveries: readonly { readonly paperId: PaperId }[],
): Promise<ReadonlyMap<PaperId, Paper>> {
  const held = new Map<PaperId, Paper>();
  // One after the other: a digest may have thousands, and others wait for the database and the processor meanwhile.
  for (const { paperId } of deliveries) {
    const paper = await library.get(paperId);
    if (paper !== undefined) held.set(paper.id, paper);
    await pause();
  }
  return held;
}

export async function rulesOf(
  store: Pick<AnnouncementStore, 'rule'>,
  deliveries: readonly DeliveryWithReasons[],
): Promise<ReadonlyMap<RuleId, Rule>> {
  const ids = [...new Set(deliveries.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId)))];
  const rules = await Promise.all(ids.map((id) => store.rule(id)));
  return new Map(rules.flatMap((rule) => (rule === undefined ? [] : [[rule.id, rule] as const])));
}

/** Undefined where there is nothing to show: its papers were all taken out again. */
export async function replyOf(post: Post, parts: PostReplyParts): Promise<Reply | undefined> {
  const { store, library, headlines } = parts;

  async function digestOf({ id, body }: Post): Promise<Digest | undefined> {
    if (body.type !== 'digest') return undefined;
    const deliveries = await store.deliveriesOf(id);
    const papers = await heldPapers(library, deliveries);
    return { post: id, body, deliveries, papers, rules: await rulesOf(store, deliveries), headlines };
  }

  switch (post.body.type) {
    case 'notice':
      return noticeReply(post.body.lines);
    case 'digest': {
      const digest = await digestOf(post);
      return digest && digestReply(digest);
    }
    case 'details': {
      const head = await store.post(post.body.of);
      const digest = head && (await digestOf(head));
      return digest && detailsReply(digest);
    }
  }
}
