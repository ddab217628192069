import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poster, PostRequest, PostResult } from '../../src/adapter.ts';
import { type ConversationId, encodeConversation } from '../../src/conversation.ts';
import { heading, paragraph, reply } from '../../src/reply/build.ts';
import type { Block } from '../../src/reply/reply.ts';

/** What every implementation of {@link Poster} does, whatever its platform does to it. */

export type PosterFaults = {
  /** The next post is stored and its reply never comes: the connection breaks, nothing comes, or an error comes instead. */
  loseReply(how: 'reset' | 'hang' | 'status'): void;
  /** The next post is not stored, and nobody knows. */
  fail(how: 'reset' | 'hang' | 'status'): void;
  /** The next post is refused until so many seconds have passed. */
  limit(seconds: number): void;
  /** The next post is refused for what it says. */
  reject(): void;
  /** From now on the bot may not write there. */
  remove(): void;
};

export type PosterStage = {
  readonly poster: Poster;
  readonly target: ConversationId;
  /** An actor id of somebody who takes direct messages. */
  readonly person: string;
  readonly now: () => number;
  advance(ms: number): void;
  /** The texts that stand in the conversation and its threads, oldest first. */
  shown(): readonly string[];
  /** How many people were called. */
  pings(): number;
  /** Absent where nothing can come between. */
  readonly faults?: PosterFaults;
  close(): Promise<void>;
};

const said = (words: string) =>
  reply({ kind: 'notice', blocks: [heading('New papers'), paragraph(words)], actions: [] });

const HOSTILE =
  '@everyone @here <@123456789012345678> <@U1> <!channel> <!here> <@&12> [x](javascript:y) \u202e\u001b[31m';
const WAYS = ['reset', 'hang', 'status'] as const;

/** Whatever comes of it, tries again as often and as late as it is told to, as the ledger does. */
async function untilTold(stage: PosterStage, request: PostRequest): Promise<PostResult[]> {
  const results = [await stage.poster.post(request)];
  for (let tries = 0; tries < 5; tries += 1) {
    const last = results.at(-1);
    const isOpen = last?.outcome === 'unknown' || last?.outcome === 'retry';
    if (!isOpen) break;
    const firstTriedAt = request.firstTriedAt ?? new Date(stage.now());
    stage.advance(last.retryAfterMs ?? 1000);
    results.push(await stage.poster.post({ ...request, firstTriedAt }));
  }
  return results;
}

