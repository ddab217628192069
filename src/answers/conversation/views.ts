import { CITATION_FORMATS, type CitationFormat, formatCitation } from '../../citation/format-citation.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Paper } from '../../paper.ts';
import {
  commandAction,
  item,
  linkAction,
  list,
  note,
  paragraph,
  preformatted,
  reply,
  text,
} from '../../reply/build.ts';
import { abstractBlocks, cardActions, cardBlocks, titleSpan } from '../../reply/paper-card.ts';
import { cutListNote, readableAuthors, readableDate } from '../../reply/paper-text.ts';
import type { Reply, Span } from '../../reply/reply.ts';
import { whereToRead } from '../replies.ts';
import type { View } from './context.ts';

/** Papers as they are shown on request: whole, by one field, to copy. */

const MAX_CITED = 10;
const RELATED = 5;

/** One line for each paper. */
export function perPaper(papers: readonly Paper[], detail: (paper: Paper) => Span | string): Reply {
  const rows = papers.map((paper) =>
    item([titleSpan(paper)], [[detail(paper)]], commandAction('Open', 'paper', { query: paper.id })),
  );
  return reply({ kind: 'list', blocks: [list(rows, 1)], papers });
}

export function authorsOf(papers: readonly Paper[]): Reply {
  return perPaper(papers, readableAuthors);
}

export function datesOf(papers: readonly Paper[]): Reply {
  return perPaper(papers, ({ date }) => readableDate(date));
}

function cards(papers: readonly Paper[]): Reply {
  const [first, second] = papers;
  if (first === undefined || second !== undefined)
    return perPaper(papers, (paper) => `${readableDate(paper.date)} · ${readableAuthors(paper)}`);
  return reply({ kind: 'card', blocks: cardBlocks(first), papers, actions: cardActions(first) });
}

function abstracts(papers: readonly Paper[]): Reply {
  const [first, second] = papers;
  return reply({
    kind: 'card',
    answered: papers.some(({ abstract }) => abstract !== ''),
    blocks: papers.flatMap((paper) => abstractBlocks(paper, paper.abstract)),
    papers,
    actions:
      first === undefined || second !== undefined
        ? []
        : cardActions(first).filter(({ type, label }) => type === 'link' || label === 'Cite'),
  });
}

function formatIn(words: string): CitationFormat {
  return CITATION_FORMATS.find((format) => new RegExp(`\\b${format}\\b`).test(words)) ?? 'bibtex';
}

/** Citations to copy. */
export function citationReply(papers: readonly Paper[], format: CitationFormat): Reply {
  const cited = papers.slice(0, MAX_CITED);
  const [only, another] = cited;
  const cutLists = cited.flatMap((paper) => cutListNote(paper) ?? []).slice(0, 1);
  return reply({
    kind: 'citation',
    blocks: [
      // A citation to copy out of a chat fits one screen; exports have the abstract.
      ...cited.map((paper) => preformatted(formatCitation({ ...paper, abstract: '' }, format), format)),
      ...cutLists.map((value) => note(value)),
    ],
    papers: cited,
    actions:
      only === undefined || another !== undefined
        ? []
        : CITATION_FORMATS.filter((other) => other !== format).map((other) =>
            commandAction(other, 'cite', { paper: only.id, format: other }),
          ),
  });
}

function links(papers: readonly Paper[]): Reply {
  const [first, second] = papers;
  if (first === undefined || second !== undefined) return perPaper(papers, whereToRead);
  const page = whereToRead(first);
  return reply({
    kind: 'answer',
    blocks: [paragraph(page), paragraph(titleSpan(first))],
    papers,
    actions: [linkAction('Abstract', page), commandAction('Cite', 'cite', { paper: first.id })],
  });
}

/** @param words what was typed, which may name a format */
export function viewReply(papers: readonly Paper[], view: View, words: string): Reply {
  switch (view) {
    case 'card':
      return cards(papers);
    case 'abstract':
      return abstracts(papers);
    case 'citation':
      return citationReply(papers, formatIn(words));
    case 'link':
      return links(papers);
  }
}

/** The papers nearest to one. */
export async function relatedReply(paper: Paper, engine: Engine): Promise<Reply> {
  const papers = (await engine.related(paper.id, RELATED)).map((hit) => hit.paper);
  const title = titleSpan(paper);
  return papers.length === 0
    ? reply({
        kind: 'none',
        answered: false,
        blocks: [paragraph(text('Nothing here is near to '), title, '.')],
      })
    : reply({
        kind: 'list',
        blocks: [
          paragraph('Near to ', title, ':'),
          ...perPaper(papers, ({ date }) => readableDate(date)).blocks,
        ],
        papers,
      });
}
