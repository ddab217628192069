import type { Paper } from '../../paper.ts';
import { paragraph } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import { inWords, listReply, plural } from '../field-answers.ts';
import type { Interpretation } from '../interpretation.ts';
import type { AnswerContext } from './context.ts';
import { keep, keepOf, listed } from './keep-papers.ts';
import { aboutPapers, ledBy } from './lead.ts';
import { plainText } from './question-words.ts';
import { afterList } from './remember.ts';
import { fromScope, hasConstraint, toScope } from './scope.ts';
import { bare, type FollowParts, ids, subjectOf, type Turn } from './turn.ts';
import { authorsOf, datesOf, viewReply } from './views.ts';

/** Several papers that were shown: who wrote them, which of them are so. */

export async function askMany(
  parts: FollowParts,
  papers: readonly Paper[],
  text: string,
  context: AnswerContext,
): Promise<Turn | undefined> {
  const read = parts.interpret(text);
  const shown: AnswerContext =
    papers.length === context.shown.length ? context : afterList(ids(papers), context.scope ?? toScope(read));
  const led = (answer: Reply, last: Interpretation): Turn => ({
    answer: ledBy(aboutPapers(papers), answer),
    context: { ...shown, last: toScope({ ...last, named: [] }) },
  });
  const words = subjectOf(read);
  const isBare = words === '' && !hasConstraint(read);
  const came = /\b(?:came|appeared|published|out) (?:out )?(first|last|earliest|latest)\b/.exec(
    plainText(text),
  )?.[1];
  if (came !== undefined) {
    const order = /first|earl/.test(came) ? 'oldest' : 'newest';
    return keepOf(parts, papers, { ...read, words: '', order, limit: 1 }, shown);
  }
  if (
    read.intent === 'compare' ||
    /\b(?:in common|differ(?:s|ent|ence|ences)?|compare|(?:newer|older|earlier|later) (?:one|of)|(?:is|was|are|came) (?:out )?(?:newer|older|earlier|later|first|last))\b/.test(
      plainText(text),
    )
  ) {
    const turn = led(await parts.respond({ ...read, intent: 'compare', named: papers }), read);
    const [first] = turn.answer.papers;
    const isOne = /\b(?:newer|older|earlier|later|first|last|recent)\b/.test(plainText(text));
    return isOne && first !== undefined ? { ...turn, context: { ...turn.context, focus: first.id } } : turn;
  }
  if (read.intent === 'tally') return led(await parts.respond({ ...read, within: ids(papers) }), read);
  if (read.intent === 'count' && !isBare) {
    const asked = { ...read, words, named: [], within: ids(papers) };
    const kept = await keep(parts, asked);
    const answer = { ...(await listed(parts, kept, asked)), kind: 'count' as const };
    const lead = paragraph(`${plural(kept.length)} ${inWords({ ...asked, words: '' })}`.trim());
    return {
      answer: ledBy(
        aboutPapers(papers),
        kept.length === 1 ? { ...answer, blocks: [lead, ...answer.blocks] } : answer,
      ),
      context: kept.length === 0 ? shown : afterList(ids(kept), toScope(asked)),
    };
  }
  if (isBare && read.order === undefined) {
    const literal = read.intent === 'list' || read.intent === 'help' ? read.literal : read.intent;
    if (literal === 'who') return led(authorsOf(papers), read);
    if (literal === 'when') return led(datesOf(papers), read);
    if (literal === 'count') return led(listReply(papers, bare(parts, 'list')), read);
    if (literal !== 'code') return led(viewReply(papers, 'card', ''), read);
  }
  const isOfCode = isBare && read.order === undefined;
  const asked = { ...read, ...(isOfCode && { hasCode: true }) };
  return keepOf(
    parts,
    papers,
    isExtreme(text) ? { ...asked, limit: asked.limit === 5 ? 1 : (asked.limit ?? 1) } : asked,
    shown,
  );
}

function isExtreme(text: string): boolean {
  return (
    /\b(?:newest|latest|most recent|oldest|earliest)\b/.test(plainText(text)) &&
    !/\b(?:two|three|four|five|\d)\b/.test(text)
  );
}

/** `where she is the first author`: the person that the papers were asked by. */
export async function ofPerson(
  parts: FollowParts,
  read: Interpretation,
  text: string,
  context: AnswerContext,
): Promise<Interpretation> {
  const [one, another] = context.scope?.people ?? [];
  const isMeant = /\b(?:he|she|they)\b.*\b(?:first|lead)\b/.test(plainText(text));
  if (!isMeant || context.scope === undefined || one === undefined || another !== undefined) return read;
  const { people } = await fromScope(context.scope, parts.engine);
  const { place: _, ...rest } = read;
  return {
    ...rest,
    people,
    firstAuthor: true,
    order: undefined,
    limit: undefined,
  } as unknown as Interpretation;
}
