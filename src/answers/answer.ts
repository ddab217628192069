import type { Reply } from '../reply/reply.ts';
import type { AnswerContext } from './conversation/context.ts';

export type AnswerOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Called with a short sentence while long work goes on. */
  readonly onProgress?: ((message: string) => void) | undefined;
};

/**
 * Answers a plain question from the papers: from their fields where they tell, else from their own words, quoted;
 * a refusal where neither does. `context` is what was shown before: a follow-up speaks of it.
 */
export type Answer = (
  question: string,
  context: AnswerContext,
  options?: AnswerOptions,
) => Promise<{
  readonly answer: Reply;
  readonly context: AnswerContext;
  /** The question speaks of what was shown before, so that asked again it may mean something else. */
  readonly followsUp?: boolean;
}>;
