import type { Poster, PostRequest, PostResult } from '../../../src/adapter.ts';
import { type ConversationId, encodeConversation } from '../../../src/conversation.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Random } from '../seeded.ts';

/** A platform that keeps what is posted, is down at times, and loses some replies. */

export type Posted = {
  readonly conversation: ConversationId;
  readonly key: string;
  readonly at: Date;
  readonly reply: Reply;
  readonly inThread: boolean;
};

export type RecordingPosterParts = {
  readonly name: 'discord' | 'slack';
  readonly now: () => Date;
  readonly isDown: () => boolean;
  readonly random: Random;
  readonly posted: Posted[];
  /** It does not look for what was tried before: for the test that the proof can fail. */
  readonly isForgetful: boolean;
};

const LOST = 0.04;
const FAILED = 0.03;
const ASK_AGAIN_MS = 5000;

/** Discord makes no second message of a key, Slack would. */
export function createRecordingPoster({
  name,
  now,
  isDown,
  random,
  posted,
  isForgetful,
}: RecordingPosterParts): Poster {
  const isIdempotent = name === 'discord';

  function find(conversation: ConversationId, key: string): string | undefined {
    const index = posted.findIndex((one) => one.conversation === conversation && one.key === key);
    return index < 0 ? undefined : String(index + 1);
  }

  function attempt({ target, key, reply, firstTriedAt, inThreadOf }: PostRequest): PostResult {
    if (isDown()) return { outcome: 'retry', reason: `${name} is down` };
    const unknown = { outcome: 'unknown', reason: 'the reply was lost', retryAfterMs: ASK_AGAIN_MS } as const;
    const chance = random();
    if (chance < FAILED) return unknown;
    const looks = !isForgetful && (isIdempotent || firstTriedAt !== undefined);
    const held = looks ? find(target, key) : undefined;
    if (held !== undefined) return { outcome: 'sent', messageRef: held };
    posted.push({ conversation: target, key, at: now(), reply, inThread: inThreadOf !== undefined });
    return chance < FAILED + LOST ? unknown : { outcome: 'sent', messageRef: String(posted.length) };
  }

  return {
    isIdempotent,
    post: async (request) => attempt(request),
    async readBack(target, key) {
      if (isDown()) return { found: 'unreadable', reason: `${name} is down` };
      const held = find(target, key);
      return held === undefined ? { found: 'no' } : { found: 'yes', messageRef: held };
    },
    openDirect: async (actorId) => encodeConversation(name, ['dm', actorId]),
    canPost: async () => ({ canPost: true }),
  };
}
