import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { PostResult } from '../../src/adapter.ts';
import { wasNeverSent } from '../../src/http/never-sent.ts';
import { isRevoked, loggable, TOKEN_REFUSED } from './errors.ts';

/** What an error says about a post: whether it may stand there, and whether trying again can help. */

type Failed = Exclude<PostResult, { outcome: 'sent' }>;

/** Whoever operates the bot has to do something first. */
const LATER_MS = 5 * 60_000;
/** The same nonce again makes no second message: there is nothing to wait for but the network. */
const SOON_MS = 2000;

const { InvalidActionOnArchivedThread, ThreadLocked, CannotExecuteActionOnThisChannelType } =
  RESTJSONErrorCodes;
/** Answered with another status than 403 and 404, and as final. */
const GONE_CODES: ReadonlySet<number> = new Set([
  InvalidActionOnArchivedThread,
  ThreadLocked,
  CannotExecuteActionOnThisChannelType,
]);

const REASONS: Readonly<Record<number, string>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'the channel is not there any more',
  [RESTJSONErrorCodes.UnknownGuild]: 'the bot is not in the server any more',
  [RESTJSONErrorCodes.MissingAccess]: 'the bot may not see the channel, or is not in the server any more',
  [RESTJSONErrorCodes.MissingPermissions]: 'the bot may not write in the channel',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'the person takes no direct messages from the bot',
  [InvalidActionOnArchivedThread]: 'the thread is archived',
  [ThreadLocked]: 'the thread is locked',
  [CannotExecuteActionOnThisChannelType]: 'nothing can be posted in a channel of this kind',
};

function refused({ status, code }: DiscordAPIError): Failed {
  const known = REASONS[Number(code)];
  if (GONE_CODES.has(Number(code))) return { outcome: 'gone', reason: known ?? `Discord says ${code}` };
  const isDiscord = typeof code === 'number' && code > 0;
  if (status === 403 || status === 404) {
    // A proxy in between refuses for reasons of its own, which say nothing about the channel.
    if (!isDiscord) return { outcome: 'retry', reason: `answered with ${status}`, retryAfterMs: LATER_MS };
    return { outcome: 'gone', reason: known ?? `Discord answered with ${status}, code ${code}` };
  }
  return { outcome: 'rejected', reason: `Discord answered with ${status}, code ${code}` };
}

/** Pure: the outcome of a post that ended with this error. */
export function failedPost(error: unknown): Failed {
  if (error instanceof RateLimitError) {
    const { retryAfter, timeToReset, sublimitTimeout } = error;
    const wait = Math.max(retryAfter, timeToReset, sublimitTimeout, 1000);
    return { outcome: 'retry', reason: 'Discord asks to wait', retryAfterMs: Math.ceil(wait) };
  }
  if (isRevoked(error)) return { outcome: 'retry', reason: TOKEN_REFUSED, retryAfterMs: LATER_MS };
  if (error instanceof DiscordAPIError) return refused(error);
  const { name, status, code } = loggable(error);
  const what = [name, status ?? code].filter((part) => part !== undefined).join(' ');
  if (wasNeverSent(error)) return { outcome: 'retry', reason: `Discord cannot be reached (${what})` };
  return { outcome: 'unknown', reason: `no answer of Discord (${what})`, retryAfterMs: SOON_MS };
}
