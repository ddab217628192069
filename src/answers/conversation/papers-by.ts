import { note, paragraph, reply } from '../../reply/build.ts';
import { CUT_LISTS_NOTE, inWords, listReply } from '../field-answers.ts';
import type { Interpretation } from '../interpretation.ts';
import type { AnswerContext } from './context.ts';
import type { FollowUp } from './follow-up-kinds.ts';
import { keep } from './keep-papers.ts';
import { ledBy, shortTitle } from './lead.ts';
import { ownWords, plainText } from './question-words.ts';
import { afterList } from './remember.ts';
import { peopleMeant, referred, shownPapers } from './resolve.ts';
import { mentionOf, toScope, withConstraints } from './scope.ts';
import { asTyped, bare, type FollowParts, ids, NOTHING_SHOWN, nothingToReferTo, type Turn } from './turn.ts';

/** From a paper to its people, and from these to their papers. */

/** `newer` and `older` among a person's papers: than the one spoken of. */
function isOnSide(date: string, than: string | undefined, words: string): boolean {
  if (than === undefined) return true;
  if (/\b(?:newer|more recent|later)\b/.test(words)) return date > than;
  return /\b(?:older|earlier|previous)\b/.test(words) ? date < than : true;
}

export async function byAuthor(
  parts: FollowParts,
  followUp: Extract<FollowUp, { does: 'by-author' }>,
  question: string,
  context: AnswerContext,
): Promise<Turn> {
  const shown = shownPapers(context, parts.engine);
  const isNarrow = followUp.reference.kind !== 'one' || shown.focus !== undefined || shown.inView.length < 2;
  const papers = followUp.who === 'person' && !isNarrow ? shown.all : referred(followUp.reference, shown);
  const people = await peopleMeant(followUp.who, { papers, context, engine: parts.engine });
  if (people.length === 0) {
    const [paper] = papers;
    const isCut = followUp.who === 'last' && paper !== undefined;
    return nothingToReferTo(
      context,
      isCut
        ? `The list of authors of ${shortTitle(paper)} is cut here: nobody knows who is last.`
        : NOTHING_SHOWN,
    );
  }
  const extra = parts.interpret(asTyped(followUp.rest, question));
  // `newer` is said of the paper spoken of, not of all.
  const { order: _, limit: __, ...rest } = extra;
  const unordered: Interpretation = /\b(?:newer|older|earlier|later|more recent|previous)\b/.test(
    plainText(followUp.rest),
  )
    ? rest
    : extra;
  const [one, another] = people;
  const typed =
    one !== undefined && another === undefined ? one.name : people.map(({ name }) => name).join(' or ');
  const asked: Interpretation = {
    ...bare(parts, 'list'),
    ...withConstraints(bare(parts, 'list'), { ...unordered, people: [] }),
    people: [mentionOf(people, typed)],
    words: ownWords(plainText(extra.words)).join(' '),
  };
  const own = new Set(followUp.isOther ? ids(papers.length > 1 ? [] : papers) : []);
  const [paper] = papers;
  const found = (await keep(parts, asked)).filter(
    ({ id, date }) => !own.has(id) && isOnSide(date, paper?.date, plainText(followUp.rest)),
  );
  const lead =
    paper !== undefined && papers.length === 1 ? `By ${typed}, of ${shortTitle(paper)}:` : `By ${typed}:`;
  const answer =
    found.length > 0
      ? listReply(found, asked)
      : reply({
          kind: 'none',
          answered: false,
          blocks: [
            paragraph(`No ${followUp.isOther ? 'other ' : ''}paper here ${inWords(asked)}.`),
            note(CUT_LISTS_NOTE),
          ],
        });
  if (found.length === 0) return { answer: ledBy(lead, answer), context };
  const after = afterList(ids(found), toScope(asked));
  return {
    answer: ledBy(lead, answer),
    context: own.size > 0 ? after : { ...after, scope: toScope(asked) },
  };
}
