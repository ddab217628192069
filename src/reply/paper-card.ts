import type { Paper } from '../paper.ts';
import { cut } from '../text/cut.ts';
import { sentences } from '../text/sentences.ts';
import { isWithdrawn } from '../text/withdrawal.ts';
import {
  commandAction,
  heading,
  item,
  link,
  linkAction,
  note,
  paragraph,
  type SpanInput,
  strong,
  text,
} from './build.ts';
import {
  arxivSearch,
  cutListNote,
  firstAuthor,
  paperPage,
  readableAuthors,
  readableCategory,
  readableDate,
} from './paper-text.ts';
import type { Action, Block, ListItem, Span } from './reply.ts';
import { withdrawalReason } from './withdrawal-words.ts';

/** A paper on a card, and in one row of a list. */

const CARD_SENTENCES = 2;
const MAX_SUMMARY = 420;
const MAX_ABSTRACT_PAGE = 1200;
const MAX_TITLE = 200;
const MAX_COMMENT = 150;
const MAX_AUTHORS = 200;
const MAX_ROW_TITLE = 140;
const MAX_ROW_SENTENCE = 150;

/** The first two sentences where they are short enough, else the first; cut only where that one is too long. */
function summary({ abstract }: Paper): string {
  const ends = sentences(abstract).slice(0, CARD_SENTENCES);
  const fitting = ends.filter(({ end }, index) => index === 0 || end <= MAX_SUMMARY).at(-1);
  return cut(abstract.slice(0, fitting?.end ?? abstract.length).trim(), MAX_SUMMARY);
}

/** The title, as a link to the paper's page where one is known. */
export function titleSpan(paper: Paper): Span {
  const title = cut(paper.title, MAX_TITLE);
  const page = paperPage(paper);
  return page === undefined ? strong(title) : link(title, page);
}

/** A title as the end of a sentence: one that ends in a mark of its own gets no other. */
export function titleAtEnd({ title }: Paper): [Span, Span] {
  const shown = cut(title, MAX_TITLE);
  return [strong(shown), text(/[?!.…]$/.test(shown) ? '' : '.')];
}

/** Title, authors, facts, the first sentences, and what is not known. */
export function cardBlocks(paper: Paper): Block[] {
  const facts = [readableDate(paper.date), readableCategory(paper), paper.organisation];
  const words = summary(paper);
  const isFlaggedOnly = paper.hasCode && paper.codeUrl === undefined;
  const cutList = cutListNote(paper);
  const reason = withdrawalReason(paper);
  const isTold = reason !== undefined && isWithdrawn(paper.comment, '');
  return [
    heading(titleSpan(paper)),
    ...(paper.status === 'withdrawn'
      ? [paragraph(strong('Withdrawn'), reason === undefined ? '.' : `: ${reason}`)]
      : []),
    paragraph(cut(readableAuthors(paper), MAX_AUTHORS)),
    paragraph(facts.filter((fact) => fact !== undefined).join(' · ')),
    words === '' ? note('No abstract here.') : paragraph(words),
    ...(isTold || paper.comment === undefined ? [] : [note(cut(paper.comment, MAX_COMMENT))]),
    ...(paper.shelf === 'stream' ? [note('In the stream of new papers, not in the library.')] : []),
    ...(cutList === undefined ? [] : [note(cutList)]),
    ...(isFlaggedOnly ? [note('Code is flagged, without an address.')] : []),
    ...(paperPage(paper) === undefined
      ? [note('No page is known for this paper: the link searches arXiv for its title.')]
      : []),
  ];
}

/** Abstract, Code, Cite and Related, as far as there is something behind them, and the rest of the abstract. */
export function cardActions(paper: Paper): Action[] {
  const page = paperPage(paper);
  return [
    page === undefined
      ? linkAction('Search arXiv for the title', arxivSearch(paper.title, 'title'))
      : linkAction('Abstract', page),
    ...(paper.codeUrl === undefined ? [] : [linkAction('Code', paper.codeUrl)]),
    ...(paper.shelf === 'stream' ? [commandAction('Add to library', 'add', { paper: paper.id })] : []),
    commandAction('Cite', 'cite', { paper: paper.id }),
    commandAction('Related', 'related', { paper: paper.id }),
    ...(summary(paper) === paper.abstract.trim()
      ? []
      : [commandAction('Whole abstract', 'paper', { query: paper.id, show: 'abstract' })]),
  ];
}

/** The abstract in parts that fit one screen, each of whole sentences; none where there is no abstract. */
export function abstractPages({ abstract }: Paper): string[] {
  const pages: string[] = [];
  let start = 0;
  let end = 0;
  for (const sentence of sentences(abstract)) {
    if (end > start && sentence.end - start > MAX_ABSTRACT_PAGE) {
      pages.push(abstract.slice(start, end).trim());
      start = end;
    }
    end = sentence.end;
  }
  return [...pages, abstract.slice(start).trim()].filter((page) => page !== '');
}

/** Title and one part of the abstract. */
export function abstractBlocks(paper: Paper, part: string): Block[] {
  return [heading(titleSpan(paper)), part === '' ? note('No abstract here.') : paragraph(part)];
}

/** A row: the title, then date and first author, then the sentence that fits where one is given. */
export function paperItem(paper: Paper, sentence?: string): ListItem {
  const details: SpanInput[][] = [[text(`${readableDate(paper.date)} · ${firstAuthor(paper)}`)]];
  if (sentence !== undefined) details.push([text(cut(sentence, MAX_ROW_SENTENCE))]);
  return item(
    [text(cut(paper.title, MAX_ROW_TITLE))],
    details,
    commandAction('Open', 'paper', { query: paper.id }),
  );
}
