import { isOfAnyStudy } from '../any-study.ts';
import { missingNames } from '../evidence.ts';
import { queryOf } from '../field-answers.ts';
import { askOne } from './ask-one.ts';
import type { AnswerContext } from './context.ts';
import { ownWords, plainText } from './question-words.ts';
import { shownPapers } from './resolve.ts';
import { hasConstraint } from './scope.ts';
import type { FollowParts, Turn } from './turn.ts';

/** Share of the question's weighted words that the paper spoken of must hold. */
const MIN_COVERAGE = 0.6;
const COMPARED = 10;
/** Speaks of papers, so that it is asked of all. */
const OF_PAPERS =
  /\b(?:papers|publications|preprints)\b|\b(?:which|what|any|some|other|these|those|list|show) (?:\w+ )?(?:articles?|stud(?:y|ies)|works?)\b|\b(?:a|any|which|what|one|some) (?:paper|preprint)\b/;
/** Figures are compared with this allowance. */
const TIE = 1e-6;

/**
 * `how many studies were included?` after a paper was spoken of: a question that names nothing, whose words no other
 * paper holds better, is asked of that paper. Undefined where it is not, or where that paper does not tell.
 */
export async function stay(
  parts: FollowParts,
  question: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const { focus } = shownPapers(context, parts.engine);
  if (focus === undefined) return undefined;
  const asked = parts.interpret(question);
  if (asked.intent !== 'fact' && asked.intent !== 'yes-no') return undefined;
  if (asked.named.length > 0 || hasConstraint(asked) || asked.order !== undefined) return undefined;
  if (OF_PAPERS.test(plainText(question)) || missingNames(asked.words, focus).length > 0) return undefined;
  const own = ownWords(plainText(asked.words));
  if (own.length > 0 && own.every(isOfAnyStudy)) return askOne(parts, focus, question, context);
  const { hits } = await parts.engine.search(queryOf(asked), { limit: COMPARED, question: asked.question });
  const held = hits.find(({ paper }) => paper.id === focus.id)?.coverage ?? 0;
  const others = hits.filter(({ paper }) => paper.id !== focus.id).map(({ coverage }) => coverage);
  if (held < MIN_COVERAGE || held + TIE < Math.max(0, ...others)) return undefined;
  const turn = await askOne(parts, focus, question, context);
  return turn.answer.answered ? turn : undefined;
}
