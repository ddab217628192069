import type { Paper } from '../../paper.ts';
import { EMPTY_QUERY } from '../../query/query.ts';
import { paragraph, reply } from '../../reply/build.ts';
import { listReply, selectPapers } from '../field-answers.ts';
import type { Interpretation } from '../interpretation.ts';
import { MAX_LISTED, paperList } from '../replies.ts';
import type { AnswerContext } from './context.ts';
import { ledBy, shortTitle } from './lead.ts';
import { afterList } from './remember.ts';
import { shownPapers } from './resolve.ts';
import { fromScope, hasConstraint, OF_ONE, toScope, withConstraints } from './scope.ts';
import { bare, type FollowParts, ids, NOTHING_SHOWN, nothingToReferTo, type Turn } from './turn.ts';
import { relatedReply } from './views.ts';

/** From the papers shown to others: newer, older, near to one, the next page. */

const MAX_NEAR = 5;
const NEAR_SEARCHED = 20;

/** Newer or older papers of the same kind; where their words lead to none, those near to the one shown. */
export async function beyond(
  parts: FollowParts,
  does: 'later' | 'earlier',
  from: readonly Paper[],
  text: string,
  context: AnswerContext,
): Promise<Turn> {
  const extra = parts.interpret(text);
  const before = context.scope === undefined ? undefined : await fromScope(context.scope, parts.engine);
  const dates = from.map(({ date }) => date).sort();
  const isLater = does === 'later';
  const bound = (isLater ? (before?.to ?? dates.at(-1)) : (before?.from ?? dates[0])) ?? '';
  const isBeyond = ({ date }: Paper) =>
    isLater ? date.slice(0, bound.length) > bound : date.slice(0, bound.length) < bound.slice(0, date.length);
  const isOfOne = before === undefined || OF_ONE.includes(before.intent);
  const {
    from: _,
    to: __,
    order: ___,
    limit: ____,
    within: _____,
    ...kept
  } = withConstraints(before ?? extra, {
    ...extra,
    order: undefined,
    limit: undefined,
  } as unknown as Interpretation);
  const asked: Interpretation = { ...kept, intent: 'list', named: [], plural: true };
  const isNarrowed = asked.words !== '' || hasConstraint(asked);
  let papers =
    isNarrowed && before?.named.length !== 1 ? (await keepStrict(parts, asked)).filter(isBeyond) : [];
  const shown = new Set(ids(from));
  papers = papers.filter(({ id }) => !shown.has(id));
  if (papers.length === 0 && isOfOne && from[0] !== undefined) {
    const near = await parts.engine.related(from[0].id, NEAR_SEARCHED);
    papers = near
      .map(({ paper }) => paper)
      .filter(isBeyond)
      .slice(0, MAX_NEAR);
  }
  if (!isNarrowed && !isOfOne) papers = (await parts.engine.list(EMPTY_QUERY)).filter(isBeyond);
  const word = isLater ? 'Newer' : 'Older';
  const [only] = from;
  const than =
    from.length === 1 && only !== undefined ? `${word} than ${shortTitle(only)}:` : `${word} than ${bound}:`;
  const scope = toScope({ ...asked, words: isOfOne ? '' : asked.words });
  if (papers.length === 0) {
    return {
      answer: ledBy(
        than,
        reply({
          kind: 'none',
          answered: false,
          blocks: [paragraph(`Nothing here is ${word.toLowerCase()}.`)],
        }),
      ),
      context,
    };
  }
  return {
    answer: ledBy(than, listReply(papers, { ...asked, words: '' })),
    context: afterList(ids(papers), scope),
  };
}

async function keepStrict(parts: FollowParts, asked: Interpretation): Promise<readonly Paper[]> {
  return (await selectPapers(asked, parts.engine)).papers;
}

export async function next(parts: FollowParts, context: AnswerContext): Promise<Turn> {
  const { all, focus } = shownPapers(context, parts.engine);
  const start = context.before + context.inView;
  if (start < all.length) {
    const papers = all.slice(start, start + MAX_LISTED);
    const answer = reply({
      kind: 'list',
      blocks: [
        paragraph(`${start + 1} to ${start + papers.length} of ${all.length}:`),
        ...paperList(all, start),
      ],
      papers,
    });
    const { focus: _, ...rest } = context;
    return { answer, context: { ...rest, before: start, inView: papers.length } };
  }
  if (all.length === 1 && focus !== undefined) return similar(parts, focus, context);
  const line =
    all.length === 0
      ? `There is no next page. ${NOTHING_SHOWN}`
      : `There is no next page: those were all ${all.length}.`;
  return nothingToReferTo(context, line);
}

export async function similar(parts: FollowParts, paper: Paper, context: AnswerContext): Promise<Turn> {
  const answer = await relatedReply(paper, parts.engine);
  const papers = answer.papers.map(({ id }) => id);
  return { answer, context: papers.length === 0 ? context : afterList(papers, toScope(bare(parts, 'list'))) };
}
