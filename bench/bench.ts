import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { EMPTY_CONTEXT } from '../src/answers/conversation/context.ts';
import { createAnswer } from '../src/answers/create-answer.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Embedder } from '../src/engine/embedder.ts';
import type { Engine } from '../src/engine/engine.ts';
import { createLogger } from '../src/logger.ts';
import { openMeaning } from '../src/meaning.ts';
import type { Paper } from '../src/paper.ts';
import { EMPTY_QUERY } from '../src/query/query.ts';
import { shippedDataPath } from '../src/shipped-data.ts';
import { readCorpus } from './dataset.ts';
import { hostileText } from './hostile-text.ts';
import { formatLatencies, type Latency, latencyOf, measure, measureEventLoopDelay } from './latency.ts';
import { benchPlatforms } from './platforms/bench-platforms.ts';
import { readPapers } from './question-eval.ts';

/** Speed, printed as a table. Compare lines of one run: machines differ, and so does what else they do. */

const ARXIV = '../shared/bench/arxiv';
const LARGE = 10_000;
const HOSTILE_RUNS = 500;
const CHANGES = 40;
const QUESTIONS = [
  'Which papers use graph neural networks?',
  'How many papers were published in 2022?',
  'What is the accuracy on the benchmark?',
  'papers about privacy with code',
];

/** An engine that has answered once: some of its index is made when it is first needed. */
async function filled(papers: readonly Paper[], embedder?: Embedder): Promise<Engine> {
  const engine = createEngine({ embedder });
  // Copies, since what is known of a paper may be kept with it.
  await engine.add(papers.map((paper) => ({ ...paper })));
  await engine.search({ ...EMPTY_QUERY, text: 'model' });
  if (embedder !== undefined) setAnyVectors(engine);
  return engine;
}

/** Vectors of the right length: how long it takes to compare them does not depend on what they say. */
function setAnyVectors(engine: Engine): void {
  const papers = engine.withoutVector(Number.POSITIVE_INFINITY);
  const vector = (seed: number) =>
    Float32Array.from({ length: 384 }, (_, at) => Math.sin(seed * 384 + at) / 14);
  engine.setVectors(papers.map((paper, seed) => ({ paper, vector: vector(seed) })));
}

/** Asks the questions in turn, one a call, each with other words at its end, so that each has its vector made anew. */
function asker(engine: Engine, papers: readonly Paper[]): () => Promise<unknown> {
  const answer = createAnswer({ engine, now: () => new Date('2026-06-30T12:00:00Z') });
  let next = 0;
  return () => {
    const words = papers[next % papers.length]?.title.split(' ').slice(0, 3).join(' ');
    const question = `${QUESTIONS[next % QUESTIONS.length]} ${words} ${next}`;
    next += 1;
    return answer(question, EMPTY_CONTEXT);
  };
}

/** By words, and by meaning where that can be had; the thread that runs the model has loaded it before. */
async function benchQuestions(papers: readonly Paper[], engine: Engine): Promise<Latency[]> {
  const name = `question, ${papers.length} papers`;
  const byWords = await measure({ [name]: asker(engine, papers) });
  const meaning = openMeaning({ isWanted: true, logger: createLogger({ logLevel: undefined }, 'warn') });
  if (meaning.embedder === undefined) return byWords;
  const knowing = await filled(papers, meaning.embedder);
  const ask = asker(knowing, papers);
  for (let warm = 0; warm < 20; warm++) await ask();
  const byMeaning = await measure({ [`${name}, by meaning too`]: ask });
  const delay = await measureEventLoopDelay(`event loop while answering, ${papers.length}`, async () => {
    for (let asked = 0; asked < 200; asked++) await ask();
  });
  await meaning.close();
  return [...byWords, ...byMeaning, delay];
}

/** What a paper that comes meanwhile costs the question after it: all that is read off the library changes with it. */
async function afterChanges(papers: readonly Paper[], engine: Engine): Promise<Latency> {
  const ask = asker(engine, papers);
  const samples: number[] = [];
  for (const [at, paper] of papers.slice(0, CHANGES).entries()) {
    await engine.add([{ ...paper, title: `${paper.title} (${at})` }]);
    const start = performance.now();
    await ask();
    samples.push(performance.now() - start);
  }
  return latencyOf(`question after a paper came, ${papers.length}`, samples);
}

async function hostileAnswers(engine: Engine): Promise<{ latency: Latency; slowest: string }> {
  const answer = createAnswer({ engine, now: () => new Date('2026-06-30T12:00:00Z') });
  const samples: number[] = [];
  let slowest = '';
  for (const question of fc.sample(hostileText(2000), { numRuns: HOSTILE_RUNS, seed: 1 })) {
    const start = performance.now();
    await answer(question, EMPTY_CONTEXT);
    const ms = performance.now() - start;
    if (samples.every((sample) => sample < ms)) slowest = question;
    samples.push(ms);
  }
  return { latency: latencyOf('arbitrary text, 50 papers', samples), slowest };
}

async function benchSmall(): Promise<Latency[]> {
  const papers = readPapers(shippedDataPath('papers.json'));
  const engine = await filled(papers);
  const measured = [
    ...(await measure({ 'index of 50 papers': () => filled(papers) })),
    ...(await benchQuestions(papers, engine)),
  ];
  const { latency, slowest } = await hostileAnswers(engine);
  process.stdout.write(
    `slowest answer: ${latency.max.toFixed(0)} ms for ${JSON.stringify(slowest.slice(0, 80))}\n`,
  );
  return [...measured, latency];
}

async function benchLarge(): Promise<Latency[]> {
  if (!existsSync(ARXIV)) {
    process.stdout.write(`skipped: ${LARGE} papers need ${ARXIV}\n`);
    return [];
  }
  const papers = readCorpus(ARXIV).papers.slice(0, LARGE);
  const start = performance.now();
  let engine = createEngine();
  const delay = await measureEventLoopDelay(`event loop while indexing ${papers.length}`, async () => {
    engine = await filled(papers);
  });
  const index = latencyOf(`index of ${papers.length} papers`, [performance.now() - start]);
  return [index, delay, ...(await benchQuestions(papers, engine)), await afterChanges(papers, engine)];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    commands: { type: 'string', default: '10000' },
    people: { type: 'string', default: '1000' },
    'per-second': { type: 'string', default: '40' },
    platform: { type: 'string' },
  },
});
if (positionals[0] === 'platforms') {
  const failures = await benchPlatforms({
    commands: Number(values.commands),
    people: Number(values.people),
    perSecond: Number(values['per-second']),
    platform: values.platform,
  });
  process.stdout.write(failures.length === 0 ? '\nall as it should be\n' : `\n${failures.join('\n')}\n`);
  if (failures.length > 0) process.exitCode = 1;
} else {
  process.stdout.write(`${formatLatencies([...(await benchSmall()), ...(await benchLarge())])}\n`);
}
