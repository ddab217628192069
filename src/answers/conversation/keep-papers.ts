import type { Paper } from '../../paper.ts';
import { EMPTY_QUERY } from '../../query/query.ts';
import type { Reply } from '../../reply/reply.ts';
import { byRelevance, emptyAnswer, listReply, selectPapers } from '../field-answers.ts';
import type { Interpretation } from '../interpretation.ts';
import { ofYear } from '../recognise/dates.ts';
import type { AnswerContext } from './context.ts';
import { aboutPapers, ledBy } from './lead.ts';
import { afterList } from './remember.ts';
import { shownPapers } from './resolve.ts';
import { fromScope, OF_ONE, toScope, withConstraints } from './scope.ts';
import { bare, type FollowParts, ids, subjectOf, type Turn } from './turn.ts';

/** Of the papers shown, those that fulfil what is asked, or all others. */

/** A paper that holds less of the words asked for is none of those meant. */
const MIN_COVERAGE = 0.3;

/** Those of some papers that fulfil what is asked; by words that all stand together, else by the best of them. */
export async function keep(parts: FollowParts, asked: Interpretation): Promise<readonly Paper[]> {
  const { papers } = await selectPapers(asked, parts.engine);
  if (papers.length > 0 || asked.words === '') return papers;
  const fitting = await selectPapers({ ...asked, words: '' }, parts.engine);
  const within = new Set(ids(fitting.papers));
  const { hits } = await parts.engine.search(
    { ...EMPTY_QUERY, text: asked.words },
    { limit: within.size, among: within },
  );
  return hits.filter(({ coverage }) => coverage >= MIN_COVERAGE).map(({ paper }) => paper);
}

export async function listed(
  parts: FollowParts,
  papers: readonly Paper[],
  asked: Interpretation,
): Promise<Reply> {
  return papers.length === 0 ? emptyAnswer(asked, undefined, parts.engine) : listReply(papers, asked);
}

/** Keeps some of the papers shown. */
export async function keepOf(
  parts: FollowParts,
  from: readonly Paper[],
  read: Interpretation,
  context: AnswerContext,
): Promise<Turn> {
  const words = subjectOf(read);
  const dates = from.map(({ date }) => date);
  const ofMonth = dates.filter((date) => date.slice(5, 7) === read.from?.slice(5, 7));
  const asked: Interpretation = {
    ...ofYear(
      read,
      (ofMonth.length > 0 ? ofMonth : dates).map((date) => date.slice(0, 4)),
    ),
    words,
    intent: 'list',
    plural: true,
    named: [],
    within: ids(from),
  };
  const kept = await keep(parts, asked);
  const papers = words === '' ? kept : await byRelevance(kept, words, parts.engine);
  const before = context.scope === undefined ? undefined : await fromScope(context.scope, parts.engine);
  const isTold =
    before !== undefined &&
    before.within === undefined &&
    words === '' &&
    asked.limit === undefined &&
    from.length === context.shown.length &&
    !OF_ONE.includes(before.intent);
  const scope = toScope(isTold ? { ...withConstraints(before, asked), intent: 'list' } : asked);
  const after = isTold
    ? { ...afterList(ids(papers), scope), scope }
    : { ...afterList(ids(papers), scope), scope };
  const answer = await listed(parts, papers, asked);
  return {
    answer: ledBy(aboutPapers(from), answer),
    // With nothing left the papers before can still be spoken of.
    context: papers.length === 0 ? { ...context, last: scope } : after,
  };
}

/** Leaves some of the papers shown out. */
export async function dropOf(
  parts: FollowParts,
  text: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const { all } = shownPapers(context, parts.engine);
  if (all.length === 0) return undefined;
  const read = parts.interpret(text);
  const asked: Interpretation = {
    ...read,
    people: [...read.people, ...read.excluded],
    excluded: [],
    without: [],
    words: [subjectOf(read), ...read.without].join(' ').trim(),
    intent: 'list',
    named: [],
    within: ids(all),
  };
  const out = new Set(ids(await keep(parts, asked)));
  const papers = all.filter(({ id }) => !out.has(id));
  const lead = `${aboutPapers(all).replace(/:$/, '')}, without ${text}:`;
  if (papers.length === 0)
    return { answer: ledBy(lead, await emptyAnswer(asked, undefined, parts.engine)), context };
  return {
    answer: ledBy(lead, listReply(papers, bare(parts, 'list'))),
    context: afterList(ids(papers), toScope(bare(parts, 'list'))),
  };
}
