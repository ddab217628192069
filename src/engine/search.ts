import type { Paper, PaperId } from '../paper.ts';
import type { PaperFilter } from '../query/matches.ts';
import type { IndexedDocument } from './document.ts';
import type { Vector } from './embedder.ts';
import type { Hit, Passage, SearchOptions, SearchResult } from './engine.ts';
import { type RankedDocument, rankByMeaning } from './meaning.ts';
import { type QueryTerms, queryTerms } from './query-terms.ts';
import { coverage, matchedWords, rankDocuments } from './ranking.ts';
import { bestSentence, bestWords, scoreSentences, sentenceScore, termWeights } from './sentence-scores.ts';
import type { ShelfIndex } from './shelf-index.ts';

const DEFAULT_LIMIT = 10;
/** Passages are looked for in this many of the best papers. */
const PASSAGE_PAPERS = 50;
/** How much the paper counts beside the sentence: 1 for the best, less by how much less it fits. */
const PAPER_WEIGHT = 1.5;

/** The question's vector; without it words alone rank. */
type WithVector = { readonly vector?: Vector | undefined };

/** Newest first; ids decide between papers of one date, so that pages never shift. */
export function newestFirst(papers: readonly Paper[]): Paper[] {
  return [...papers].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1));
}

function toHit({ document, score, fit, meaning }: RankedDocument, query: QueryTerms, index: ShelfIndex): Hit {
  const weights = termWeights(query.terms, (term) => index.idf(term));
  const best = bestSentence(scoreSentences(document, weights));
  return {
    paper: document.paper,
    score,
    fit,
    ...(meaning !== undefined && { meaning }),
    coverage: coverage(query, document.termSet),
    matched: matchedWords(query, document.termSet),
    ...(best !== undefined && { sentence: best.sentence }),
  };
}

function listed(paper: Paper, index: ShelfIndex): Hit {
  const first = index.get(paper.id)?.sentences()[0];
  return {
    paper,
    score: 0,
    fit: 0,
    coverage: 0,
    matched: [],
    ...(first !== undefined && { sentence: first.sentence }),
  };
}

/** Ranked papers of a shelf; by date where there are no words to rank by. */
export function searchShelf(
  text: string,
  index: ShelfIndex,
  accepts: PaperFilter,
  { limit = DEFAULT_LIMIT, offset = 0, vector }: SearchOptions & WithVector = {},
): SearchResult {
  if (text.trim() === '') {
    const papers = newestFirst([...index.documents()].map(({ paper }) => paper).filter(accepts));
    const hits = papers.slice(offset, offset + limit).map((paper) => listed(paper, index));
    return { hits, total: papers.length, corrections: [], unknown: [], searched: index.size };
  }
  const query = queryTerms(text, index);
  const byWords = rankDocuments(query, index, ({ paper }) => accepts(paper));
  const ranked = rankByMeaning(byWords, index, vector);
  return {
    hits: ranked.slice(offset, offset + limit).map((scored) => toHit(scored, query, index)),
    total: ranked.length,
    corrections: query.corrections,
    unknown: query.unknown,
    searched: index.size,
  };
}

/** Sentences of the best papers, ranked by what their paper and they themselves have of the query. */
export function searchPassages(
  text: string,
  index: ShelfIndex,
  accepts: PaperFilter,
  {
    limit = DEFAULT_LIMIT,
    within,
    vector,
  }: Pick<SearchOptions, 'limit'> & WithVector & { readonly within?: readonly PaperId[] } = {},
): Passage[] {
  const query = queryTerms(text, index);
  const wanted = within === undefined ? undefined : new Set(within);
  const isWanted = ({ paper }: IndexedDocument) => (wanted?.has(paper.id) ?? true) && accepts(paper);
  const ranked = rankByMeaning(rankDocuments(query, index, isWanted), index, vector);
  const documents =
    wanted === undefined ? ranked.slice(0, PASSAGE_PAPERS) : withUnranked(ranked, wanted, index, isWanted);
  const weights = termWeights(query.terms, (term) => index.idf(term));
  const scored = documents.map((document) => ({
    ...document,
    paperCoverage: coverage(query, document.document.termSet),
    sentences: scoreSentences(document.document, weights),
  }));
  const topFit = Math.max(...documents.map(({ fit }) => fit));
  const topWords = bestWords(scored.flatMap(({ sentences }) => sentences));
  return scored
    .flatMap(({ document: { paper }, fit, paperCoverage, sentences }) =>
      sentences.map((one) => ({
        paper,
        sentence: one.sentence.sentence,
        score: PAPER_WEIGHT * (1 - (topFit - fit)) + sentenceScore(one, topWords),
        coverage: coverage(query, new Set(one.sentence.terms)),
        paperCoverage,
      })),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

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
