import type { Writer, WritingTask } from '../answers/writer.ts';
import type { LanguageModelConfig } from '../config.ts';
import type { Logger } from '../logger.ts';
import { type Completion, CompletionError, type CompletionFailure, complete } from './chat-completion.ts';
import { messagesFor, NOT_TOLD } from './prompt.ts';
import { createTokenBudget } from './token-budget.ts';
import { BYTES_PER_TOKEN, estimateTokens } from './tokens.ts';

export type WriterParts = {
  readonly config: LanguageModelConfig;
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
export function createWriter({ config, logger, now }: WriterParts): Writer {
  const { model, contextTokens, dailyTokens, timeoutMs } = config;
  const budget = createTokenBudget(dailyTokens, now);
  let pausedUntil = 0;

  function failed(error: unknown, ms: number): void {
    const isKnown = error instanceof CompletionError;
    const wanted = isKnown ? (error.retryAfterMs ?? 0) : 0;
    const pauseMs = Math.min(MAX_PAUSE_MS, Math.max(PAUSE_MS, wanted));
    pausedUntil = now().getTime() + pauseMs;
    const told = isKnown
      ? { outcome: error.failure, reason: error.message }
      : { outcome: 'defect', err: error };
    logger.warn({ ...told, ms, pauseMs }, 'The language model failed; the papers are quoted without it');
  }

  function answered({ text, tokens }: Completion, ms: number): string | undefined {
    const written = text.replace(THINKING, '').trim();
    const isTold = written !== '' && !written.includes(NOT_TOLD);
    logger.info({ outcome: isTold ? 'written' : 'not-told', ms, tokens }, 'The language model answered');
    return isTold ? written : undefined;
  }

  async function write(task: WritingTask, { signal }: { readonly signal?: AbortSignal }) {
    const messages = messagesFor(task);
    const asked = estimateTokens(messages.map(({ content }) => content).join('\n'));
    const settle = budget.take(asked + ANSWER_TOKENS);
    if (settle === undefined) {
      logger.warn(
        { outcome: 'budget' },
        "The language model is not asked: too little of the day's budget is left",
      );
      return undefined;
    }
    const start = performance.now();
    const ms = () => Math.round(performance.now() - start);
    try {
      const completion = await complete(messages, {
        endpoint: config,
        timeoutMs,
        now,
        ...(signal !== undefined && { signal }),
      });
      const counted = { ...completion, tokens: completion.tokens ?? asked + estimateTokens(completion.text) };
      settle(counted.tokens);
      return answered(counted, ms());
    } catch (error) {
      if (signal?.aborted) throw error;
      // Elsewhere what was set aside stays so: the endpoint may have done the work, and charge for it.
      if (error instanceof CompletionError && NO_WORK.has(error.failure)) settle(0);
      failed(error, ms());
      return undefined;
    }
  }

  return {
    name: model,
    capacity: Math.floor((contextTokens - PROMPT_TOKENS - ANSWER_TOKENS) * BYTES_PER_TOKEN),
    isReady: () => now().getTime() >= pausedUntil && budget.isLeft(),
    write,
    checked: (result) => logger.info(result, 'What the language model wrote was checked'),
  };
}
