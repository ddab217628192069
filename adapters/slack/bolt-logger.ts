import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../src/logger.ts';

/** An address keeps its host only: paths and queries hold `response_url`s and socket tickets. Tokens go entirely. */
function withoutSecrets(text: string): string {
  return text
    .replace(/\b((?:https?|wss?):\/\/[^/\s"'?]+)[^\s"']*/gi, '$1/…')
    .replace(/\bx(?:ox[a-z]|app)[-.][\w.-]+/gi, '[token]');
}

function words(parts: readonly unknown[]): string {
  const said = parts.map((part) => (part instanceof Error ? part.message : String(part)));
  return withoutSecrets(said.join(' ')).slice(0, 500);
}

/**
 * What Slack's libraries log, as our logger's lines. Never below `info`, whatever is asked for: their debug lines print whole
 * payloads and the socket's ticket.
 */
export function createBoltLogger(logger: Logger): BoltLogger {
  return {
    debug: () => undefined,
    info: (...parts) => logger.debug({ library: 'slack' }, words(parts)),
    warn: (...parts) => logger.warn({ library: 'slack' }, words(parts)),
    error: (...parts) => logger.error({ library: 'slack' }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
