import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { EMPTY_CONTEXT } from '../src/answers/answer.ts';
import { createAnswer } from '../src/answers/create-answer.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import type { Engine } from '../src/engine/engine.ts';
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
const QUESTIONS = [
  'Which papers use graph neural networks?',
  'How many papers were published in 2022?',
  'What is the accuracy on the benchmark?',
  'papers about privacy with code',
];

/** An engine that has answered once: some of its index is made when it is first needed. */
async function filled(papers: readonly Paper[]): Promise<Engine> {
  const engine = createEngine();
  // Copies, since what is known of a paper may be kept with it.
  await engine.add(papers.map((paper) => ({ ...paper })));
  await engine.search({ ...EMPTY_QUERY, text: 'model' });
  return engine;
}

/** Asks the questions in turn, one a call. */
function asker(engine: Engine): () => Promise<unknown> {
  const answer = createAnswer({ engine, now: () => new Date('2026-06-30T12:00:00Z') });
  let next = 0;
  return () => answer(QUESTIONS[next++ % QUESTIONS.length] ?? '', EMPTY_CONTEXT);
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
  const measured = await measure({
    'index of 50 papers': () => filled(papers),
    'question, 50 papers': asker(engine),
  });
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
  return [index, delay, ...(await measure({ [`question, ${papers.length} papers`]: asker(engine) }))];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    commands: { type: 'string', default: '10000' },
    people: { type: 'string', default: '1000' },
    'per-second': { type: 'string', default: '40' },
  },
});
if (positionals[0] === 'platforms') {
  const failures = await benchPlatforms({
    commands: Number(values.commands),
    people: Number(values.people),
    perSecond: Number(values['per-second']),
  });
  process.stdout.write(failures.length === 0 ? '\nall as it should be\n' : `\n${failures.join('\n')}\n`);
  if (failures.length > 0) process.exitCode = 1;
} else {
  process.stdout.write(`${formatLatencies([...(await benchSmall()), ...(await benchLarge())])}\n`);
}
