import type { Hit } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import {
  commandAction,
  item,
  link,
  linkAction,
  list,
  note,
  paragraph,
  reply,
  strong,
} from '../reply/build.ts';
import { arxivSearch, firstAuthor, paperPage, readableCategory, readableDate } from '../reply/paper-text.ts';
import type { Action, Block, ListItem, Reply, Span } from '../reply/reply.ts';

/** How answers show a paper and lists of papers. */

/** Rows that a list shows. */
export const MAX_LISTED = 10;

/** The listed names; `et al.` where the source cut the list. */
export function readableAuthors(paper: Paper): string {
  const names = paper.authors.slice(0, 10).map(({ name }) => name);
  const cut = !paper.authorsComplete || paper.authors.length > names.length;
  return `${names.join(', ')}${cut ? ' et al.' : ''}`;
}

/** The page, or a search on arXiv for the title. */
export function whereToRead(paper: Paper): string {
  return paperPage(paper) ?? arxivSearch(paper.title, 'title');
}

export function titleSpan(paper: Paper): Span {
  const url = paperPage(paper);
  return url === undefined ? strong(paper.title) : link(paper.title, url);
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

const NEAREST = 3;
/** A paper that holds less of the question's weighted words is no place to look. */
const MIN_LINKED_COVERAGE = 0.3;

/** Nothing fits: says how much was read, where to look on, and what is nearest. An abstract's silence is not the paper's. */
export function refuse(searched: number, hits: readonly Hit[], asked?: Paper): Reply {
  const [best] = hits;
  const paper =
    asked ?? (best !== undefined && best.coverage >= MIN_LINKED_COVERAGE ? best.paper : undefined);
  const where = paper === undefined ? '' : ` The full paper may: ${whereToRead(paper)}`;
  const near = hits
    .map((hit) => hit.paper)
    .filter(({ id }) => id !== asked?.id)
    .slice(0, NEAREST);
  return reply({
    kind: 'refusal',
    answered: false,
    blocks: [
      paragraph(`The ${searched} abstracts here don't say.${where}`),
      ...(asked === undefined ? [] : [paragraph(titleSpan(asked))]),
      ...(near.length === 0 ? [] : [note(`Nearest here: ${near.map(({ title }) => title).join(' · ')}`)]),
    ],
    papers: [...(asked === undefined ? near.slice(0, 1) : [asked])],
  });
}
