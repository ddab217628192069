import { webApi } from '@slack/bolt';
import { AdapterStartError } from '../../src/adapter.ts';

/** What goes wrong with Slack, in words that hold no token and no address. */

/** Errors after which no call with this token can succeed (docs.slack.dev/reference/methods/auth.test). */
const DEAD_TOKEN = new Set([
  'account_inactive',
  'enterprise_is_restricted',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'team_access_not_granted',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]);

/** A window can be opened for 3 s after a press, once. */
const LATE_TRIGGERS = new Set(['exchanged_trigger_id', 'expired_trigger_id']);

/** Slack's name of an error; undefined where Slack did not answer. */
export function slackErrorOf(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** True where the token is worth nothing any more. */
export function isDeadToken(error: unknown): boolean {
  return DEAD_TOKEN.has(slackErrorOf(error) ?? '');
}

/** True where connecting again cannot help. */
export function isFinal(error: unknown): boolean {
  return isDeadToken(error) || slackErrorOf(error) === 'missing_scope';
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[A-Z_]+$/.test(error.code)) return error.code;
  return systemCode(error.cause);
}

/** What happened, for the log: Slack's own name of the error, the status, or the system's code. */
export function describeError(error: unknown): string {
  const named = slackErrorOf(error);
  if (named !== undefined) return `Slack says ${named}`;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `Slack asks to wait for ${error.retryAfter} seconds`;
  if (error instanceof webApi.WebAPIHTTPError) return `Slack answered with status ${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) {
    if (error.original.name === 'TimeoutError') return 'Slack did not answer in time';
    return `Slack could not be reached (${systemCode(error.original) ?? error.original.name})`;
  }
  return error instanceof Error ? (systemCode(error) ?? error.name) : 'an unknown error';
}

/** What whoever asked can do about an error; undefined where that is nothing. */
export function adviceTo(error: unknown): string | undefined {
  return LATE_TRIGGERS.has(slackErrorOf(error) ?? '')
    ? 'That took too long for Slack. Please press the button again.'
    : undefined;
}

/** How to mend what Slack refused, where that is known. */
const ADVICE: Readonly<Record<string, string>> = {
  missing_scope:
    'The token lacks a permission: install the app again with the manifest that `npm run manifest` prints.',
  not_allowed_token_type: 'A token of another kind is needed: xoxb- for the bot, xapp- for the connection.',
};

/** The error of a start; `what` is what was tried: "Slack refused the bot's token". */
export function startError(what: string, error: unknown): AdapterStartError {
  const advice = ADVICE[slackErrorOf(error) ?? ''];
  const message = `${what}: ${describeError(error)}.${advice === undefined ? '' : ` ${advice}`}`;
  return new AdapterStartError(message, { isFinal: isFinal(error) });
}
