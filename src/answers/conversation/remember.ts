import type { PaperId } from '../../paper.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Interpretation } from '../interpretation.ts';
import { MAX_LISTED } from '../replies.ts';
import { type AnswerContext, MAX_SHOWN, type Scope } from './context.ts';
import { OF_ONE, toScope } from './scope.ts';

/** What a conversation remembers after a turn: a reducer over what was asked and what was shown. */

function people(asked: Interpretation, { kind }: Reply): string[] {
  const several = kind === 'choice' ? asked.people.find((mention) => mention.people.length > 1) : undefined;
  return several?.people.map(({ name }) => name) ?? [];
}

/** After a question that stands on its own, or one that was asked anew with a change. */
export function afterQuestion(
  asked: Interpretation,
  answered: Reply,
  counted: readonly PaperId[],
): AnswerContext {
  const scope = toScope(asked);
  const listed = answered.papers.length > 0 ? answered.papers.map(({ id }) => id) : counted;
  const shown = listed.slice(0, MAX_SHOWN);
  const isOne = OF_ONE.includes(asked.intent) && answered.kind !== 'list' && answered.kind !== 'choice';
  const [first] = shown;
  // What a limit left is no longer told by the constraints.
  const isTold = asked.limit === undefined && answered.kind !== 'choice';
  return {
    shown,
    before: 0,
    inView: isOne ? Math.min(1, shown.length) : Math.min(MAX_LISTED, shown.length),
    ...((isOne || shown.length === 1) && first !== undefined && { focus: first }),
    people: people(asked, answered),
    scope: isTold || isOne ? scope : { ...scope, within: shown },
    last: scope,
  };
}

/** After one of the papers was spoken of: the list that it stands in is still there. */
export function afterFocus(context: AnswerContext, id: PaperId, last: Scope): AnswerContext {
  const isListed = context.shown.includes(id);
  return {
    ...context,
    ...(isListed ? {} : { shown: [id], before: 0, inView: 1 }),
    focus: id,
    people: [],
    last,
  };
}

/** After a list that its constraints do not tell: papers near to one, a person's other papers. */
export function afterList(ids: readonly PaperId[], scope: Scope, inView = MAX_LISTED): AnswerContext {
  const shown = ids.slice(0, MAX_SHOWN);
  const [first, second] = shown;
  return {
    shown,
    before: 0,
    inView: Math.min(inView, shown.length),
    ...(first !== undefined && second === undefined && { focus: first }),
    people: [],
    scope: { ...scope, within: shown },
    last: scope,
  };
}
