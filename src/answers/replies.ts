import { categoryName } from '../categories.ts';
import type { Paper } from '../paper.ts';
import type {
  Action,
  Block,
  CommandAction,
  LinkAction,
  ListItem,
  Quote,
  Reply,
  Span,
} from '../reply/reply.ts';
import { foldedKey } from '../text/fold.ts';

/** Building blocks of the answers' replies. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MAX_LISTED = 10;

export function text(value: string): Span {
  return { type: 'text', text: value };
}

export function paragraph(...spans: readonly (Span | string)[]): Block {
  return { type: 'paragraph', spans: spans.map((span) => (typeof span === 'string' ? text(span) : span)) };
}

export function note(value: string): Block {
  return { type: 'note', spans: [text(value)] };
}

/** `13 Jul 2023`, `Jul 2023` or `2023`. */
export function readableDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? '';
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** The listed names; `et al.` where the source cut the list. */
export function readableAuthors(paper: Paper): string {
  const names = paper.authors.slice(0, 10).map(({ name }) => name);
  const cut = !paper.authorsComplete || paper.authors.length > names.length;
  return `${names.join(', ')}${cut ? ' et al.' : ''}`;
}

/** The paper's page: arXiv's, its DOI's or its own; undefined where none is known. */
export function pageOf(paper: Paper): string | undefined {
  if (paper.arxivId !== undefined) return `https://arxiv.org/abs/${paper.arxivId}`;
  if (paper.doi !== undefined) return `https://doi.org/${paper.doi}`;
  return paper.url;
}

/** The page, or a search on arXiv for the title. */
export function whereToRead(paper: Paper): string {
  const search = new URL('https://arxiv.org/search/');
  search.searchParams.set('query', foldedKey(paper.title).slice(0, 200));
  search.searchParams.set('searchtype', 'title');
  return pageOf(paper) ?? search.href;
}

export function titleSpan(paper: Paper): Span {
  const url = pageOf(paper);
  return url === undefined ? { type: 'strong', text: paper.title } : { type: 'link', text: paper.title, url };
}

/** Author, date, category, organisation and code, as far as known, in one line. */
export function factLine(paper: Paper): string {
  const [primary] = paper.categories;
  return [
    readableAuthors(paper),
    readableDate(paper.date),
    primary === undefined ? undefined : `${categoryName(primary)} (${primary})`,
    paper.organisation,
    paper.hasCode ? (paper.codeUrl ?? 'code flagged') : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function command(label: string, name: string, paper: Paper): CommandAction {
  return { type: 'command', label, state: { command: name, args: { paper: paper.id } } };
}

export function paperActions(paper: Paper): Action[] {
  const url = pageOf(paper);
  const links: LinkAction[] = [
    ...(url === undefined ? [] : [{ type: 'link' as const, label: 'Abstract', url }]),
    ...(paper.codeUrl === undefined ? [] : [{ type: 'link' as const, label: 'Code', url: paper.codeUrl }]),
  ];
  return [...links, command('Cite', 'cite', paper), command('Related', 'related', paper)];
}

export function paperItem(paper: Paper): ListItem {
  const [first] = paper.authors;
  const authors = `${first?.name ?? ''}${paper.authors.length > 1 || !paper.authorsComplete ? ' et al.' : ''}`;
  return {
    spans: [titleSpan(paper)],
    details: [[text(`${readableDate(paper.date)} · ${authors}`)]],
    action: command('Open', 'paper', paper),
  };
}

/** A list of papers under a sentence; what does not fit is counted. */
export function paperList(papers: readonly Paper[]): Block[] {
  const shown = papers.slice(0, MAX_LISTED);
  const more = papers.length - shown.length;
  return [
    { type: 'list', items: shown.map(paperItem), start: 1 },
    ...(more > 0 ? [note(`and ${more} more`)] : []),
  ];
}

export type ReplyParts = {
  readonly kind: Reply['kind'];
  readonly answered: boolean;
  readonly blocks: readonly Block[];
  readonly papers?: readonly Paper[];
  readonly quotes?: readonly Quote[];
  readonly actions?: readonly Action[];
};

export function reply({ kind, answered, blocks, papers = [], quotes = [], actions = [] }: ReplyParts): Reply {
  return { kind, answered, blocks, actions, quotes, papers: papers.map(({ id, title }) => ({ id, title })) };
}
