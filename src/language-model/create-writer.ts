import type { Writer, WritingTask } from '../answers/writer.ts';
import type { LanguageModelConfig } from '../config.ts';
import type { Logger } from '../logger.ts';
import { CompletionError, type CompletionFailure, complete } from './chat-completion.ts';
import { type ChatMessage, messagesFor, NOT_TOLD } from './prompt.ts';
import type { TokenLedger } from './token-ledger.ts';
import { BYTES_PER_TOKEN, estimateTokens } from './tokens.ts';

export type WriterParts = {
  readonly config: LanguageModelConfig;
  readonly tokens: TokenLedger;
  readonly logger: Logger;
  readonly now: () => Date;
};

/** Kept free in the context for the rules, the question and how it was understood, and for the answer. */
const PROMPT_TOKENS = 900;
const ANSWER_TOKENS = 600;
/** An endpoint that has failed is left alone so long: nobody waits twice for one that stalls. */
const PAUSE_MS = 30_000;
const MAX_PAUSE_MS = 3_600_000;
/** Failures before any model has worked. */
const NO_WORK: ReadonlySet<CompletionFailure> = new Set(['unreachable', 'refused']);
/** What models that think aloud write first. */
const THINKING = /^\s*<think>[\s\S]*?<\/think>/;

/** A {@link Writer} over an endpoint. The log gets durations, counts and outcomes; never what was asked or written. */
export function createWriter({ config, tokens: ledger, logger, now }: WriterParts): Writer {
  const { model, contextTokens, dailyTokens, timeoutMs } = config;
  let pausedUntil = 0;

  function pause(ms: number): void {
    pausedUntil = now().getTime() + ms;
  }

  function failed(error: unknown, ms: number): void {
    const isKnown = error instanceof CompletionError;
    const wanted = isKnown ? (error.retryAfterMs ?? 0) : 0;
    const pauseMs = Math.min(MAX_PAUSE_MS, Math.max(PAUSE_MS, wanted));
    pause(pauseMs);
    const told = isKnown
      ? { outcome: error.failure, reason: error.message }
      : { outcome: 'defect', err: error };
    logger.warn({ ...told, ms, pauseMs }, 'The language model failed; the papers are quoted without it');
  }

  function answered(
    { text, tokens }: { readonly text: string; readonly tokens: number },
    ms: number,
  ): string | undefined {
    const written = text.replace(THINKING, '').trim();
    const isTold = written !== '' && !written.includes(NOT_TOLD);
    logger.info({ outcome: isTold ? 'written' : 'not-told', ms, tokens }, 'The language model answered');
    return isTold ? written : undefined;
  }

  async function askModel(messages: readonly ChatMessage[], signal: AbortSignal | undefined) {
    const question = estimateTokens(messages.map(({ content }) => content).join('\n'));
    const taken = question + ANSWER_TOKENS;
    const day = now().toISOString().slice(0, 10);
    if (!(await ledger.take(day, taken, dailyTokens))) {
      pause(PAUSE_MS);
      logger.warn(
        { outcome: 'budget' },
        "The language model is not asked: too little of the day's budget is left",
      );
      return undefined;
    }
    try {
      const options = { endpoint: config, timeoutMs, now, ...(signal !== undefined && { signal }) };
      const { text, tokens = question + estimateTokens(text) } = await complete(messages, options);
      await ledger.giveBack(day, taken - tokens);
      return { text, tokens };
    } catch (error) {
      // Elsewhere what was taken stays so: the endpoint may have done the work, and charge for it.
      if (error instanceof CompletionError && NO_WORK.has(error.failure)) await ledger.giveBack(day, taken);
      throw error;
    }
  }

  async function write(task: WritingTask, { signal }: { readonly signal?: AbortSignal }) {
    const start = performance.now();
    const ms = () => Math.round(performance.now() - start);
    try {
      const completion = await askModel(messagesFor(task), signal);
      return completion && answered(completion, ms());
    } catch (error) {
      if (signal?.aborted) throw error;
      failed(error, ms());
      return undefined;
    }
  }

  return {
    name: model,
    capacity: Math.floor((contextTokens - PROMPT_TOKENS - ANSWER_TOKENS) * BYTES_PER_TOKEN),
    isReady: () => now().getTime() >= pausedUntil,
    write,
    checked: (result) => logger.info(result, 'What the language model wrote was checked'),
  };
}
