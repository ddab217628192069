import type { Paper } from '../../paper.ts';
import { EMPTY_QUERY } from '../../query/query.ts';
import { askOne } from './ask-one.ts';
import type { AnswerContext } from './context.ts';
import type { FollowUp } from './follow-up-kinds.ts';
import { ownWords, plainText } from './question-words.ts';
import { afterFocus } from './remember.ts';
import { shownPapers } from './resolve.ts';
import { toScope } from './scope.ts';
import { asTyped, bare, type FollowParts, ids, type Turn } from './turn.ts';
import { viewReply } from './views.ts';

/** `and the one on frost, how many sites?`: a paper described in passing, and a question about it. */

const DESCRIBED =
  /^(?:(?:and|but|what about|how about|for|in|of|ok|okay) )*(?:the|that) (?:(?:one|paper|study|work|article) (?:on|about|with|from|by|of) (.+?)|((?:[\w-]+ ){1,4})(?:one|paper|study|work|article))$/;
const ASKS = /^(?:how|what|which|who|when|where|why|is|are|was|were|does|do|did|has|have|can)\b/;
/** A paper of the library must hold this share of a description, one that was shown less. */
const MIN_COVERAGE = 0.5;
const MIN_SHOWN_COVERAGE = 0.3;

/** The description and what is asked, where a question says both with a comma between; undefined else. */
export function readDescribed(question: string): Extract<FollowUp, { does: 'described' }> | undefined {
  const at = question.search(/[,:;]\s/);
  if (at < 0) return undefined;
  const rest = plainText(question.slice(at + 1));
  const [, after, before] = DESCRIBED.exec(plainText(question.slice(0, at))) ?? [];
  const described = (after ?? before ?? '').trim();
  const isTold = ownWords(described).length > 0;
  return isTold && ASKS.test(rest) ? { does: 'described', described, rest } : undefined;
}

/** `who wrote the frost one?`: one of the papers shown, by a word of it. */
const INSIDE =
  /^(.*\S )(?:the|that) (?!(?:first|second|third|fourth|fifth|last|other|same|next|newest|newer|latest|oldest|older|earliest|right|wrong|top|bottom|former|latter|only|main)\b)((?:[\w-]+ ){1,3})one\b(?! (?:on|about|with|from|by|that|which|of)\b)(.*)$/;

export function readInside(question: string): Extract<FollowUp, { does: 'described' }> | undefined {
  const [, before = '', described = '', after = ''] = INSIDE.exec(plainText(question)) ?? [];
  if (ownWords(described.trim()).length === 0) return undefined;
  return { does: 'described', described: described.trim(), rest: `${before}it${after}`, isOfShown: true };
}

/** Of the papers shown the one described, else of the library. */
async function meant(
  parts: FollowParts,
  { described, isOfShown }: Extract<FollowUp, { does: 'described' }>,
  context: AnswerContext,
): Promise<Paper | undefined> {
  const query = { ...EMPTY_QUERY, text: described };
  const shown = ids(shownPapers(context, parts.engine).all);
  const among = new Set(shown);
  const [ofShown] = shown.length < 2 ? [] : (await parts.engine.search(query, { limit: 1, among })).hits;
  if (ofShown !== undefined && ofShown.coverage >= MIN_SHOWN_COVERAGE) return ofShown.paper;
  if (isOfShown === true) return undefined;
  const [best] = (await parts.engine.search(query, { limit: 1 })).hits;
  return best !== undefined && best.coverage >= MIN_COVERAGE ? best.paper : undefined;
}

export async function ofDescribed(
  parts: FollowParts,
  followUp: Extract<FollowUp, { does: 'described' }>,
  question: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const paper = await meant(
    parts,
    { ...followUp, described: asTyped(followUp.described, question) },
    context,
  );
  if (paper === undefined) return undefined;
  const isAbout = /^what (?:is|was|does|did) it (?:about|say|do|find)$/.test(followUp.rest);
  return isAbout
    ? {
        answer: viewReply([paper], 'abstract', ''),
        context: afterFocus(context, paper.id, { ...toScope(bare(parts, 'list')), view: 'abstract' }),
      }
    : askOne(parts, paper, asTyped(followUp.rest, question), context);
}
