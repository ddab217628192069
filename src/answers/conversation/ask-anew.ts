import type { Paper } from '../../paper.ts';
import { contentStems, stemsOf } from '../evidence.ts';
import { inWords } from '../field-answers.ts';
import type { Interpretation } from '../interpretation.ts';
import { askedOf, askOne } from './ask-one.ts';
import type { AnswerContext } from './context.ts';
import type { FollowUp } from './follow-up-kinds.ts';
import { keep, listed } from './keep-papers.ts';
import { ledBy } from './lead.ts';
import { WHAT_ABOUT } from './openings.ts';
import { plainText } from './question-words.ts';
import { afterQuestion } from './remember.ts';
import { referred, shownPapers } from './resolve.ts';
import { fromScope, hasConstraint, inYearOf, OF_ONE, withConstraints } from './scope.ts';
import { asTyped, bare, type FollowParts, ids, subjectOf, type Turn } from './turn.ts';

/** The question before, once more, with something else in its place. */

export async function change(
  parts: FollowParts,
  followUp: Extract<FollowUp, { does: 'change' }>,
  question: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const { last, scope } = context;
  const shown = shownPapers(context, parts.engine);
  if (followUp.reference !== undefined && last !== undefined) {
    if (followUp.reference.kind === 'place' && context.people.length > 0)
      return choose(parts, followUp.reference.at, followUp.reference.fromEnd, context);
    const [paper, another] = referred(followUp.reference, shown);
    // Of several others the next best is meant.
    const isMeant = another === undefined || followUp.reference.kind === 'other';
    if (paper !== undefined && isMeant) return askedOf(parts, paper, last, context);
    return undefined;
  }
  const text = asTyped(followUp.rest, question);
  const now = parts.interpret(text);
  const [named] = now.named;
  if (named !== undefined && last !== undefined) return askedOf(parts, named, last, context);
  if (scope === undefined) return undefined;
  const before = await fromScope(scope, parts.engine);
  const words = subjectOf(now);
  // `and the oldest paper?` after a question for one fact is asked of all.
  if (words === '' && now.order !== undefined && OF_ONE.includes(before.intent)) return undefined;
  // Of one paper's text: what else it says.
  if (
    words !== '' &&
    !hasConstraint(now) &&
    last !== undefined &&
    shown.focus !== undefined &&
    (last.intent === 'fact' || last.intent === 'yes-no')
  ) {
    const turn = await askOne(parts, shown.focus, text, context);
    const isForeign = WHAT_ABOUT.test(plainText(question)) && !holdsAny(shown.focus, words);
    return turn.answer.answered || !isForeign ? turn : ((await ofOther(parts, now)) ?? turn);
  }
  if (
    now.hasCode !== undefined &&
    words === '' &&
    shown.focus !== undefined &&
    shown.all.length === 1 &&
    !hasConstraint({ ...now, hasCode: undefined })
  )
    return askOne(parts, shown.focus, text, context);
  const { named: _, ...merged } = withConstraints(before, now);
  const isWordsNew = words !== '' && !hasConstraint(now);
  const asked: Interpretation = {
    ...merged,
    named: [],
    words: words === '' ? before.words : words,
    ...(isWordsNew &&
      followUp.isCorrection &&
      before.words === '' &&
      before.people.length === 1 && { people: [] }),
  };
  const turn = await anew(parts, asked, before, { lead: inYearOf(before, now), words, context });
  if (turn.answer.answered) return turn;
  if (isWordsNew && WHAT_ABOUT.test(plainText(question))) return (await ofOther(parts, now)) ?? turn;
  if (!followUp.isCorrection || !hasConstraint(now)) return turn;
  // What is put right may be all that is meant: `no, I meant Weber` after a year that has nothing of Weber's.
  const rest = { ...withConstraints(bare(parts, before.intent), now), words };
  const alone = await anew(parts, rest, before, { lead: now, words, context });
  return alone.answer.answered ? alone : turn;
}

function holdsAny({ title, abstract }: Paper, words: string): boolean {
  const held = stemsOf(`${title} ${abstract}`);
  return [...contentStems(words)].some((stem) => held.has(stem));
}

/** `what about the traitors?` where the paper spoken of has nothing of them: another paper is meant. */
async function ofOther(parts: FollowParts, now: Interpretation): Promise<Turn | undefined> {
  const asked: Interpretation = { ...now, intent: 'find', literal: 'find' };
  const answer = await parts.respond(asked);
  return answer.answered ? { answer, context: afterQuestion(asked, answer, []) } : undefined;
}

/** The last question with something else in its place. */
async function anew(
  parts: FollowParts,
  asked: Interpretation,
  before: Interpretation,
  {
    lead,
    words,
    context,
  }: { readonly lead: Interpretation; readonly words: string; readonly context: AnswerContext },
): Promise<Turn> {
  const told = [inWords({ ...lead, people: lead.people }), words === '' ? '' : `“${words}”`]
    .filter((part) => part !== '')
    .join(', ');
  const line = `As before, now ${told}:`;
  const isSet = ['list', 'count', 'tally', 'overview', 'compare', 'help'].includes(before.intent);
  if (isSet && before.intent !== 'overview') {
    const intent = before.intent === 'count' || before.intent === 'tally' ? before.intent : 'list';
    const whole: Interpretation = { ...asked, intent, literal: intent, plural: true };
    if (intent === 'tally') {
      const answer = await parts.respond(whole);
      return { answer: ledBy(line, answer), context: afterQuestion(whole, answer, []) };
    }
    const papers = await keep(parts, whole);
    const answer = await (intent === 'count' ? parts.respond(whole) : listed(parts, papers, whole));
    return { answer: ledBy(line, answer), context: afterQuestion(whole, answer, ids(papers)) };
  }
  const found = words !== '' || before.words === '' ? undefined : await refound(parts, asked);
  const whole: Interpretation = {
    ...asked,
    intent: found === undefined ? (before.intent === 'overview' ? 'overview' : 'find') : 'list',
    literal: 'find',
  };
  const answer = found === undefined ? await parts.respond(whole) : await listed(parts, found, whole);
  return {
    answer: ledBy(line, answer),
    context: { ...afterQuestion(whole, answer, []), ...(context.people.length > 0 && { people: [] }) },
  };
}

/** What a description finds among the papers that fulfil other constraints. */
async function refound(parts: FollowParts, asked: Interpretation): Promise<readonly Paper[] | undefined> {
  if (!hasConstraint(asked)) return undefined;
  return keep(parts, { ...asked, intent: 'list', plural: true });
}

/** One of the people that were offered. */
export async function choose(
  parts: FollowParts,
  place: number,
  fromEnd: boolean,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const name = fromEnd ? context.people.at(-place) : context.people[place - 1];
  if (name === undefined || context.last === undefined) return undefined;
  const before = await fromScope({ ...context.last, people: [[name]] }, parts.engine);
  const answer = await parts.respond(before);
  return { answer: ledBy(`${name}:`, answer), context: afterQuestion(before, answer, []) };
}
