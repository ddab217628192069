import { paragraph, reply } from '../../reply/build.ts';
import { missingNames } from '../evidence.ts';
import { isBy, listReply, plural, selectPapers } from '../field-answers.ts';
import type { Interpretation } from '../interpretation.ts';
import { paperList } from '../replies.ts';
import { change, choose } from './ask-anew.ts';
import { askMany, ofPerson } from './ask-many.ts';
import { askedOf, askOne } from './ask-one.ts';
import { type AnswerContext, isEmpty, type Scope } from './context.ts';
import { ofDescribed } from './described.ts';
import type { FollowUp } from './follow-up-kinds.ts';
import { dropOf, keep, keepOf, listed } from './keep-papers.ts';
import { aboutPapers, ledBy, shortTitle } from './lead.ts';
import { beyond, next, similar } from './other-papers.ts';
import { byAuthor } from './papers-by.ts';
import { ownWords, plainText } from './question-words.ts';
import { afterFocus, afterList, afterQuestion } from './remember.ts';
import { referred, shownPapers } from './resolve.ts';
import { fromScope, hasConstraint, toScope } from './scope.ts';
import {
  asTyped,
  bare,
  type FollowParts,
  ids,
  NOTHING_SHOWN,
  nothingToReferTo,
  subjectOf,
  type Turn,
  withoutReference,
} from './turn.ts';
import { viewReply } from './views.ts';

/** What a turn says of the turns before it, answered. */

async function ask(
  parts: FollowParts,
  followUp: Extract<FollowUp, { does: 'ask' | 'only' }>,
  question: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const shown = shownPapers(context, parts.engine);
  const { reference, rest } = followUp;
  // `and who is the third?` after a question for an author by place.
  const isOfAuthors = context.last?.place !== undefined && shown.focus !== undefined;
  if (reference.kind === 'place' && isOfAuthors && /^(?:and )?who is the \w+$/.test(rest))
    return askOne(parts, shown.focus, `${rest} author`, context);
  if (reference.kind === 'place' && context.people.length > 0)
    return choose(parts, reference.at, reference.fromEnd, context);
  const papers = referred(reference, shown);
  if (papers.length === 0) {
    if (reference.kind !== 'place') return undefined;
    const count = shown.all.length;
    return nothingToReferTo(
      context,
      `There is no such one: ${count === 1 ? 'one paper was' : `${count} papers were`} shown.`,
    );
  }
  const [paper, another] = papers;
  const extreme = /\b(newest|latest|most recent|oldest|earliest)\b/.exec(plainText(rest))?.[1];
  if (extreme !== undefined && another === undefined && context.scope !== undefined)
    return otherEnd(parts, /old|earl/.test(extreme) ? 'oldest' : 'newest', context);
  const isPlural = reference.kind === 'all' || reference.kind === 'some';
  const text = withoutReference(rest, question, another === undefined ? 'it' : 'they');
  if (paper !== undefined && another === undefined) {
    if (/^(?:and |so )?how many (?:are|were|have|come)\b/.test(rest)) return undefined;
    // `these papers` after one paper are those of the library.
    if (
      isPlural &&
      /\b(?:these|those) (?:papers|ones|publications|articles|studies)\b|\bwhich ones?\b/.test(
        plainText(question),
      )
    )
      return undefined;
    const isPlain = /\b(?:they|their|them)\b/.test(plainText(question));
    if (isPlain && missingNames(parts.interpret(text).words, paper).length > 0) return undefined;
    if (followUp.does === 'only' && context.scope !== undefined)
      return change(parts, { does: 'change', rest, isCorrection: false }, question, context);
    if (text.replace(/\bit\b/, '').trim() === '') {
      const last = context.last;
      if (last !== undefined && reference.kind === 'place') return askedOf(parts, paper, last, context);
    }
    return askOne(parts, paper, text, context);
  }
  // `they` with a name that none of the papers has is whoever wrote about that.
  const saysThey = reference.kind === 'all' && /\b(?:they|their|them)\b/.test(plainText(rest));
  const { words } = parts.interpret(text);
  if (saysThey && papers.every((one) => missingNames(words, one).length > 0)) return undefined;
  if (followUp.does === 'ask') return askMany(parts, papers, text, context);
  const read = await ofPerson(parts, parts.interpret(text.replace(/\bthey\b/, 'ones')), text, context);
  if (followUp.isTentative === true) {
    const { papers: fitting } = await selectPapers(
      { ...read, words: subjectOf(read), intent: 'list', named: [], within: ids(papers) },
      parts.engine,
    );
    if (fitting.length === 0) return undefined;
  }
  return keepOf(parts, papers, read, context);
}

