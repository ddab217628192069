import { basename } from 'node:path';
import type { Engine } from '../src/engine/engine.ts';
import { EMPTY_QUERY } from '../src/query/query.ts';
import { type Dataset, type Judgements, type Rationale, readDataset, readRationales } from './dataset.ts';
import { openEngine } from './engine.ts';
import { pairedRandomisation } from './significance.ts';

/** One query's scores. nDCG has linear gain and a log2 discount, as trec_eval's. */
type Scores = {
  readonly ndcg10: number;
  readonly recall100: number;
  readonly mrr10: number;
  readonly ms: number;
};

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

/** Scores of the queries that have a relevant document, in the collection's order. */
async function scoreSplit(
  engine: Engine,
  dataset: Dataset,
  judgements: Judgements,
  folder: string,
): Promise<Scores[]> {
  const all: Scores[] = [];
  for (const { id, text } of dataset.queries) {
    const judged = judgements.get(id);
    if (judged === undefined || ![...judged.values()].some((grade) => grade > 0)) continue;
    const start = performance.now();
    const { hits } = await engine.search({ ...EMPTY_QUERY, text }, { limit: DEPTH + 1 });
    const ms = performance.now() - start;
    const source = sourceOf(id, folder);
    const ranking = hits
      .map(({ paper }) => dataset.documentIds.get(paper.id) ?? '')
      .filter((found) => found !== source);
    all.push({ ...scoreRanking(ranking, judged), ms });
  }
  return all;
}

function formatSplit(split: string, scores: readonly Scores[]): string {
  const mean = (value: (one: Scores) => number) =>
    scores.reduce((sum, one) => sum + value(one), 0) / Math.max(1, scores.length);
  const [ndcg, recall, mrr] = [
    mean((one) => one.ndcg10),
    mean((one) => one.recall100),
    mean((one) => one.mrr10),
  ];
  return (
    `${split}: nDCG@10 ${ndcg.toFixed(4)}  R@100 ${recall.toFixed(4)}  MRR@10 ${mrr.toFixed(4)}  ` +
    `(${scores.length} queries, ${mean((one) => one.ms).toFixed(1)} ms each)`
  );
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

async function rationaleLines(engine: Engine, dataset: Dataset, folder: string): Promise<string[]> {
  const rationales = readRationales(folder);
  const lines: string[] = [];
  for (const split of new Set(rationales.map((rationale) => rationale.split))) {
    const ofSplit = rationales.filter((one) => one.split === split);
    const { hits, count } = await rationaleHits(engine, dataset, ofSplit);
    lines.push(`${split} rationales: Hit@1 ${(hits / Math.max(1, count)).toFixed(3)}  (${hits} of ${count})`);
  }
  return lines;
}

/**
 * Lines that tell how well the engine finds what a collection's judges found, made by the engine as it runs for people:
 * by words alone, and by meaning too where that can be had and is wanted.
 */
export async function evaluateDataset(folder: string, withMeaning: boolean): Promise<string[]> {
  const dataset = readDataset(folder);
  const start = performance.now();
  const words = await openEngine(dataset.papers, { isWanted: false });
  const ms = Math.round(performance.now() - start);
  const lines = [`${basename(folder)}: ${dataset.papers.length} documents indexed in ${ms} ms`];
  const meaning = withMeaning ? await openEngine(dataset.papers, { isWanted: true }) : undefined;
  for (const [split, judgements] of dataset.judgements) {
    const byWords = await scoreSplit(words.engine, dataset, judgements, folder);
    lines.push(formatSplit(`${split}, by words`, byWords));
    if (!meaning?.hasMeaning) continue;
    const byMeaning = await scoreSplit(meaning.engine, dataset, judgements, folder);
    const pairs = byMeaning.map(({ ndcg10 }, at) => [byWords[at]?.ndcg10 ?? 0, ndcg10] as const);
    lines.push(
      `${formatSplit(`${split}, by meaning too`, byMeaning)}  p = ${pairedRandomisation(pairs).toFixed(4)}`,
    );
  }
  lines.push(...(await rationaleLines((meaning ?? words).engine, dataset, folder)));
  await meaning?.close();
  return lines;
}
