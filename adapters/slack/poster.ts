import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Poster, PostingRight, PostRequest, PostResult } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import type { SlackConfig } from '../../src/config.ts';
import { type ConversationId, decodeConversation } from '../../src/conversation.ts';
import type { Logger } from '../../src/logger.ts';
import { isDirect } from './access.ts';
import { NO_PREVIEWS } from './desk.ts';
import { describeError, isDeadToken, slackErrorOf } from './errors.ts';
import { createPace } from './pace.ts';
import { historyScope, readBackPost, type SlackReadBack } from './post-history.ts';
import { withMarker } from './post-marker.ts';
import { failedPost } from './post-outcome.ts';
import { renderMessage } from './render.ts';
import { conversationOf } from './request.ts';

/** Messages that nobody asked for: announcements. Slack keeps no key that would make a second attempt harmless, so history is asked. */

/** History that cannot be read now may be read later, and until then nothing is posted. */
const READ_AGAIN_MS = 60_000;
const MAX_REMEMBERED = 1000;

const Posted = z.object({ ts: z.string() });
const Opened = z.object({ channel: z.object({ id: z.string() }) });

export type SlackPosterParts = {
  /** A client apart from the one that answers people, which repeats nothing and rejects where Slack asks to wait. */
  readonly web: webApi.WebClient;
  readonly config: Pick<SlackConfig, 'channelIds'>;
  readonly definitions: readonly CommandDefinition[];
  readonly logger: Logger;
  readonly onDeadToken: (reason: string) => void;
  readonly now: () => number;
  /** How long after an attempt the channel's history surely shows what became of it. */
  readonly settleMs: number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type SlackPoster = Poster & {
  /** Posts nothing more; resolves when no post is in flight. */
  stop(): Promise<void>;
};

type Target = { readonly team: string; readonly channel: string; readonly thread: string | undefined };

function targetOf(conversation: ConversationId): Target {
  const [team = '', channel = '', thread] = decodeConversation(conversation).parts;
  return { team, channel, thread };
}

const isPerson = (channel: string) => /^[UW]/.test(channel);

const waited = async (ms: number, signal: AbortSignal) => {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};

export function createPoster({
  web,
  definitions,
  logger,
  now,
  settleMs,
  ...parts
}: SlackPosterParts): SlackPoster {
  const { onDeadToken, pause = waited } = parts;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<unknown>>();
  const takeTurn = createPace(now);
  const startedAt = now();
  /** When each key was last tried here; what was tried before by another process was tried before the start. */
  const triedAt = new Map<string, number>();

  function isAllowed(channel: string): boolean {
    const { channelIds } = parts.config;
    return channelIds.length === 0 || isPerson(channel) || isDirect(channel) || channelIds.includes(channel);
  }

  function remember(key: string): void {
    triedAt.delete(key);
    triedAt.set(key, now());
    const [oldest] = triedAt.keys();
    if (triedAt.size > MAX_REMEMBERED && oldest !== undefined) triedAt.delete(oldest);
  }

  /** When a key may have been tried last. A time that lies ahead was told by a clock that has been set since, and counts from now on. */
  function lastTried(key: string, since: Date): number {
    const own = triedAt.get(key) ?? startedAt;
    if (own > now()) {
      remember(key);
      return now();
    }
    return since.getTime() > now() ? own : Math.max(since.getTime(), own);
  }

  async function send({ channel, thread }: Target, request: PostRequest): Promise<PostResult> {
    const { reply, key, inThreadOf } = request;
    const threadTs = inThreadOf ?? thread;
    const message = withMarker(renderMessage(reply, { definitions }), key);
    try {
      const answer = await web.chat.postMessage({
        channel,
        ...message,
        ...(threadTs !== undefined && { thread_ts: threadTs }),
        ...NO_PREVIEWS,
      });
      return { outcome: 'sent', messageRef: Posted.parse(answer).ts };
    } catch (error) {
      logger.warn({ reason: describeError(error) }, 'A post was not confirmed by Slack');
      if (isDeadToken(error)) onDeadToken(describeError(error));
      return failedPost(error, settleMs);
    } finally {
      remember(key);
    }
  }

  /** What became of earlier attempts; undefined where nothing stands there and it may be posted. */
  async function earlier(
    { target, key, inThreadOf }: PostRequest,
    since: Date,
  ): Promise<PostResult | undefined> {
    const settledAt = lastTried(key, since) + settleMs;
    if (now() < settledAt)
      return { outcome: 'unknown', reason: 'it is too early to tell', retryAfterMs: settledAt - now() };
    const read = await look(target, key, since, inThreadOf);
    if (read.found === 'yes') return { outcome: 'sent', messageRef: read.messageRef };
    if (read.found === 'no') return undefined;
    const { reason, isFinal } = read;
    return { outcome: 'unknown', reason, ...(isFinal !== true && { retryAfterMs: READ_AGAIN_MS }) };
  }

  async function attempt(request: PostRequest): Promise<PostResult> {
    const target = targetOf(request.target);
    // The configuration may have changed since somebody followed there.
    if (!isAllowed(target.channel))
      return { outcome: 'gone', reason: 'SLACK_CHANNEL_IDS does not name the channel any more' };
    if (request.firstTriedAt !== undefined) {
      const known = await earlier(request, request.firstTriedAt);
      if (known !== undefined) return known;
    }
    const { isGiven, waitMs } = takeTurn(target.channel);
    if (!isGiven)
      return { outcome: 'retry', reason: 'the channel gets enough already', retryAfterMs: waitMs };
    const signals = [stopping.signal, ...(request.signal === undefined ? [] : [request.signal])];
    const signal = AbortSignal.any(signals);
    if (waitMs > 0) await pause(waitMs, signal);
    if (signal.aborted) return { outcome: 'retry', reason: 'the bot is stopping' };
    return send(target, request);
  }

  /** The channel of a direct conversation that is known by the person only. */
  async function channelOf(channel: string): Promise<string> {
    if (!isPerson(channel)) return channel;
    return Opened.parse(await web.conversations.open({ users: channel })).channel.id;
  }

  async function look(
    conversation: ConversationId,
    key: string,
    since: Date,
    inThreadOf: string | undefined,
  ): Promise<SlackReadBack> {
    const { channel, thread } = targetOf(conversation);
    try {
      return await readBackPost(web, {
        channel: await channelOf(channel),
        thread: inThreadOf ?? thread,
        key,
        since,
        now: now(),
      });
    } catch (error) {
      const isFinal = slackErrorOf(error) === 'missing_scope';
      const reason = isFinal ? 'the permission im:write is missing' : describeError(error);
      return { found: 'unreadable', reason, isFinal };
    }
  }

  /** Asks for one message of the history: who may read it is in the channel, and who is in it may write. */
  async function right({ channel }: Target): Promise<PostingRight> {
    if (isPerson(channel) || isDirect(channel)) return { canPost: true };
    try {
      await web.conversations.history({ channel, limit: 1 });
      return { canPost: true };
    } catch (error) {
      switch (slackErrorOf(error)) {
        case 'not_in_channel':
        case 'channel_not_found':
          return {
            canPost: false,
            remedy: 'I am not in this channel. Type "/invite @Labrarian" here, then try again.',
          };
        case 'is_archived':
          return { canPost: false, remedy: 'This channel is archived: nobody can write in it.' };
        case 'missing_scope':
          // Then it cannot be known before the first post; `doctor` names the permission.
          logger.warn({ scope: historyScope(channel) }, 'Slack does not say whether the bot is in a channel');
          return { canPost: true };
        default:
          return {
            canPost: false,
            remedy: `Slack did not say whether I may write here (${describeError(error)}). Try again in a minute.`,
          };
      }
    }
  }

  return {
    isIdempotent: false,
    async post(request) {
      if (stopping.signal.aborted || request.signal?.aborted === true)
        return { outcome: 'retry', reason: 'the bot is stopping' };
      const work = attempt(request);
      inFlight.add(work);
      try {
        return await work;
      } catch (error) {
        // A defect of ours before anything was sent; the same message would meet it again.
        logger.error({ err: error }, 'A post could not be made for Slack');
        return { outcome: 'rejected', reason: 'the message could not be made' };
      } finally {
        inFlight.delete(work);
      }
    },
    readBack: (target, key, since, inThreadOf) => look(target, key, since, inThreadOf),
    async openDirect(actorId) {
      const [team = '', user = ''] = actorId.split(':').slice(1);
      try {
        return conversationOf({ team, channel: await channelOf(user) });
      } catch (error) {
        // Without the permission to open it, Slack still takes a message to the person.
        if (slackErrorOf(error) === 'missing_scope') return conversationOf({ team, channel: user });
        logger.warn({ reason: describeError(error) }, 'No direct conversation could be opened in Slack');
        return undefined;
      }
    },
    canPost: (target) => right(targetOf(target)),
    async stop() {
      stopping.abort();
      await Promise.allSettled(inFlight);
    },
  };
}
