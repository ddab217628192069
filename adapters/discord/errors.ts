import { DiscordAPIError, GatewayCloseCodes, HTTPError, RESTJSONErrorCodes } from 'discord.js';
import type { AdapterEnd } from '../../src/adapter.ts';

/** What can go wrong between the bot and Discord, in words that hold no secret. */

/** What a log may carry of an error: the library's own errors hold addresses with tokens in them, so they are never logged whole. */
export type LoggableError = {
  readonly name: string;
  readonly code?: number | string;
  readonly status?: number;
  readonly method?: string;
  /** Without ids and tokens. */
  readonly route?: string;
  readonly message?: string;
  readonly stack?: string;
};

/** `/webhooks/1/a-token/messages/2` as `/webhooks/:id/:token/messages/:id`. */
function routeName(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address;
  return path
    .replace(/\/(webhooks|interactions)\/(\d+)\/[^/]+/, '/$1/$2/:token')
    .replace(/\/\d{5,}/g, '/:id')
    .replace('%40', '@');
}

/** Pure: the parts of an error that may be written down. */
export function loggable(error: unknown): LoggableError {
  if (error instanceof DiscordAPIError) {
    const { code, status, method, url } = error;
    return { name: 'DiscordAPIError', code, status, method, route: routeName(url) };
  }
  if (error instanceof HTTPError) {
    const { status, method, url } = error;
    return { name: 'HTTPError', status, method, route: routeName(url) };
  }
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  return { name, message, ...(code !== undefined && { code }), ...(stack !== undefined && { stack }) };
}

const {
  UnknownInteraction,
  UnknownWebhook,
  UnknownMessage,
  UnknownChannel,
  InvalidWebhookToken,
  InteractionHasAlreadyBeenAcknowledged,
} = RESTJSONErrorCodes;

function hasCode(error: unknown, codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/** Nobody waits for the answer any more: too late, or the message is gone. */
export function isGone(error: unknown): boolean {
  return hasCode(error, [
    UnknownInteraction,
    UnknownWebhook,
    UnknownMessage,
    UnknownChannel,
    InvalidWebhookToken,
  ]);
}

/** Somebody else has acknowledged it: a second process with the same token, or an attempt whose answer was lost. */
export function isAcknowledgedAlready(error: unknown): boolean {
  return hasCode(error, [InteractionHasAlreadyBeenAcknowledged]);
}

/** The bot's own token is not valid (any more); an interaction's token that is too old is another thing. */
export function isRevoked(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401 && error.code !== InvalidWebhookToken;
}

/** The request may not have arrived, or Discord could not take it: the same request may work in a moment. */
export function isPassing(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status >= 500;
  return (
    error instanceof HTTPError || (error instanceof Error && error.name !== 'AbortError' && 'code' in error)
  );
}

export const TOKEN_REFUSED =
  'Discord refuses the token: it was reset or is not complete. Put a new one into DISCORD_TOKEN.';

const ENDING_CODES: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, TOKEN_REFUSED],
  [GatewayCloseCodes.InvalidShard, 'Discord refuses the connection: invalid shard (4010).'],
  [
    GatewayCloseCodes.ShardingRequired,
    'Discord refuses the connection: the bot is in too many servers for one process (4011).',
  ],
  [
    GatewayCloseCodes.InvalidAPIVersion,
    'Discord refuses the connection: it no longer speaks version 10 (4012).',
  ],
  [GatewayCloseCodes.InvalidIntents, 'Discord refuses the connection: invalid intents (4013).'],
]);

/** Pure: why the gateway closed for good. */
export function describeClose(code: number, privileged: readonly string[]): AdapterEnd {
  if (code === GatewayCloseCodes.DisallowedIntents) {
    const names = privileged.length === 0 ? 'an intent' : privileged.join(', ');
    return {
      isFinal: true,
      reason: `Discord does not allow ${names} (4014). Switch it on at the application's page "Bot", or set DISCORD_MESSAGE_CONTENT=no.`,
    };
  }
  const reason = ENDING_CODES.get(code) ?? `Discord has closed the connection for good (${code}).`;
  return { isFinal: true, reason };
}
