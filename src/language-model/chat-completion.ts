import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { type FetchedResponse, fetchWithin } from '../http/fetch-within.ts';
import { HttpError, type HttpFailure } from '../http/http-error.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import type { ChatMessage } from './prompt.ts';

/** One request to an endpoint that speaks OpenAI's `/chat/completions`, streamed. */

export type CompletionFailure =
  | HttpFailure
  /** A status other than 200, or an error within the stream. */
  | 'refused'
  /** Not an event stream. */
  | 'wrong-type'
  /** Events that are no chunks of a completion. */
  | 'garbage'
  /** The end came before the model had finished. */
  | 'cut-off'
  | 'too-long';

/** A completion that could not be had. Its message holds nothing of what was asked or answered. */
export class CompletionError extends Error {
  readonly failure: CompletionFailure;
  /** How long the endpoint wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(failure: CompletionFailure, message: string, retryAfter?: number) {
    super(message);
    this.name = 'CompletionError';
    this.failure = failure;
    this.retryAfterMs = retryAfter;
  }
}

export type Completion = {
  readonly text: string;
  /** Tokens of question and answer as the endpoint counts them; absent where it does not tell. */
  readonly tokens?: number;
};

export type CompletionOptions = {
  readonly endpoint: {
    readonly baseUrl: string;
    readonly model: string;
    readonly apiKey: string | undefined;
  };
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
};

/** An answer of four sentences has hardly 1,500 characters. */
const MAX_TEXT = 8000;
/** A token is an event of about 300 bytes; a model that thinks aloud first may need thousands. */
const MAX_STREAM_BYTES = 8_000_000;
const MAX_EVENT = 100_000;

const tokenCount = z.int().min(0).max(100_000_000);
const Chunk = z.object({
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: tokenCount, completion_tokens: tokenCount }).nullish(),
});

function parseChunk(data: string): z.infer<typeof Chunk> {
  try {
    return Chunk.parse(JSON.parse(data));
  } catch {
    throw new CompletionError('garbage', 'An event is not a chunk of a completion');
  }
}

/** Collects what the events say; `isOver` once nothing more is to be read. */
function createCollector() {
  let text = '';
  let finish: string | undefined;
  let tokens: number | undefined;
  let isOver = false;
  return {
    take(data: string): void {
      if (isOver) return;
      if (data.trim() === '[DONE]') {
        isOver = true;
        return;
      }
      const chunk = parseChunk(data);
      if (chunk.error != null) throw new CompletionError('refused', 'An error within the stream');
      const choice = chunk.choices?.[0];
      text += choice?.delta?.content ?? '';
      if (text.length > MAX_TEXT) throw new CompletionError('too-long', `More than ${MAX_TEXT} characters`);
      finish = choice?.finish_reason ?? finish;
      if (chunk.usage != null) tokens = chunk.usage.prompt_tokens + chunk.usage.completion_tokens;
    },
    isOver: () => isOver,
    /** @throws CompletionError where the model was interrupted: half a sentence may say the opposite */
    completion(): Completion {
      const isWhole = finish === 'stop' || (finish === undefined && isOver);
      if (!isWhole) throw new CompletionError('cut-off', `It ended with ${finish ?? 'nothing'}`.slice(0, 60));
      return tokens === undefined ? { text } : { text, tokens };
    },
  };
}

async function readStream(response: FetchedResponse): Promise<Completion> {
  const collector = createCollector();
  const parser = createParser({
    maxBufferSize: MAX_EVENT,
    onEvent: ({ data }) => collector.take(data),
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded')
        throw new CompletionError('garbage', `An event of more than ${MAX_EVENT} characters`);
    },
  });
  for await (const piece of response.text()) {
    parser.feed(piece);
    if (collector.isOver()) break;
  }
  return collector.completion();
}

/**
 * The model's whole answer. The request holds nothing but model, messages and `stream`: whatever else one server wants,
 * another refuses.
 *
 * @throws CompletionError; the signal's reason where the caller aborted
 */
export async function complete(
  messages: readonly ChatMessage[],
  { endpoint, timeoutMs, now, signal }: CompletionOptions,
): Promise<Completion> {
  const { baseUrl, model, apiKey } = endpoint;
  const request = {
    url: `${baseUrl}/chat/completions`,
    from: 'configuration',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, messages, stream: true }),
  } as const;
  try {
    const limits = { timeoutMs, maxBytes: MAX_STREAM_BYTES, ...(signal !== undefined && { signal }) };
    const response = await fetchWithin(request, limits);
    const { status, headers } = response;
    const type = headers.get('content-type') ?? '';
    if (status !== 200 || !/^text\/event-stream\b/i.test(type)) response.cancel();
    if (status !== 200)
      throw new CompletionError(
        'refused',
        `Status ${status}`,
        retryAfterMs(headers.get('retry-after'), now()),
      );
    if (!/^text\/event-stream\b/i.test(type))
      throw new CompletionError('wrong-type', 'The answer is not an event stream');
    return await readStream(response);
  } catch (error) {
    if (error instanceof HttpError) throw new CompletionError(error.failure, error.message);
    throw error;
  }
}