/** `and the oldest?` after the newest: the same set from its other end. */
async function otherEnd(
  parts: FollowParts,
  order: 'newest' | 'oldest',
  context: AnswerContext,
): Promise<Turn | undefined> {
  const { last } = context;
  if (last?.intent !== 'list' || last.within !== undefined || last.view !== undefined) return undefined;
  const asked: Interpretation = { ...(await fromScope(last, parts.engine)), order, limit: 1 };
  const answer = await parts.respond(asked);
  return { answer: ledBy(`As before, the ${order}:`, answer), context: afterQuestion(asked, answer, []) };
}

/** What else a person has written who is on the paper spoken of. */
async function besides(
  parts: FollowParts,
  question: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const { focus } = shownPapers(context, parts.engine);
  const asked: Interpretation = { ...parts.interpret(question), intent: 'list', plural: true };
  if (focus === undefined || !asked.people.every((mention) => isBy(focus, mention))) return undefined;
  const papers = (await keep(parts, asked)).filter(({ id }) => id !== focus.id);
  const answer = await listed(parts, papers, asked);
  const lead = `Beside ${shortTitle(focus)}:`;
  return {
    answer: ledBy(lead, answer),
    context: papers.length === 0 ? context : afterList(ids(papers), toScope(asked)),
  };
}

/**
 * Answers a follow-up; undefined where it has nothing to go on from, so that it stands for itself.
 * @param question as typed
 */
export async function follow(
  parts: FollowParts,
  followUp: FollowUp,
  question: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  if (isEmpty(context)) {
    const stands =
      followUp.does !== 'next' &&
      (ownWords(plainText(question)).length > 0 ||
        hasConstraint(parts.interpret(question)) ||
        parts.interpret(question).order !== undefined ||
        ('rest' in followUp &&
          followUp.does === 'ask' &&
          /\b(?:papers|list|library)\b/.test(plainText(question))) ||
        followUp.does === 'count');
    if (stands) return undefined;
    return nothingToReferTo(
      context,
      followUp.does === 'next' ? `There is no next page. ${NOTHING_SHOWN}` : NOTHING_SHOWN,
    );
  }
  const shown = shownPapers(context, parts.engine);
  switch (followUp.does) {
    case 'ask':
    case 'only':
      return ask(parts, followUp, question, context);
    case 'view': {
      const papers = referred(followUp.reference, shown);
      const [paper] = papers;
      if (paper === undefined) return nothingToReferTo(context);
      const cue = plainText(question).slice(0, 60);
      const last: Scope = {
        ...toScope(bare(parts, 'list')),
        view: followUp.view,
        cue: /\b(?:ris|apa|csl)\b/.exec(cue)?.[0] ?? '',
      };
      const answer = viewReply(papers, followUp.view, cue);
      const isNamed = followUp.view === 'card' || followUp.view === 'abstract';
      return {
        answer: isNamed ? answer : ledBy(aboutPapers(papers), answer),
        context: papers.length === 1 ? afterFocus(context, paper.id, last) : { ...context, last },
      };
    }
    case 'besides':
      return besides(parts, question, context);
    case 'described':
      return ofDescribed(parts, followUp, question, context);
    case 'drop':
      return dropOf(parts, asTyped(followUp.rest, question), context);
    case 'change':
      return change(parts, followUp, question, context);
    case 'later':
    case 'earlier': {
      const one =
        followUp.reference.kind === 'one' && shown.focus === undefined
          ? shown.all
          : referred(followUp.reference, shown);
      return one.length === 0
        ? undefined
        : beyond(parts, followUp.does, one, withoutReference(followUp.rest, question, ''), context);
    }
    case 'next':
      return next(parts, context);
    case 'similar': {
      const [paper] = referred(
        followUp.reference.kind === 'all' ? { kind: 'one' } : followUp.reference,
        shown,
      );
      return paper === undefined ? nothingToReferTo(context) : similar(parts, paper, context);
    }
    case 'count': {
      const papers = referred({ kind: 'all' }, shown);
      const answer = reply({
        kind: 'count',
        blocks: [paragraph(`${plural(papers.length)}.`), ...paperList(papers)],
        papers,
      });
      return { answer: ledBy(aboutPapers(papers), answer), context };
    }
    case 'order': {
      const papers = [...shown.all].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
      if (followUp.order === 'newest') papers.reverse();
      if (papers.length === 0) return nothingToReferTo(context);
      const asked: Interpretation = { ...bare(parts, 'list'), order: followUp.order };
      return {
        answer: ledBy(aboutPapers(papers), listReply(papers, asked)),
        context: {
          ...afterList(ids(papers), context.scope ?? toScope(asked)),
          ...(context.scope !== undefined && { scope: context.scope }),
        },
      };
    }
    case 'by-author':
      return byAuthor(parts, followUp, question, context);
  }
}
