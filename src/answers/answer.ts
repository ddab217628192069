import type { PaperId } from '../paper.ts';
import type { Reply } from '../reply/reply.ts';

/** What one conversation remembers between turns; small, plain data, kept by the caller. */
export type AnswerContext = {
  /** The papers last shown, in the order shown. */
  readonly shown: readonly PaperId[];
};

export const EMPTY_CONTEXT: AnswerContext = { shown: [] };

export type AnswerOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Called with a short sentence while long work goes on. */
  readonly onProgress?: ((message: string) => void) | undefined;
};

/**
 * Answers a plain question from the papers: from their fields where they tell, else from their own words, quoted;
 * a refusal where neither does. `now` decides what "last year" means.
 */
export type Answer = (
  question: string,
  context: AnswerContext,
  options?: AnswerOptions,
) => Promise<{ readonly answer: Reply; readonly context: AnswerContext }>;
