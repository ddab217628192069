import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger as BoltLogger, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../src/config.ts';
import type { SlackMessage } from './render.ts';

/** Calls to Slack that answer somebody. */

/** Longer than this nobody waits for a reply. */
const MAX_WAIT_SECONDS = 30;

/**
 * How the library's clients are set up. It repeats nothing by itself: a post whose reply was lost would stand there twice. A
 * rate limit is an error, not a pause of the client's whole queue.
 */
export function clientOptions({ apiUrl }: Pick<SlackConfig, 'apiUrl'>, timeout: number, logger: BoltLogger) {
  return {
    slackApiUrl: `${apiUrl}/`,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  } satisfies webApi.WebClientOptions;
}

/** A `response_url` answered with something else than success. Carries no address. */
export class ResponseError extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(status: number, retryAfter: number | undefined) {
    super(`The response_url answered with status ${status}`);
    this.name = 'ResponseError';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  return error instanceof ResponseError ? error.retryAfter : undefined;
}

/** Calls again, once, after the time that Slack asks for; nothing was done then, so nothing is done twice. */
export async function patiently<Result>(call: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const seconds = retryAfterOf(error);
    if (seconds === undefined || seconds > MAX_WAIT_SECONDS) throw error;
    await sleep(seconds * 1000, undefined, { signal });
    return call();
  }
}

/** What is sent to a `response_url`. */
export type Response =
  | (SlackMessage & {
      readonly response_type: 'ephemeral' | 'in_channel';
      readonly replace_original: boolean;
      readonly thread_ts?: string;
      readonly unfurl_links: false;
      readonly unfurl_media: false;
    })
  | { readonly delete_original: true };

/** Sends to a `response_url`. @throws ResponseError, or what `fetch` throws */
export async function respond(url: string, response: Response, timeoutMs: number): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(response),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.body?.cancel();
  if (answer.ok) return;
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  throw new ResponseError(
    answer.status,
    answer.status === 429 && Number.isFinite(seconds) ? seconds : undefined,
  );
}
