import type { Paper, PaperId } from '../paper.ts';
import type { PaperFilter } from '../query/matches.ts';
import { pause } from '../time-slices.ts';
import { filterBestFirst, page } from './best-first.ts';
import type { IndexedDocument } from './document.ts';
import type { Vector } from './embedder.ts';
import type { Hit, Passage, SearchOptions, SearchResult, Sentence } from './engine.ts';
import { type RankedDocument, rankByMeaning } from './meaning.ts';
import { type QueryTerms, queryTerms } from './query-terms.ts';
import { coverage, matchedWords, rankDocuments } from './ranking.ts';
import {
  bestSentence,
  bestWords,
  type ScoredSentence,
  scoreSentences,
  sentenceScore,
  termWeights,
} from './sentence-scores.ts';
import type { ShelfIndex } from './shelf-index.ts';

const DEFAULT_LIMIT = 10;
/** Passages are looked for in this many of the best papers. */
const PASSAGE_PAPERS = 50;
/** How much the paper counts beside the sentence: 1 for the best, less by how much less it fits. */
const PAPER_WEIGHT = 1.5;

/** The question's vector; without it words alone rank. */
type WithVector = { readonly vector?: Vector | undefined };

/** A hit; its sentence is looked for when it is asked for, since many hits are only counted or put in order. */
function toHit(
  { document, score, fit, meaning }: RankedDocument,
  query: QueryTerms,
  weights: ReadonlyMap<string, number>,
): Hit {
  let found: { readonly sentence?: Sentence } | undefined;
  return {
    paper: document.paper,
    score,
    fit,
    ...(meaning !== undefined && { meaning }),
    coverage: coverage(query, document.termSet),
    matched: matchedWords(query, document.termSet),
    get sentence() {
      found ??= { ...bestSentence(scoreSentences(document, weights)) };
      return found.sentence;
    },
  };
}

function listed(paper: Paper, index: ShelfIndex): Hit {
  return {
    paper,
    score: 0,
    fit: 0,
    coverage: 0,
    matched: [],
    get sentence() {
      return index.get(paper.id)?.sentences()[0]?.sentence;
    },
  };
}

/** Ranked papers of a shelf; by date where there are no words to rank by. Yields to the event loop. */
export async function searchShelf(
  text: string,
  index: ShelfIndex,
  accepts: PaperFilter,
  { limit = DEFAULT_LIMIT, offset = 0, among, vector }: SearchOptions & WithVector = {},
): Promise<SearchResult> {
  if (text.trim() === '') {
    const papers = (await index.newestFirst()).filter(
      (paper) => accepts(paper) && (among?.has(paper.id) ?? true),
    );
    const hits = papers.slice(offset, offset + limit).map((paper) => listed(paper, index));
    return { hits, total: papers.length, corrections: [], unknown: [], searched: index.size };
  }
  const query = queryTerms(text, index);
  const byWords = await rankDocuments(query, index, ({ paper }) => accepts(paper));
  await pause();
  const ranked = rankByMeaning(byWords, index, vector);
  const shown =
    among === undefined ? ranked : filterBestFirst(ranked, ({ document }) => among.has(document.paper.id));
  const weights = termWeights(query.terms, (term) => index.idf(term));
  const hits: Hit[] = [];
  for (const scored of page(shown, offset, limit)) {
    hits.push(toHit(scored, query, weights));
    await pause();
  }
  return {
    hits,
    total: shown.total,
    corrections: query.corrections,
    unknown: query.unknown,
    searched: index.size,
  };
}

/** Sentences of the best papers, ranked by what their paper and they themselves have of the query. Yields to the event loop. */
export async function searchPassages(
  text: string,
  index: ShelfIndex,
  accepts: PaperFilter,
  {
    limit = DEFAULT_LIMIT,
    within,
    vector,
  }: Pick<SearchOptions, 'limit'> & WithVector & { readonly within?: readonly PaperId[] } = {},
): Promise<Passage[]> {
  const query = queryTerms(text, index);
  const wanted = within === undefined ? undefined : new Set(within);
  const isWanted = ({ paper }: IndexedDocument) => (wanted?.has(paper.id) ?? true) && accepts(paper);
  const byWords = await rankDocuments(query, index, isWanted);
  await pause();
  const ranked = rankByMeaning(byWords, index, vector);
  const documents =
    wanted === undefined
      ? page(ranked, 0, PASSAGE_PAPERS)
      : withUnranked(page(ranked, 0, ranked.total), wanted, index, isWanted);
  const weights = termWeights(query.terms, (term) => index.idf(term));
  const scored: ScoredPaper[] = [];
  for (const { document, fit } of documents) {
    scored.push({
      paper: document.paper,
      fit,
      paperCoverage: coverage(query, document.termSet),
      sentences: scoreSentences(document, weights),
    });
    await pause();
  }
  const topFit = Math.max(...documents.map(({ fit }) => fit));
  const topWords = bestWords(scored.flatMap(({ sentences }) => sentences));
  return scored
    .flatMap(({ paper, fit, paperCoverage, sentences }) =>
      sentences.map((one) => ({
        one,
        paper,
        paperCoverage,
        score: PAPER_WEIGHT * (1 - (topFit - fit)) + sentenceScore(one, topWords),
      })),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ one: { sentence }, paper, paperCoverage, score }) => ({
      paper,
      sentence: sentence.sentence,
      score,
      coverage: coverage(query, new Set(sentence.terms)),
      paperCoverage,
    }));
}

type ScoredPaper = {
  readonly paper: Paper;
  readonly fit: number;
  readonly paperCoverage: number;
  readonly sentences: readonly ScoredSentence[];
};

/** Papers asked for by id are read even where no word of the query stands in them. */
function withUnranked(
  ranked: readonly RankedDocument[],
  wanted: ReadonlySet<PaperId>,
  index: ShelfIndex,
  isWanted: (document: IndexedDocument) => boolean,
): RankedDocument[] {
  const found = new Set(ranked.map(({ document }) => document.paper.id));
  const rest = [...wanted]
    .filter((id) => !found.has(id))
    .flatMap((id) => index.get(id) ?? [])
    .filter(isWanted);
  return [...ranked, ...rest.map((document) => ({ document, score: 0, fit: 0 }))];
}
