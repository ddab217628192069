import type { Engine, Hit } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { commandAction, item, linkAction, list, note, paragraph, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import {
  arxivSearch,
  firstAuthor,
  paperPage,
  readableAuthors,
  readableCategory,
  readableDate,
} from '../reply/paper-text.ts';
import type { Action, Block, ListItem, Reply, Span } from '../reply/reply.ts';

/** How answers show a paper and lists of papers. */

/** Rows of a list: with its lead, notes and buttons they fit on a phone's screen. */
export const MAX_LISTED = 10;

/** The page, or a search on arXiv for the title. */
export function whereToRead(paper: Paper): string {
  return paperPage(paper) ?? arxivSearch(paper.title, 'title');
}

/** Author, date, category, organisation and code, as far as known, in one line. */
export function factLine(paper: Paper): string {
  return [
    readableAuthors(paper),
    readableDate(paper.date),
    readableCategory(paper),
    paper.organisation,
    paper.hasCode ? (paper.codeUrl ?? 'code flagged') : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

export function paperActions(paper: Paper): Action[] {
  const url = paperPage(paper);
  return [
    ...(url === undefined ? [] : [linkAction('Abstract', url)]),
    ...(paper.codeUrl === undefined ? [] : [linkAction('Code', paper.codeUrl)]),
    commandAction('Cite', 'cite', { paper: paper.id }),
    commandAction('Related', 'related', { paper: paper.id }),
  ];
}

function paperItem(paper: Paper): ListItem {
  const details = [[`${readableDate(paper.date)} · ${firstAuthor(paper)}`]];
  return item([titleSpan(paper)], details, commandAction('Open', 'paper', { query: paper.id }));
}

/** A list of papers under a sentence, from the one after `before` on; what does not fit is counted. */
export function paperList(papers: readonly Paper[], before = 0): Block[] {
  const shown = papers.slice(before, before + MAX_LISTED);
  const more = papers.length - before - shown.length;
  return [
    list(shown.map(paperItem), before + 1),
    ...(more > 0 ? [note(`and ${more} more: say “more”`)] : []),
  ];
}

/** Whether a block counts what a list leaves out. */
export function isRest(block: Block): boolean {
  return block.type === 'note' && /^and \d+ more\b/.test(block.spans[0]?.text ?? '');
}

/** The title as a link to where the paper can be read; behind a bare one it is said that the link only searches for it. */
function titleAndPlace(paper: Paper): Span[] {
  if (paperPage(paper) !== undefined) return [titleSpan(paper)];
  return [titleSpan(paper), text(`; arXiv’s search for it: ${whereToRead(paper)}`)];
}

const NEAREST = 3;
/** Below, a paper shares a word such as "model" with a question about something else; measured for `/paper`. */
const MIN_NEAR_COVERAGE = 0.15;
/** A paper that holds less of the question's weighted words is no place to look. */
const MIN_LINKED_COVERAGE = 0.3;

/** Nothing fits: says how much was read, where to look on, and what is nearest. An abstract's silence is not the paper's. */
export function refuse(searched: number, hits: readonly Hit[], asked?: Paper): Reply {
  const [best] = hits;
  const paper =
    asked ?? (best !== undefined && best.coverage >= MIN_LINKED_COVERAGE ? best.paper : undefined);
  const near = hits
    .filter((hit) => hit.coverage >= MIN_NEAR_COVERAGE && hit.matched.length > 0)
    .map((hit) => hit.paper)
    .filter(({ id }) => id !== paper?.id)
    .slice(0, NEAREST);
  return reply({
    kind: 'refusal',
    answered: false,
    blocks: [
      paragraph(
        `The ${searched} abstracts here don't say.`,
        ...(paper === undefined ? [] : [' The full paper may: ', ...titleAndPlace(paper)]),
      ),
      ...(near.length === 0 ? [] : [note(`Nearest here: ${near.map(({ title }) => title).join(' · ')}`)]),
    ],
    papers: paper === undefined ? near.slice(0, 1) : [paper],
  });
}

const TOPICS = 4;

/**
 * A refusal that has no paper to show, with what the library is about; any other reply as it is.
 *
 * @param isForeign none of the question's words stands in the library: then it is said what can be asked
 */
export async function withLibrary(answered: Reply, engine: Engine, isForeign = false): Promise<Reply> {
  if (answered.kind !== 'refusal' || answered.papers.length > 0) return answered;
  const topics = await engine.topics(TOPICS);
  const named = topics.map(({ topic }) => topic).join(', ');
  const about = topics.length === 0 ? '' : ` They are about ${named}.`;
  const blocks = isForeign
    ? [
        paragraph(`The ${engine.size('library')} abstracts here don't speak of that.`),
        note(
          `I find papers by what they say, quote facts from them, and know their authors, dates and code.${about}`,
        ),
      ]
    : [...answered.blocks, ...(about === '' ? [] : [note(`I answer from these papers only.${about}`)])];
  return {
    ...answered,
    blocks,
    actions: topics.map(({ topic }) => commandAction(topic, 'topic', { words: topic })),
  };
}
