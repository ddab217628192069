import { withoutAddressed } from './addressed.ts';
import { interpret } from './interpret.ts';
import { type AnswerParts, createLibraryFacts } from './library-facts.ts';
import { splitQuestion } from './split-question.ts';
import { explainInterpretation } from './trace.ts';

/** How a question is understood, as lines to read. */
export type Explain = (question: string) => Promise<readonly string[]>;

export function createExplain(options: AnswerParts): Explain {
  const libraryFacts = createLibraryFacts(options);
  return async (question) => {
    const facts = await libraryFacts();
    return splitQuestion(withoutAddressed(question)).flatMap(({ text }, at) => {
      const { asked, steps } = interpret(text, facts);
      return [...(at > 0 ? [''] : []), ...explainInterpretation(asked, steps)];
    });
  };
}
