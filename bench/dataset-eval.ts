import { basename } from 'node:path';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Engine } from '../src/engine/engine.ts';
import { EMPTY_QUERY } from '../src/query/query.ts';
import { type Dataset, type Judgements, type Rationale, readDataset, readRationales } from './dataset.ts';

/** Means over the queries with a relevant document. nDCG has linear gain and a log2 discount, as trec_eval's. */
type Scores = { queries: number; ndcg10: number; recall100: number; mrr10: number; msPerQuery: number };

const DEPTH = 100;

function dcg(grades: readonly number[]): number {
  return grades.reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
}

function scoreRanking(ranking: readonly string[], judged: ReadonlyMap<string, number>) {
  const grades = ranking.map((id) => judged.get(id) ?? 0);
  const ideal = [...judged.values()].sort((a, b) => b - a).slice(0, 10);
  const relevant = [...judged.values()].filter((grade) => grade > 0).length;
  const first = grades.slice(0, 10).findIndex((grade) => grade > 0);
  return {
    ndcg10: dcg(grades.slice(0, 10)) / dcg(ideal),
    recall100: grades.slice(0, DEPTH).filter((grade) => grade > 0).length / relevant,
    mrr10: first < 0 ? 0 : 1 / (first + 1),
  };
}

/** Queries of some collections are made from a paper of theirs (`10010426-method`): that one is not to be found. */
function sourceOf(query: string, folder: string): string | undefined {
  return basename(folder) === 'csfcube' ? query.replace(/-[a-z]+$/, '') : undefined;
}

async function scoreSplit(
  engine: Engine,
  dataset: Dataset,
  judgements: Judgements,
  folder: string,
): Promise<Scores> {
  const totals: Scores = { queries: 0, ndcg10: 0, recall100: 0, mrr10: 0, msPerQuery: 0 };
  for (const { id, text } of dataset.queries) {
    const judged = judgements.get(id);
    if (judged === undefined || ![...judged.values()].some((grade) => grade > 0)) continue;
    const start = performance.now();
    const { hits } = await engine.search({ ...EMPTY_QUERY, text }, { limit: DEPTH + 1 });
    totals.msPerQuery += performance.now() - start;
    const source = sourceOf(id, folder);
    const ranking = hits
      .map(({ paper }) => dataset.documentIds.get(paper.id) ?? '')
      .filter((found) => found !== source);
    const scores = scoreRanking(ranking, judged);
    totals.queries += 1;
    totals.ndcg10 += scores.ndcg10;
    totals.recall100 += scores.recall100;
    totals.mrr10 += scores.mrr10;
  }
  const count = Math.max(1, totals.queries);
  return {
    queries: totals.queries,
    ndcg10: totals.ndcg10 / count,
    recall100: totals.recall100 / count,
    mrr10: totals.mrr10 / count,
    msPerQuery: totals.msPerQuery / count,
  };
}

/** How often the best passage inside the right abstract is a sentence that settles the claim. */
async function rationaleHits(engine: Engine, dataset: Dataset, rationales: readonly Rationale[]) {
  const paperIds = new Map([...dataset.documentIds].map(([paperId, document]) => [document, paperId]));
  let hits = 0;
  let count = 0;
  for (const { claim, document, sentences, gold } of rationales) {
    const id = paperIds.get(document);
    if (id === undefined) continue;
    count += 1;
    const [best] = await engine.passages({ ...EMPTY_QUERY, text: claim }, { limit: 1, within: [id] });
    if (best === undefined) continue;
    const chosen = sentences.findIndex((sentence) => overlaps(sentence, best.sentence.text));
    if (gold.has(chosen)) hits += 1;
  }
  return { hits, count };
}

/** The collection splits sentences itself: the same one may be cut otherwise. */
function overlaps(a: string, b: string): boolean {
  const [x, y] = [a.trim(), b.trim()];
  return x === y || (Math.min(x.length, y.length) > 20 && (x.includes(y) || y.includes(x)));
}

/** Lines that tell how well the engine finds what a collection's judges found, made by the engine as it runs for people. */
export async function evaluateDataset(folder: string): Promise<string[]> {
  const dataset = readDataset(folder);
  const engine = createEngine();
  const start = performance.now();
  await engine.add(dataset.papers);
  const lines = [
    `${basename(folder)}: ${dataset.papers.length} documents indexed in ${Math.round(performance.now() - start)} ms`,
  ];
  for (const [split, judgements] of dataset.judgements) {
    const scores = await scoreSplit(engine, dataset, judgements, folder);
    lines.push(
      `${split}: nDCG@10 ${scores.ndcg10.toFixed(4)}  R@100 ${scores.recall100.toFixed(4)}  MRR@10 ${scores.mrr10.toFixed(4)}  (${scores.queries} queries, ${scores.msPerQuery.toFixed(1)} ms each)`,
    );
  }
  const rationales = readRationales(folder);
  for (const split of [...new Set(rationales.map((rationale) => rationale.split))]) {
    const { hits, count } = await rationaleHits(
      engine,
      dataset,
      rationales.filter((one) => one.split === split),
    );
    lines.push(`${split} rationales: Hit@1 ${(hits / Math.max(1, count)).toFixed(3)}  (${hits} of ${count})`);
  }
  return lines;
}
