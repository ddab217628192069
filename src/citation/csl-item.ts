import type { Author, Paper } from '../paper.ts';
import { cutAuthorsNote, EXPORT_SOURCE } from '../text/own-export.ts';
import { oneLine } from '../text/printable.ts';

/** A paper as a Citation Style Language item, the model of all citations here: https://docs.citationstyles.org */
export type CslItem = {
  readonly id: string;
  readonly type: 'article' | 'article-journal' | 'paper-conference';
  readonly title: string;
  readonly author: readonly CslName[];
  readonly issued: { readonly 'date-parts': readonly [readonly number[]] };
  readonly source: string;
  readonly abstract?: string;
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly number?: string;
  readonly keyword?: string;
  readonly note?: string;
  readonly DOI?: string;
  readonly URL?: string;
};

export type CslName = { readonly family: string; readonly given: string } | { readonly literal: string };

const PROCEEDINGS = /\b(?:proceedings|conference|workshop|symposium|congress|advances in|lecture notes)\b/i;

function toName({ name, given, family }: Author): CslName {
  return given === '' ? { literal: oneLine(name) } : { family: oneLine(family), given: oneLine(given) };
}

function typeOf({ venue, doi }: Paper): CslItem['type'] {
  if (venue === undefined) return doi === undefined ? 'article' : 'article-journal';
  return PROCEEDINGS.test(venue) ? 'paper-conference' : 'article-journal';
}

/** Where the paper is read: its DOI has a field of its own, so this is arXiv's page or its own. */
function urlOf({ arxivId, url }: Paper): string | undefined {
  return arxivId === undefined ? url : `https://arxiv.org/abs/${arxivId}`;
}

/** What no other field can tell: where the list of authors is cut, and where the code is. */
function noteOf({ authors, authorsComplete, codeUrl }: Paper): string {
  const notes = [
    ...(authorsComplete ? [] : [cutAuthorsNote(authors.length)]),
    ...(codeUrl === undefined ? [] : [`Code: ${codeUrl}`]),
  ];
  return notes.join('. ');
}

/** All texts are on one line and free of control characters. */
export function toCslItem(paper: Paper): CslItem {
  const url = urlOf(paper);
  const isPreprint = paper.arxivId !== undefined && typeOf(paper) === 'article';
  const note = noteOf(paper);
  return {
    id: paper.id,
    type: typeOf(paper),
    title: oneLine(paper.title),
    author: paper.authors.map(toName),
    issued: { 'date-parts': [paper.date.split('-').map(Number)] },
    source: EXPORT_SOURCE,
    ...(paper.abstract === '' ? {} : { abstract: oneLine(paper.abstract) }),
    ...(paper.venue === undefined ? {} : { 'container-title': oneLine(paper.venue) }),
    ...(isPreprint ? { publisher: 'arXiv', number: `arXiv:${paper.arxivId}` } : {}),
    ...(paper.categories.length === 0 ? {} : { keyword: paper.categories.join(', ') }),
    ...(note === '' ? {} : { note }),
    ...(paper.doi === undefined ? {} : { DOI: paper.doi }),
    ...(url === undefined ? {} : { URL: url }),
  };
}
