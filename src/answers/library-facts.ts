import type { Engine } from '../engine/engine.ts';
import type { LibraryFacts } from './interpret.ts';
import type { Writer } from './writer.ts';

export type AnswerParts = {
  readonly engine: Engine;
  /** Decides what "last year" means. */
  readonly now: () => Date;
  /** Puts answers from texts into words; absent: they are quoted only. */
  readonly writer?: Writer | undefined;
};

/** A category's name that stands in at least this many papers is a topic. */
const TOPIC_PAPERS = 3;

/** What questions may name, as the library is now. */
export function createLibraryFacts({ engine, now }: AnswerParts): () => Promise<LibraryFacts> {
  return async () => ({
    ...(await engine.names()),
    knowsWord: (word) => engine.knowsWord(word),
    isTopic: (words) => engine.isMentioned(words, TOPIC_PAPERS),
    now: now(),
  });
}
