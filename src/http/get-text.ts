import { type Backoff, backoffMs } from '../backoff.ts';
import type { Clock } from '../schedule/clock.ts';
import { type FetchedResponse, type FetchLimits, type FetchRequest, fetchWithin } from './fetch-within.ts';
import { HttpError } from './http-error.ts';
import type { Limiter } from './limiter.ts';
import { retryAfterMs } from './retry-after.ts';

export type GetOptions = Omit<FetchLimits, 'signal'> & {
  readonly headers: Readonly<Record<string, string>>;
  /** How often it is tried at most, the first time included. */
  readonly attempts: number;
  /** Every attempt waits for its turn there. */
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
};

/** Full jitter: bots that failed together come back one by one. */
const PAUSES: Backoff = { firstMs: 5000, longestMs: 90_000, leastPart: 0 };
/** A server that wants a longer pause is left alone, and everybody who would ask it is told at once. */
const LONGEST_WAIT_MS = 120_000;
/** No server is left alone for longer, whatever it says. */
const LONGEST_REST_MS = 24 * 3_600_000;
/** These may pass; 4xx beside them say that the request itself is wrong. */
const PASSING_STATUS = [408, 425, 429, 500, 502, 503, 504];

async function read(response: FetchedResponse): Promise<string> {
  let text = '';
  for await (const piece of response.text()) text += piece;
  return text;
}

function mayPass({ failure, status = 0 }: HttpError): boolean {
  return (
    failure === 'timeout' ||
    failure === 'unreachable' ||
    failure === 'broken-off' ||
    (failure === 'status' && PASSING_STATUS.includes(status))
  );
}

/**
 * Reads a page of text with GET. Where the failure may pass it is tried again: after what Retry-After asks for, else after a
 * random, growing pause. All who share the limiter rest meanwhile.
 *
 * @throws HttpError of the last attempt; the signal's reason where the caller aborted
 */
export async function getText(
  { url, from }: Pick<FetchRequest, 'url' | 'from'>,
  { headers, attempts, limiter, clock, random, ...limits }: GetOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<string> {
  async function once(): Promise<string> {
    const response = await fetchWithin({ url, from, method: 'GET', headers }, { ...limits, signal });
    if (response.status === 200) return read(response);
    response.cancel();
    throw new HttpError('status', `Status ${response.status}`, {
      status: response.status,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), clock.now()),
    });
  }

  for (let failures = 1; ; failures += 1) {
    const restMs = limiter.restsUntil().getTime() - clock.now().getTime();
    if (restMs > LONGEST_WAIT_MS)
      throw new HttpError('unreachable', 'It wants to be left alone for a while', { retryAfterMs: restMs });
    try {
      return await limiter.run(once, signal);
    } catch (error) {
      if (!(error instanceof HttpError) || !mayPass(error)) throw error;
      const wanted = Math.min(error.retryAfterMs ?? 0, LONGEST_REST_MS);
      const ms = Math.max(wanted, backoffMs(failures, PAUSES, random));
      limiter.rest(new Date(clock.now().getTime() + ms));
      if (failures >= attempts || wanted > LONGEST_WAIT_MS) throw error;
    }
  }
}
