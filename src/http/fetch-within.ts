import { fetch, type Headers } from 'undici';
import { HttpError } from './http-error.ts';

export type FetchRequest = {
  /** From the operator's configuration, hence trusted: it may lead inside the network. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type FetchLimits = {
  /** For everything, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** Of the body, after decompression. */
  readonly maxBytes: number;
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

/**
 * One request, never repeated, within limits of time and size. A redirection is a failure: what is sent is meant for the
 * configured address alone.
 *
 * @throws HttpError; the signal's reason where the caller aborted
 */
export async function fetchWithin(request: FetchRequest, limits: FetchLimits): Promise<FetchedResponse> {
  const { timeoutMs, maxBytes, signal } = limits;
  const controller = new AbortController();
  const deadline = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([controller.signal, deadline, ...(signal === undefined ? [] : [signal])]);

  function failed(error: unknown, failure: 'unreachable' | 'broken-off'): unknown {
    if (error instanceof HttpError) return error;
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
    const { url, ...init } = request;
    const response = await fetch(url, { ...init, redirect: 'error', signal: stop });
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
