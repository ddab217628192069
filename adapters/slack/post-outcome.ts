import { webApi } from '@slack/bolt';
import type { PostResult } from '../../src/adapter.ts';
import { wasNeverSent } from '../../src/http/never-sent.ts';
import { describeError, slackErrorOf } from './errors.ts';

/** What an error says about a post: whether it may stand there, and whether trying again can help. */

type Failed = Exclude<PostResult, { outcome: 'sent' }>;

/** Whoever operates the bot or the workspace has to do something first. */
const LATER_MS = 5 * 60_000;

/** Slack's own words for these: "It's possible some aspect of the operation succeeded before the error was raised." */
const MAYBE_POSTED = new Set(['fatal_error', 'internal_error']);

const LATER = new Set([
  'invalid_auth',
  'not_authed',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'token_expired',
]);

/** What Slack refuses because of the message, whoever sends it and wherever. */
const OF_THE_MESSAGE =
  /^(?:invalid_(?:arg|array|blocks|form|metadata|thread)|msg_|metadata_|no_text|too_many_|markdown_|cannot_reply|thread_not_found)/;

const REASONS: Readonly<Record<string, string>> = {
  account_inactive: 'the bot was removed from the workspace',
  cannot_dm_bot: 'bots take no direct messages',
  channel_not_found: 'the channel is not there any more, or the bot was removed from it',
  is_archived: 'the channel is archived',
  messages_tab_disabled: 'the person takes no direct messages from the bot',
  not_in_channel: 'the bot is not in the channel any more',
  restricted_action: 'the workspace lets only some people write in the channel',
  token_revoked: 'the bot was removed from the workspace',
  user_disabled: 'the person is not in the workspace any more',
};

function refused(name: string, reason: string, askAgainMs: number): Failed {
  if (name === 'ratelimited' || name === 'rate_limited') return { outcome: 'retry', reason };
  if (MAYBE_POSTED.has(name)) return { outcome: 'unknown', reason, retryAfterMs: askAgainMs };
  if (LATER.has(name)) return { outcome: 'retry', reason, retryAfterMs: LATER_MS };
  if (OF_THE_MESSAGE.test(name)) return { outcome: 'rejected', reason };
  // Whatever else Slack refuses, it refuses here: somebody is told the reason, and nothing is lost until they have mended it.
  return { outcome: 'gone', reason: REASONS[name] ?? reason };
}

/**
 * Pure: the outcome of a post that ended with this error.
 *
 * @param askAgainMs when the history tells what became of a post whose reply was lost
 */
export function failedPost(error: unknown, askAgainMs: number): Failed {
  const reason = describeError(error);
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { outcome: 'retry', reason, retryAfterMs: error.retryAfter * 1000 };
  const name = slackErrorOf(error);
  if (name !== undefined) return refused(name, reason, askAgainMs);
  const isRefusal = error instanceof webApi.WebAPIHTTPError && error.statusCode < 500;
  if (isRefusal) return { outcome: 'retry', reason, retryAfterMs: LATER_MS };
  const original = error instanceof webApi.WebAPIRequestError ? error.original : error;
  if (wasNeverSent(original)) return { outcome: 'retry', reason };
  return { outcome: 'unknown', reason, retryAfterMs: askAgainMs };
}
