import { type Paper, PaperId } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';
import type { Hit, PaperLookup, SearchResult } from './engine.ts';
import { newestFirst } from './newest-first.ts';
import {
  arxivKey,
  MAX_REFERENCE_LENGTH,
  readPaperReference,
  type TitleKeys,
  titleKeys,
} from './paper-reference.ts';
import { searchShelf } from './search.ts';
import type { ShelfIndex } from './shelf-index.ts';
import { isGenericTerm } from './topics.ts';
import { nearestWords } from './vocabulary.ts';

const MAX_HITS = 100;
const ALSO = 3;
const NEAREST = 3;
/** A paper that holds less of the words, by rarity, is not what was meant. */
const MIN_COVERAGE = 0.5;
/** Measured: below, papers share a word such as "model" with a question about something else. */
const MIN_NEAR_COVERAGE = 0.15;
/** Papers are found together when they hold nearly as much as the best. */
const COVERAGE_OF_BEST = 0.8;
/** The best paper is a clear winner when the second scores at most this share; less must suffice where its title alone says it. */
const CLEAR_MARGIN = 0.6;
const TITLE_MARGIN = 0.9;
/** A word of many papers names none of them, even where one title alone has it. */
const TITLE_MAX_HITS = 5;
/** A beginning of a title names it when it is this long, in words, or this share of it. */
const TITLE_START_WORDS = 3;
const TITLE_START_SHARE = 0.4;

type NamedBy = Extract<PaperLookup, { kind: 'one' }>['by'];

function one(papers: readonly Paper[], by: NamedBy, also: readonly Paper[] = []): PaperLookup | undefined {
  const [paper, ...rest] = newestFirst(papers);
  return paper === undefined
    ? undefined
    : { kind: 'one', paper, by, also: [...rest, ...also].slice(0, ALSO) };
}

function papersOf(index: ShelfIndex): Paper[] {
  return [...index.documents()].map(({ paper }) => paper);
}

/** By its exact title, the name before its colon, or an unmistakable beginning. */
function byTitle(text: string, index: ShelfIndex): PaperLookup | undefined {
  const wanted = foldedKey(text);
  if (wanted === '') return undefined;
  const documents = [...index.documents()];
  const papersWith = (fits: (keys: TitleKeys) => boolean) =>
    documents.filter((document) => fits(document.titleKeys)).map(({ paper }) => paper);
  const starting = papersWith(({ key }) => key.startsWith(`${wanted} `));
  const exact = papersWith(({ key }) => key === wanted);
  if (exact.length > 0) return one(exact, 'title', starting);
  const named = papersWith(({ name }) => name === wanted);
  if (named.length === 1) return one(named, 'title-start');
  const [only, another] = starting;
  if (only === undefined || another !== undefined) return undefined;
  const isLong =
    wanted.split(' ').length >= TITLE_START_WORDS ||
    wanted.length >= TITLE_START_SHARE * titleKeys(only.title).key.length;
  return isLong ? one([only], 'title-start') : undefined;
}

/** A word that looks like a name (`ChEX`, `MAD`, `GPT4`) in one title only. */
function byNameInTitle(text: string, index: ShelfIndex): PaperLookup | undefined {
  const wanted = foldedKey(text).replaceAll(' ', '');
  if (wanted.length < 2 || /\s/.test(text.trim())) return undefined;
  const found = [...index.documents()].filter(({ titleKeys: { nameLike } }) => nameLike.includes(wanted));
  return found.length === 1
    ? one(
        found.map(({ paper }) => paper),
        'title',
      )
    : undefined;
}

/** Hits that hold nearly as many of the words as the best does. */
function together(result: SearchResult): Hit[] {
  const best = Math.max(0, ...result.hits.map((hit) => hit.coverage));
  if (best < MIN_COVERAGE) return [];
  return result.hits.filter((hit) => hit.coverage >= COVERAGE_OF_BEST * best);
}

/** Whether all words found stand in the title of the first, and of no other. */
function isAloneInTitle(hits: readonly Hit[]): boolean {
  const inTitle = ({ paper, matched }: Hit) => {
    const title = ` ${foldedKey(paper.title)} `;
    return matched.every((word) => title.includes(` ${foldedKey(word)} `));
  };
  const [first, ...rest] = hits;
  return first !== undefined && first.matched.length > 0 && inTitle(first) && !rest.some(inTitle);
}

function isClear(hits: readonly Hit[]): boolean {
  const [first, second] = hits;
  if (first === undefined) return false;
  if (second === undefined) return true;
  const titleTells = hits.length <= TITLE_MAX_HITS && isAloneInTitle(hits);
  return second.score <= (titleTells ? TITLE_MARGIN : CLEAR_MARGIN) * first.score;
}

/** Whether a hit shares a word with the query that tells something. */
function hasInCommon({ coverage, matched }: Hit): boolean {
  return coverage >= MIN_NEAR_COVERAGE && matched.some((word) => !isGenericTerm(foldedKey(word)));
}

/** Where no paper fits: those that have something in common with the text, by its words or by words that look alike. */
async function nearest(text: string, result: SearchResult, index: ShelfIndex): Promise<readonly Hit[]> {
  const near = result.hits.filter(hasInCommon).slice(0, NEAREST);
  if (near.length > 0) return near;
  const alike = nearestWords(foldedKey(text).split(' ').slice(0, 5), index.words).join(' ');
  return alike === '' ? [] : (await searchShelf(alike, index, () => true, { limit: NEAREST })).hits;
}

async function bySearch(text: string, index: ShelfIndex): Promise<PaperLookup> {
  const result = await searchShelf(text, index, () => true, { limit: MAX_HITS });
  const hits = text.trim() === '' ? [...result.hits] : together(result);
  const [first] = hits;
  if (first === undefined) {
    const none = { ...result, hits: [], total: 0 };
    return { kind: 'none', nearest: await nearest(text, result, index), result: none };
  }
  if (text.trim() === '' || !isClear(hits))
    return { kind: 'several', result: { ...result, hits, total: hits.length } };
  const [correction] = result.corrections;
  const also = hits.slice(1, 1 + ALSO).map(({ paper }) => paper);
  return {
    kind: 'one',
    paper: first.paper,
    by: 'search',
    also,
    ...(correction !== undefined && { correction }),
  };
}

/** The paper that a reference names: an id, an arXiv id or link, a DOI or its link, a title or a part of one, or words. */
export async function lookUpPaper(reference: string, index: ShelfIndex): Promise<PaperLookup> {
  const text = reference.trim().slice(0, MAX_REFERENCE_LENGTH);
  const read = readPaperReference(text);
  const papers = papersOf(index);
  if (read.kind === 'arxiv') {
    const found = one(
      papers.filter(({ arxivId }) => arxivId !== undefined && arxivKey(arxivId) === read.id),
      'arxiv',
    );
    if (found !== undefined) return found;
  }
  if (read.kind === 'doi') {
    const found = one(
      papers.filter(({ doi }) => doi?.toLowerCase() === read.id),
      'doi',
    );
    if (found !== undefined) return found;
  }
  const id = PaperId.safeParse(text.toLowerCase());
  const paper = id.success ? index.get(id.data)?.paper : undefined;
  const byId = one(paper === undefined ? [] : [paper], 'id');
  if (byId !== undefined) return byId;
  return byTitle(text, index) ?? byNameInTitle(text, index) ?? (await bySearch(text, index));
}
