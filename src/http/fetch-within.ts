import { lookup } from 'node:dns';
import { Agent, buildConnector, fetch, type Headers, type Response } from 'undici';
import { guardConnector, guardLookup, webAddress } from './guard.ts';
import { HttpError } from './http-error.ts';

export type FetchRequest = {
  readonly url: string;
  /** `configuration`: the operator wrote it, so it may lead inside the network. `elsewhere`: out of a feed, a redirection, a chat. */
  readonly from: 'configuration' | 'elsewhere';
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type FetchLimits = {
  /** For everything, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** Of the body, after decompression. */
  readonly maxBytes: number;
  /** How many redirections of a GET are followed, each checked. Default: none, as what is sent is meant for that address alone. */
  readonly redirects?: number;
  readonly signal?: AbortSignal;
};

export type FetchedResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text as it arrives; to be read once. Throws {@link HttpError}. */
  text(): AsyncGenerator<string, void, undefined>;
  /** Ends the transfer where the body is not wanted, or not wanted any more. */
  cancel(): void;
};

const REDIRECTIONS = [301, 302, 303, 307, 308];
/** Meant for one server, and not for whoever that one names. */
const PERSONAL_HEADERS = ['authorization', 'cookie'];

const guarded = new Agent({
  connect: guardConnector(buildConnector({ lookup: guardLookup(lookup) })),
});

/** Where an answer leads; undefined where it is the answer itself. */
function leadsTo({ status, headers }: Response, url: URL): URL | undefined {
  const location = headers.get('location');
  return location === null || !REDIRECTIONS.includes(status) ? undefined : webAddress(location, url);
}

/** Follows redirections; one away from the configured server is watched as any address that others wrote. */
async function follow(request: FetchRequest, redirects: number, signal: AbortSignal): Promise<Response> {
  const { from, url: address, ...init } = request;
  const headers = new Map(Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]));
  let url = webAddress(address);
  let isTrusted = from === 'configuration';
  for (let left = redirects; ; left -= 1) {
    const response = await fetch(url, {
      ...init,
      headers: [...headers],
      redirect: 'manual',
      signal,
      ...(!isTrusted && { dispatcher: guarded }),
    });
    const next = leadsTo(response, url);
    if (next === undefined) return response;
    await response.body?.cancel();
    if (left <= 0) throw new HttpError('unreachable', 'It redirects too often');
    if (next.origin !== url.origin) {
      isTrusted = false;
      for (const name of PERSONAL_HEADERS) headers.delete(name);
    }
    url = next;
  }
}

/**
 * One request, never repeated, within limits of time and size. Every address that a configuration did not name is kept out of
 * the lab's own network.
 *
 * @throws HttpError; the signal's reason where the caller aborted
 */
export async function fetchWithin(request: FetchRequest, limits: FetchLimits): Promise<FetchedResponse> {
  const { timeoutMs, maxBytes, redirects = 0, signal } = limits;
  const controller = new AbortController();
  const deadline = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([controller.signal, deadline, ...(signal === undefined ? [] : [signal])]);

  function failed(error: unknown, failure: 'unreachable' | 'broken-off'): unknown {
    if (error instanceof HttpError) return error;
    // The guard's word comes wrapped in fetch's own error.
    if (error instanceof Error && error.cause instanceof HttpError) return error.cause;
    if (signal?.aborted) return signal.reason;
    if (deadline.aborted) return new HttpError('timeout', `No whole answer within ${timeoutMs} ms`);
    const what = failure === 'unreachable' ? 'No answer' : 'The answer broke off';
    return new HttpError(failure, what, { cause: error });
  }

  async function* text(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
    const decoder = new TextDecoder();
    let bytes = 0;
    try {
      // What is counted here has been decompressed: a small body may grow a thousandfold.
      for await (const chunk of body) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) throw new HttpError('too-large', `More than ${maxBytes} bytes`);
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw failed(error, 'broken-off');
    } finally {
      controller.abort();
    }
  }

  try {
    const response = await follow(request, request.method === 'GET' ? redirects : 0, stop);
    const { status, headers, body } = response;
    return {
      status,
      headers,
      text: () => text(body ?? (async function* () {})()),
      cancel: () => controller.abort(),
    };
  } catch (error) {
    throw failed(error, 'unreachable');
  }
}
