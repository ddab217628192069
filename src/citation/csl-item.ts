import type { Author, Paper } from '../paper.ts';

/** A paper as a Citation Style Language item, what citation-js formats: https://docs.citationstyles.org */
export type CslItem = {
  readonly id: string;
  readonly type: 'article' | 'article-journal' | 'paper-conference';
  readonly title: string;
  readonly author: readonly CslName[];
  readonly issued: { readonly 'date-parts': readonly [readonly number[]] };
  readonly abstract?: string;
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly number?: string;
  readonly DOI?: string;
  readonly URL?: string;
};

type CslName = { readonly family: string; readonly given: string } | { readonly literal: string };

/** Stands for the authors that the source did not tell. */
export const AND_OTHERS = 'et al.';

const PROCEEDINGS = /\b(?:proceedings|conference|workshop|symposium|congress|advances in|lecture notes)\b/i;

function toName({ name, given, family }: Author): CslName {
  return given === '' ? { literal: name } : { family, given };
}

function typeOf(venue: string | undefined): CslItem['type'] {
  if (venue === undefined) return 'article';
  return PROCEEDINGS.test(venue) ? 'paper-conference' : 'article-journal';
}

/** Where the paper is read: its DOI has a field of its own, so this is arXiv's page or its own. */
function urlOf({ arxivId, url }: Paper): string | undefined {
  return arxivId === undefined ? url : `https://arxiv.org/abs/${arxivId}`;
}

export function toCslItem(paper: Paper): CslItem {
  const url = urlOf(paper);
  const isPreprint = paper.arxivId !== undefined && paper.venue === undefined;
  return {
    id: paper.id,
    type: typeOf(paper.venue),
    title: paper.title,
    author: [...paper.authors.map(toName), ...(paper.authorsComplete ? [] : [{ literal: AND_OTHERS }])],
    issued: { 'date-parts': [paper.date.split('-').map(Number)] },
    ...(paper.abstract === '' ? {} : { abstract: paper.abstract }),
    ...(paper.venue === undefined ? {} : { 'container-title': paper.venue }),
    ...(isPreprint ? { publisher: 'arXiv', number: `arXiv:${paper.arxivId}` } : {}),
    ...(paper.doi === undefined ? {} : { DOI: paper.doi }),
    ...(url === undefined ? {} : { URL: url }),
  };
}
