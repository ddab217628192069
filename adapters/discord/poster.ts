import { DiscordAPIError, RateLimitError, REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { Poster, PostRequest, PostResult } from '../../src/adapter.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { type ConversationId, decodeConversation } from '../../src/conversation.ts';
import type { Logger } from '../../src/logger.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { cut } from '../../src/text/cut.ts';
import { printable } from '../../src/text/printable.ts';
import { createMembership } from './access.ts';
import { loggable } from './errors.ts';
import { inviteLink } from './invitation.ts';
import { REST_TIMEOUT_MS } from './limits.ts';
import { postAccess } from './post-access.ts';
import { readBackPost } from './post-history.ts';
import { withMarker } from './post-marker.ts';
import { failedPost } from './post-outcome.ts';
import { postingRight } from './posting-right.ts';
import { renderMessage } from './render.ts';
import { conversationOf } from './request.ts';

/** Messages that nobody asked for: announcements. Each attempt is one request; what became of it is told, not tried again here. */

/** Discord keeps nonces for "the past few minutes": within these the same nonce gives the first message back. */
const NONCE_KEPT_MS = 2 * 60_000;
/** History that cannot be read now may be read later, and until then nothing is posted. */
const READ_AGAIN_MS = 60_000;
const EVERYWHERE = '*';
const MAX_THREAD_NAME = 100;
const THREAD_SLEEPS_AFTER_MINUTES = 1440;

const Created = z.object({ id: z.string() });

/** A client apart from the one that answers people: a post that has to wait for a rate limit holds up no answer. */
export function createPostRest(
  { apiUrl, token }: Pick<DiscordConfig, 'apiUrl' | 'token'>,
  timeout = REST_TIMEOUT_MS,
): REST {
  return new REST({
    api: apiUrl,
    version: '10',
    timeout,
    retries: 0,
    rejectOnRateLimit: () => true,
  }).setToken(token);
}

export type PosterParts = {
  readonly config: Pick<DiscordConfig, 'applicationId' | 'guildIds' | 'channelIds' | 'userInstall'>;
  readonly rest: REST;
  /** The id of the bot's own user. */
  readonly botId: () => string;
  readonly logger: Logger;
  readonly now: () => number;
};

type Target = { readonly guildId: string; readonly channelId: string };

function targetOf(conversation: ConversationId): Target {
  const [guildId = '', channelId = ''] = decodeConversation(conversation).parts;
  return { guildId, channelId };
}

function threadName({ blocks }: Reply): string {
  const heading = blocks.find((block) => block.type === 'heading');
  const words = (heading?.spans ?? [])
    .map(({ text }) => printable(text))
    .join('')
    .trim();
  return cut(words === '' ? 'Details' : words, MAX_THREAD_NAME);
}

export type DiscordPoster = Poster & {
  /** Posts nothing more; resolves when no post is in flight. */
  stop(): Promise<void>;
};

export function createPoster({ config, rest, botId, logger, now }: PosterParts): DiscordPoster {
  const inFlight = new Set<Promise<unknown>>();
  const membership = createMembership(rest, config.guildIds, now);
  let isStopped = false;

  /** Until when Discord takes no posts in a channel, or anywhere: to ask before counts towards its ban for invalid requests. */
  const waits = new Map<string, number>();

  function noteLimit(error: unknown, channelId: string, failed: PostResult): void {
    if (!(error instanceof RateLimitError) || failed.outcome !== 'retry') return;
    for (const [place, until] of waits) if (until <= now()) waits.delete(place);
    waits.set(error.global ? EVERYWHERE : channelId, now() + (failed.retryAfterMs ?? 0));
  }

  async function create(channelId: string, { reply, key, signal }: PostRequest): Promise<PostResult> {
    const waitMs = Math.max(waits.get(channelId) ?? 0, waits.get(EVERYWHERE) ?? 0) - now();
    if (waitMs > 0) return { outcome: 'retry', reason: 'Discord asks to wait', retryAfterMs: waitMs };
    const body = {
      ...withMarker(renderMessage(reply), key),
      nonce: key,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    };
    try {
      const answer = await rest.post(Routes.channelMessages(channelId), {
        body,
        ...(signal !== undefined && { signal }),
      });
      return { outcome: 'sent', messageRef: Created.parse(answer).id };
    } catch (error) {
      logger.warn({ error: loggable(error) }, 'A post was not confirmed');
      const failed = failedPost(error);
      noteLimit(error, channelId, failed);
      return failed;
    }
  }

  /** The thread of a message has the message's id. Made where there is none; what went wrong else. */
  async function openThread(
    channelId: string,
    messageRef: string,
    reply: Reply,
  ): Promise<Exclude<PostResult, { outcome: 'sent' }> | undefined> {
    try {
      await rest.post(Routes.threads(channelId, messageRef), {
        body: { name: threadName(reply), auto_archive_duration: THREAD_SLEEPS_AFTER_MINUTES },
      });
      return undefined;
    } catch (error) {
      const isThere =
        error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage;
      if (isThere) return undefined;
      const failed = failedPost(error);
      // Nothing has been posted yet, and to make the thread again makes no second one.
      return failed.outcome === 'unknown' ? { ...failed, outcome: 'retry' } : failed;
    }
  }

  /** An attempt that lies ahead was made by a clock that was wrong: nobody knows how old it is. */
  function isNonceKept(firstTriedAt: Date): boolean {
    const ageMs = now() - firstTriedAt.getTime();
    return ageMs >= 0 && ageMs <= NONCE_KEPT_MS;
  }

  async function attempt(request: PostRequest): Promise<PostResult> {
    const { target, key, firstTriedAt, inThreadOf } = request;
    const { guildId, channelId } = targetOf(target);
    const refused = await postAccess(guildId === 'dm' ? null : guildId, channelId, {
      config,
      rest,
      membership,
    });
    if (refused !== undefined) return refused;
    if (firstTriedAt !== undefined) {
      // A clock that was set in between makes an old attempt look young: the history is read of every attempt.
      const earlier = await readBack(target, key, firstTriedAt, inThreadOf);
      if (earlier.found === 'yes') return { outcome: 'sent', messageRef: earlier.messageRef };
      if (earlier.found === 'unreadable' && !isNonceKept(firstTriedAt))
        return { outcome: 'unknown', reason: earlier.reason, retryAfterMs: READ_AGAIN_MS };
    }
    if (inThreadOf === undefined || guildId === 'dm') return create(channelId, request);
    const failed = await openThread(channelId, inThreadOf, request.reply);
    const result = failed ?? (await create(inThreadOf, request));
    // The channel itself may well take posts: that is found out by the next one to it.
    return result.outcome === 'gone' ? { ...result, outcome: 'rejected' } : result;
  }

  const readBack: Poster['readBack'] = (target, key, since, inThreadOf) => {
    const { guildId, channelId } = targetOf(target);
    const placeId = guildId === 'dm' ? channelId : (inThreadOf ?? channelId);
    return readBackPost({ rest, botId: botId(), now }, placeId, key, since);
  };

  async function tracked<Result>(work: Promise<Result>): Promise<Result> {
    inFlight.add(work);
    try {
      return await work;
    } finally {
      inFlight.delete(work);
    }
  }

  return {
    isIdempotent: true,
    async post(request) {
      if (isStopped || request.signal?.aborted === true)
        return { outcome: 'retry', reason: 'the bot is stopping' };
      try {
        return await tracked(attempt(request));
      } catch (error) {
        // A defect of ours before anything was sent; the same message would meet it again.
        logger.error({ error: loggable(error) }, 'A post could not be made');
        return { outcome: 'rejected', reason: 'the message could not be made' };
      }
    },
    readBack,
    async openDirect(actorId) {
      try {
        const recipient = actorId.slice(actorId.indexOf(':') + 1);
        const answer = await rest.post(Routes.userChannels(), { body: { recipient_id: recipient } });
        return conversationOf(null, Created.parse(answer).id);
      } catch (error) {
        logger.warn({ error: loggable(error) }, 'No direct conversation could be opened');
        return undefined;
      }
    },
    canPost: (target) =>
      postingRight(targetOf(target).channelId, { rest, botId: botId(), invite: inviteLink(config) }),
    async stop() {
      isStopped = true;
      await Promise.allSettled(inFlight);
    },
  };
}
