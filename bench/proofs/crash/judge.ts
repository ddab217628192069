import type { ConversationId } from '../../../src/conversation.ts';
import { parseAuthorName } from '../../../src/ingestion/author-name.ts';
import { createLibrary } from '../../../src/library/create-library.ts';
import type { PaperId } from '../../../src/paper.ts';
import { inspectAnnouncements } from '../../../src/store/inspect-announcements.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { ProofPaper } from './protocol.ts';
import { isSlack, type Stage, type Standing, takes } from './stage.ts';

/** Whether everybody was told of everything, once: by what stands on the platforms, not by what the ledger thinks. */

export type Verdict = {
  /** Messages that stand there. */
  readonly posts: number;
  /** Papers that were to be told, counted once for each place. */
  readonly due: number;
  /** Not there, in Slack, and known as such. */
  readonly unknown: number;
  readonly doubled: readonly string[];
  readonly missing: readonly string[];
};

function doubledPosts(standing: readonly Standing[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { conversation, key } of standing) {
    const name = `${conversation} ${key}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([name, count]) => `post ${name}: ${count} times`);
}

/** Papers whose post `npm run doctor` lists as unknown, or that stand behind a post's button, by place. */
async function readLedger(file: string, conversations: readonly ConversationId[]) {
  const store = await openStore({ file, now: new Date() });
  try {
    const library = createLibrary({ store: store.papers, parseAuthorName });
    const numberOf = async (id: PaperId) => Number((await library.get(id))?.arxivId?.slice(-5));
    const unknown = new Set<string>();
    const hidden = new Map<string, readonly number[]>();
    for (const paper of await library.papers('stream')) {
      const number = Number(paper.arxivId?.slice(-5));
      for (const { delivery, post } of await store.announcements.deliveriesIn(conversations, paper.id)) {
        if (post?.state !== 'sent') continue;
        const others = await store.announcements.deliveriesOf(post.id);
        const numbers = await Promise.all(others.map(({ paperId }) => numberOf(paperId)));
        hidden.set(`${delivery.conversation} ${number}`, numbers);
      }
    }
    for (const { conversation, state, papers } of (await inspectAnnouncements(file)).troubles) {
      if (state !== 'unknown') continue;
      for (const paper of papers) unknown.add(`${conversation} ${await numberOf(paper)}`);
    }
    return { unknown, hidden };
  } finally {
    await store.close();
  }
}

export async function judge(file: string, stage: Stage, papers: readonly ProofPaper[]): Promise<Verdict> {
  const standing = stage.standing();
  const ledger = await readLedger(
    file,
    stage.follows.map(({ conversation }) => conversation),
  );
  const doubled = [...doubledPosts(standing)];
  const missing: string[] = [];
  let due = 0;
  let unknown = 0;
  for (const follow of stage.follows) {
    const { conversation } = follow;
    const main = standing.filter((one) => one.conversation === conversation && !one.isInThread);
    for (const paper of papers) {
      const name = `${conversation} ${paper.number}`;
      const count = main.filter(({ papers: shown }) => shown.includes(paper.number)).length;
      if (count > 1) doubled.push(`paper ${name}: ${count} times`);
      if (!takes(follow, paper)) {
        if (count > 0) doubled.push(`paper ${name}: not asked for`);
        continue;
      }
      due += 1;
      const together = ledger.hidden.get(name) ?? [];
      const isHidden = main.some(
        ({ papers: shown, more }) =>
          more > 0 && shown.length > 0 && shown.every((one) => together.includes(one)),
      );
      if (count > 0 || isHidden) continue;
      if (isSlack(conversation) && ledger.unknown.has(name)) unknown += 1;
      else missing.push(`paper ${name}`);
    }
  }
  return { posts: standing.length, due, unknown, doubled, missing };
}
