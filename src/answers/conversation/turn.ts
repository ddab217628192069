import type { Engine } from '../../engine/engine.ts';
import type { Paper, PaperId } from '../../paper.ts';
import { paragraph, reply } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Interpretation } from '../interpretation.ts';
import type { AnswerContext } from './context.ts';
import { ownWords, plainText } from './question-words.ts';
import { findReference } from './references.ts';

export type Turn = { readonly answer: Reply; readonly context: AnswerContext };

export type FollowParts = {
  readonly engine: Engine;
  /** How a text is understood by itself. */
  readonly interpret: (text: string) => Interpretation;
  /** Answers what was understood. */
  readonly respond: (asked: Interpretation) => Promise<Reply>;
};

export const NOTHING_SHOWN =
  'There is nothing before this that it could refer to. Ask for papers first, such as “papers of 2023 with code”, or name the paper.';

/** The words as they were typed, where they stand in the question; capitals tell names. */
export function asTyped(words: string, question: string): string {
  if (words === '') return '';
  const pattern = words
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('[^\\p{L}\\p{N}]+');
  try {
    return new RegExp(pattern, 'iu').exec(question)?.[0] ?? words;
  } catch {
    return words;
  }
}

/** The question with what refers back taken out of it. */
export function withoutReference(words: string, question: string, by: string): string {
  const found = findReference(words);
  if (found === undefined) return asTyped(words, question);
  const before = asTyped(words.slice(0, found.start).trim(), question);
  const after = asTyped(words.slice(found.end).trim(), question);
  return `${before} ${by} ${after}`.replace(/\s+/g, ' ').trim();
}

/** The words, as typed, that tell of a subject. */
export function subjectOf({ words }: Interpretation): string {
  return words
    .split(' ')
    .filter((word) => ownWords(plainText(word)).length > 0)
    .join(' ');
}

export function ids(papers: readonly Paper[]): PaperId[] {
  return papers.map(({ id }) => id);
}

/** Says that there is nothing that was meant, and how to ask. */
export function nothingToReferTo(context: AnswerContext, line = NOTHING_SHOWN): Turn {
  return { answer: reply({ kind: 'none', answered: false, blocks: [paragraph(line)] }), context };
}

/** A question for nothing in particular. */
export function bare(parts: FollowParts, intent: Interpretation['intent']): Interpretation {
  return { ...parts.interpret(''), intent, literal: intent, plural: true, words: '' };
}
