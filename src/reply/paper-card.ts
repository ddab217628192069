import type { Paper } from '../paper.ts';
import { cut } from '../text/cut.ts';
import { sentences } from '../text/sentences.ts';
import { commandAction, heading, item, linkAction, note, paragraph, type SpanInput, text } from './build.ts';
import {
  arxivSearch,
  firstAuthor,
  paperPage,
  readableAuthors,
  readableCategory,
  readableDate,
} from './paper-text.ts';
import type { Action, Block, ListItem } from './reply.ts';

/** A paper on a card, and in one row of a list. */

const CARD_SENTENCES = 2;
const MAX_SUMMARY = 420;
const MAX_TITLE = 200;
const MAX_AUTHORS = 200;
const MAX_ROW_TITLE = 110;
const MAX_ROW_SENTENCE = 150;

function summary(paper: Paper): string | undefined {
  const last = sentences(paper.abstract)[CARD_SENTENCES - 1];
  const end = last?.end ?? paper.abstract.length;
  const shown = paper.abstract.slice(0, end).trim();
  return shown === '' ? undefined : cut(shown, MAX_SUMMARY);
}

/** Title, authors, facts, the first two sentences, and what is not known. */
export function cardBlocks(paper: Paper): Block[] {
  const facts = [readableDate(paper.date), readableCategory(paper), paper.organisation];
  const words = summary(paper);
  const isFlaggedOnly = paper.hasCode && paper.codeUrl === undefined;
  return [
    heading(cut(paper.title, MAX_TITLE)),
    paragraph(cut(readableAuthors(paper), MAX_AUTHORS)),
    paragraph(facts.filter((fact) => fact !== undefined).join(' · ')),
    ...(words === undefined ? [note('No abstract here.')] : [paragraph(words)]),
    ...(isFlaggedOnly ? [note('Code is flagged, without an address.')] : []),
    ...(paperPage(paper) === undefined
      ? [note('No page is known for this paper: the link searches arXiv for its title.')]
      : []),
  ];
}

/** Abstract, Code, Cite and Related, as far as there is something behind them. */
export function cardActions(paper: Paper): Action[] {
  const page = paperPage(paper);
  return [
    page === undefined
      ? linkAction('Search arXiv for the title', arxivSearch(paper.title, 'title'))
      : linkAction('Abstract', page),
    ...(paper.codeUrl === undefined ? [] : [linkAction('Code', paper.codeUrl)]),
    commandAction('Cite', 'cite', { paper: paper.id }),
    commandAction('Related', 'related', { paper: paper.id }),
  ];
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
