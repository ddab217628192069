import { categoryName } from '../categories.ts';
import type { Paper, PaperDate } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';

/** How a paper's fields read in a reply. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MAX_NAMES = 10;
const MAX_SEARCH_WORDS = 200;

/** `13 Jul 2023`, `Jul 2023` or `2023`. */
export function readableDate(date: PaperDate): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** At most ten names; "et al." where there are more or the source cut the list. */
export function readableAuthors(paper: Paper): string {
  const shown = paper.authors.slice(0, MAX_NAMES).map(({ name }) => name);
  const isCut = !paper.authorsComplete || paper.authors.length > shown.length;
  return isCut ? `${shown.join(', ')} et al.` : shown.join(', ');
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Whom a source lists that cuts its lists: `the first three authors`. */
export function firstAuthors(listed: number): string {
  return listed === 1 ? 'the first author' : `the first ${NUMBER_WORDS[listed] ?? listed} authors`;
}

/** What "et al." of a source means; undefined where it lists all. */
export function cutListNote({ authors, authorsComplete }: Paper): string | undefined {
  return authorsComplete ? undefined : `et al.: the source lists ${firstAuthors(authors.length)} only.`;
}

/** The first author, with "et al." where there are others. */
export function firstAuthor(paper: Paper): string {
  const name = paper.authors[0]?.name ?? '';
  return paper.authors.length > 1 || !paper.authorsComplete ? `${name} et al.` : name;
}

/** `Machine Learning (cs.LG)`; undefined where the paper has no category. */
export function readableCategory(paper: Paper): string | undefined {
  const primary = paper.categories[0];
  return primary === undefined ? undefined : `${categoryName(primary)} (${primary})`;
}

/** The page of the paper: arXiv's, else the DOI's, else its own; undefined where none is known. */
export function paperPage(paper: Paper): string | undefined {
  if (paper.arxivId !== undefined) return `https://arxiv.org/abs/${paper.arxivId}`;
  if (paper.doi !== undefined) return `https://doi.org/${paper.doi}`;
  return paper.url;
}

/** arXiv's search for words, in titles only or everywhere. */
export function arxivSearch(words: string, searchType: 'title' | 'all'): string {
  const search = new URL('https://arxiv.org/search/');
  search.searchParams.set('query', foldedKey(words).slice(0, MAX_SEARCH_WORDS));
  search.searchParams.set('searchtype', searchType);
  return search.href;
}
