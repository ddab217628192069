import type { Paper, Shelf } from '../paper.ts';
import { type PaperFilter, paperFilter } from '../query/matches.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { nameWords } from '../text/person-name.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { inSlices } from '../time-slices.ts';
import type { Directory } from './author-lookup.ts';
import { RecentlyAsked } from './recently-asked.ts';
import type { ShelfIndex } from './shelf-index.ts';

/** Whether some terms stand in a row. */
function standInARow(phrase: readonly string[], terms: readonly string[]): boolean {
  const [first = ''] = phrase;
  for (let at = terms.indexOf(first); at >= 0; at = terms.indexOf(first, at + 1)) {
    if (phrase.every((term, offset) => terms[at + offset] === term)) return true;
  }
  return false;
}

/** The papers that hold a phrase. Only those that hold its terms in a row are read for what stands between them. */
async function papersHolding(phrase: string, index: ShelfIndex): Promise<ReadonlySet<Paper>> {
  const tokens = tokenize(phrase);
  const terms = tokens.flatMap((token) => token.terms);
  const isOneWord = tokens.length === 1 && terms.length === 1 && tokens[0]?.words.length === 1;
  const lacksPhrase = paperFilter({ ...EMPTY_QUERY, without: [phrase] });
  const holding = new Set<Paper>();
  await inSlices(index.documents(), ({ paper, termSet, terms: held }) => {
    if (!terms.every((term) => termSet.has(term))) return;
    if (isOneWord || ((terms.length === 0 || standInARow(terms, held)) && !lacksPhrase(paper)))
      holding.add(paper);
  });
  return holding;
}

/** The papers that speak of a phrase. Only those that hold its terms are read for how they stand. */
async function papersAbout(phrase: string, index: ShelfIndex): Promise<ReadonlySet<Paper>> {
  const tokens = tokenize(phrase);
  const joined = tokens.map(({ terms }) => terms.slice(-1));
  const isAbout = paperFilter({ ...EMPTY_QUERY, topics: [phrase] });
  const found = new Set<Paper>();
  await inSlices(index.documents(), ({ paper, termSet }) => {
    const holds = ({ terms }: (typeof tokens)[number], at: number) =>
      terms.every((term) => termSet.has(term)) || joined[at]?.every((term) => termSet.has(term)) === true;
    const holdsApart = tokens.every(({ words }) =>
      words.every((word) => isStopWord(word) || termSet.has(stem(word))),
    );
    if ((holdsApart || tokens.every(holds)) && isAbout(paper)) found.add(paper);
  });
  return found;
}

/**
 * Makes the tests whether papers fulfil a query's filters, from what the shelves' indexes know.
 *
 * @param changes another number whenever a paper of any shelf comes or goes
 */
export function createFilters(
  shelves: Readonly<Record<Shelf, ShelfIndex>>,
  directory: Directory,
  changes: () => number,
): (query: Query) => Promise<PaperFilter> {
  const keptUnwanted = new RecentlyAsked<Promise<ReadonlySet<Paper>>>(20);
  const keptTopics = new RecentlyAsked<Promise<ReadonlySet<Paper>>>(20);

  /** A name in a filter means the person, under whichever spelling a paper lists them. */
  function papersOf(name: string, shelf: Shelf): ReadonlySet<Paper> {
    const papers = new Set<Paper>();
    for (const { listed, fit } of shelves[shelf].people.names.fitting(nameWords(name))) {
      if (fit !== 'corrected') for (const paper of listed.papers) papers.add(paper);
    }
    const found = shelf === 'library' ? directory.find(name) : undefined;
    const [person, another] = found?.people ?? [];
    if (person !== undefined && another === undefined && found?.fit !== 'corrected') {
      for (const paper of person.papers) papers.add(paper);
    }
    return papers;
  }

  return async (query) => {
    const index = shelves[query.shelf];
    if (query.shelf === 'library') await index.people.update();
    const unwanted = await Promise.all(
      query.without.map((phrase) =>
        keptUnwanted.get(`${changes()} ${query.shelf} ${phrase}`, () => papersHolding(phrase, index)),
      ),
    );
    const topical = await Promise.all(
      query.topics.map((phrase) =>
        keptTopics.get(`${changes()} ${query.shelf} ${phrase}`, () => papersAbout(phrase, index)),
      ),
    );
    const wanted = [...topical, ...query.authors.map((name) => papersOf(name, query.shelf))];
    const rest = paperFilter({ ...query, topics: [], authors: [], without: [] });
    return (paper) =>
      wanted.every((papers) => papers.has(paper)) &&
      !unwanted.some((papers) => papers.has(paper)) &&
      rest(paper);
  };
}
