import type { Paper } from '../../paper.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Interpretation } from '../interpretation.ts';
import type { AnswerContext, Scope } from './context.ts';
import { aboutPapers, ledBy } from './lead.ts';
import { ownWords, plainText } from './question-words.ts';
import { afterFocus } from './remember.ts';
import { fromScope, hasConstraint, OF_ONE, toScope } from './scope.ts';
import { type FollowParts, subjectOf, type Turn } from './turn.ts';
import { viewReply } from './views.ts';

/** One paper that was shown: asked by its fields or its text. */

/** A date or the authors, asked for by a word or two. */
const WHEN =
  /^(?:and |so )?(?:when|when was that|what year|which year|year|date|what date|(?:publication|release) date|published when)$/;
const AUTHORS =
  /^(?:and |so )?(?:who|who by|by whom|written by|(?:the |its )?authors?|author list|names of the authors)$/;

/** What is said of code. */
const CODE_WORDS =
  /^(?:code|public|publicly|open|source|online|free|github|repo|repository|implementation|hosted)$/;

/** Who a paper is by, in other words than `wrote`. */
const WHO =
  /^(?:and )?who (?:is|are|was|were) (?:the )?(?:others?|other (?:authors?|people)|co-?authors?|rest|all of them)\b|^(?:and )?(?:the )?(?:others?|other authors|co-?authors)$|^(?:and )?who (?:else )?(?:worked|works|was involved|contributed|participated|is on|are on|is listed|else)\b/;

/** One paper, asked by its fields or its text. */
export async function askOne(
  parts: FollowParts,
  paper: Paper,
  text: string,
  context: AnswerContext,
): Promise<Turn> {
  const read = parts.interpret(/^(?:and )?(?:the )?\w+ author$/i.test(text) ? `who is ${text}` : text);
  const words = subjectOf(read);
  const asked: Interpretation = { ...read, words, plural: false, named: [paper, ...read.named] };
  const told = (answer: Reply, intent = asked.intent, isLed = true): Turn => ({
    answer: isLed ? ledBy(aboutPapers([paper]), answer) : answer,
    context: afterFocus(context, paper.id, toScope({ ...asked, intent, named: [paper] })),
  });
  const answered = async (intent: Interpretation['intent'], change: Partial<Interpretation> = {}) =>
    told(await parts.respond({ ...asked, ...change, intent }), intent);
  const isOfCode =
    /\b(?:code|github|repo|repository|implementation)\b/.test(plainText(text)) &&
    ownWords(plainText(words)).every((word) => CODE_WORDS.test(word));
  const isOfFields = hasConstraint({ ...asked, hasCode: undefined });
  if (asked.intent === 'tally' || (read.literal === 'count' && /\bauthors?\b/i.test(text)))
    return told(
      await parts.respond({
        ...asked,
        intent: 'tally',
        tally: asked.tally ?? { of: 'people', least: false, number: true },
        named: [],
        within: [paper.id],
      }),
    );
  if (asked.intent === 'compare' && asked.named.length > 1)
    return told(await parts.respond(asked), 'compare', false);
  if (WHEN.test(plainText(text))) return answered('when');
  if (AUTHORS.test(plainText(text))) return answered('who');
  if (asked.place !== undefined || WHO.test(plainText(text))) return answered('who');
  if ((asked.hasCode !== undefined || isOfCode) && !isOfFields)
    return answered('code', { hasCode: undefined, words: '' });
  const literal = asked.intent === 'list' || asked.intent === 'help' ? read.literal : asked.intent;
  if (literal === 'who' || literal === 'when' || literal === 'code') return answered(literal);
  if (isOfFields && words === '') return answered('yes-no');
  if (words === '') return told(viewReply([paper], 'card', ''), 'list', false);
  const isOpen = literal === 'find' || literal === 'overview' || literal === 'count' || literal === 'list';
  return answered(isOpen ? 'fact' : literal);
}

/** What was asked last, of another paper. */
export async function askedOf(
  parts: FollowParts,
  paper: Paper,
  last: Scope,
  context: AnswerContext,
): Promise<Turn> {
  if (last.view !== undefined)
    return {
      answer: viewReply([paper], last.view, last.cue),
      context: afterFocus(context, paper.id, last),
    };
  const before = await fromScope(last, parts.engine);
  const isOfOne = OF_ONE.includes(last.intent) && last.intent !== 'find';
  if (!isOfOne)
    return {
      answer: viewReply([paper], 'card', ''),
      context: afterFocus(context, paper.id, { ...last, view: 'card' }),
    };
  const answer = await parts.respond({ ...before, named: [paper] });
  return { answer: ledBy(aboutPapers([paper]), answer), context: afterFocus(context, paper.id, last) };
}