export function describePoster(name: string, open: () => Promise<PosterStage>): void {
  describe(`Poster contract: ${name}`, () => {
    let stage: PosterStage;
    const request = (key: string, words = key): PostRequest => ({
      target: stage.target,
      reply: said(words),
      key,
    });
    const standing = (words: string) => stage.shown().filter((text) => text.includes(words)).length;
    beforeEach(async () => {
      stage = await open();
    });
    afterEach(() => stage.close());

    it('posts, and finds it again by its key alone', async () => {
      const since = new Date(stage.now());
      const first = await stage.poster.post(request('p-1', 'the first'));
      stage.advance(10_000);
      const second = await stage.poster.post(request('p-2', 'the second'));
      expect([first.outcome, second.outcome]).toEqual(['sent', 'sent']);
      expect([standing('the first'), standing('the second')]).toEqual([1, 1]);
      stage.advance(24 * 60 * 60_000);
      expect(await stage.poster.readBack(stage.target, 'p-1', since)).toEqual({
        found: 'yes',
        messageRef: 'messageRef' in first && first.messageRef,
      });
      expect(await stage.poster.readBack(stage.target, 'p-3', since)).toEqual({ found: 'no' });
    });

    it.each([0, 30_000, 3 * 60_000, 20 * 60_000, 26 * 60 * 60_000])(
      'makes no second message of a key that is tried again after %d ms',
      async (ms) => {
        const firstTriedAt = new Date(stage.now());
        const first = await stage.poster.post(request('p-1'));
        stage.advance(ms);
        const results = await untilTold(stage, { ...request('p-1'), firstTriedAt });
        expect(results.at(-1)).toEqual(first);
        expect(stage.shown()).toHaveLength(1);
      },
    );

    it('makes one message of two attempts at once, where it says so', async () => {
      if (!stage.poster.isIdempotent) return;
      const results = await Promise.all([
        stage.poster.post(request('p-1')),
        stage.poster.post(request('p-1')),
      ]);
      expect(results[1]).toEqual(results[0]);
      expect(stage.shown()).toHaveLength(1);
    });

    it('posts what an earlier process meant to post and never sent', async () => {
      const firstTriedAt = new Date(stage.now() - 60 * 60_000);
      const results = await untilTold(stage, { ...request('p-1'), firstTriedAt });
      expect(results.at(-1)?.outcome).toBe('sent');
      expect(stage.shown()).toHaveLength(1);
    });

    it('rejects what cannot be made into a message, and goes on', async () => {
      const broken = { ...said('x'), blocks: [undefined as unknown as Block] };
      const result = await stage.poster.post({ ...request('p-1'), reply: broken });
      expect(result.outcome).toBe('rejected');
      expect((await stage.poster.post(request('p-2'))).outcome).toBe('sent');
      expect(stage.shown()).toHaveLength(1);
    });

    it('posts nothing once it was told to stop', async () => {
      const signal = AbortSignal.abort();
      expect((await stage.poster.post({ ...request('p-1'), signal })).outcome).toBe('retry');
      expect(stage.shown()).toEqual([]);
    });

    it('shows hostile text as text and calls nobody', async () => {
      expect((await stage.poster.post(request('p-1', HOSTILE))).outcome).toBe('sent');
      expect(stage.shown()[0]).toContain('everyone');
      for (const sign of ['\u202e', '\u001b']) expect(stage.shown()[0]).not.toContain(sign);
      expect(stage.pings()).toBe(0);
    });

    it('puts details below a post, once', async () => {
      const main = await stage.poster.post(request('p-1', 'the digest'));
      stage.advance(10_000);
      const firstTriedAt = new Date(stage.now());
      const details = {
        ...request('p-1-d', 'the details'),
        inThreadOf: 'messageRef' in main ? main.messageRef : '',
      };
      const first = await stage.poster.post(details);
      const again = await untilTold(stage, { ...details, firstTriedAt });
      expect(first.outcome).toBe('sent');
      expect(again.at(-1)).toEqual(first);
      expect([standing('the digest'), standing('the details')]).toEqual([1, 1]);
    });

    it('may post, and to a person too', async () => {
      expect(await stage.poster.canPost(stage.target)).toEqual({ canPost: true });
      const direct = await stage.poster.openDirect(stage.person);
      expect(direct).toBeDefined();
      const target = direct ?? encodeConversation('none', ['none']);
      expect(await stage.poster.canPost(target)).toEqual({ canPost: true });
      const since = new Date(stage.now());
      expect(await stage.poster.post({ ...request('p-1'), target })).toMatchObject({ outcome: 'sent' });
      expect(await stage.poster.readBack(target, 'p-1', since)).toMatchObject({ found: 'yes' });
    });

    it.each(WAYS)('ends with one message where it was stored and its reply was lost (%s)', async (how) => {
      if (stage.faults === undefined) return;
      stage.faults.loseReply(how);
      const results = await untilTold(stage, request('p-1'));
      expect(results[0]).toMatchObject({ outcome: 'unknown', retryAfterMs: expect.any(Number) });
      expect(results.at(-1)?.outcome).toBe('sent');
      expect(stage.shown()).toHaveLength(1);
    });

    it.each(WAYS)('ends with one message where it was not stored and nobody knew (%s)', async (how) => {
      if (stage.faults === undefined) return;
      stage.faults.fail(how);
      const results = await untilTold(stage, request('p-1'));
      expect(results[0]?.outcome).toBe('unknown');
      expect(results.at(-1)?.outcome).toBe('sent');
      expect(stage.shown()).toHaveLength(1);
    });

    it('says how long to wait for a rate limit, and does not wait itself', async () => {
      if (stage.faults === undefined) return;
      stage.faults.limit(30);
      const limited = await stage.poster.post(request('p-1'));
      expect(limited).toMatchObject({ outcome: 'retry' });
      expect('retryAfterMs' in limited && limited.retryAfterMs).toBeGreaterThanOrEqual(30_000);
      expect(stage.shown()).toEqual([]);
    });

    it('tells what will never be taken from where nothing is taken any more', async () => {
      if (stage.faults === undefined) return;
      stage.faults.reject();
      expect((await stage.poster.post(request('p-1'))).outcome).toBe('rejected');
      stage.advance(10_000);
      stage.faults.remove();
      const gone = await stage.poster.post(request('p-2'));
      expect(gone).toMatchObject({ outcome: 'gone', reason: expect.stringMatching(/bot|channel/) });
      const right = await stage.poster.canPost(stage.target);
      expect(right).toMatchObject({ canPost: false, remedy: expect.stringMatching(/^I .*[.]$/s) });
      expect(stage.shown()).toEqual([]);
    });
  });
}
