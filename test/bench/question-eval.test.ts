import { describe, expect, it } from 'vitest';
import { type EngineMeaning, openEngine } from '../../bench/engine.ts';
import { readQuestions } from '../../bench/question.ts';
import {
  askQuestions,
  formatScores,
  type QuestionScores,
  readPapers,
  scoreQuestions,
} from '../../bench/question-eval.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { compiledEmbedding, needEmbedding } from '../compiled-embedding.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const SHIPPED = readPapers(shippedDataPath('papers.json'));
const SCIENCE = readPapers('test/eval/science/papers.json');
const CLINIC = readPapers('test/eval/clinic/papers.json');

/** Right answers that the committed configuration gives; a change may not lose any without saying so here. */
const FLOORS = [
  {
    questions: 'test/eval/questions.jsonl',
    papers: SHIPPED,
    right: { find: 24, fact: 37, meta: 25, none: 15, messy: 19 },
    answeredWrong: 5,
    byMeaning: { find: 25, answeredWrong: 6 },
  },
  {
    questions: 'test/eval/own-questions.jsonl',
    papers: SHIPPED,
    right: { find: 9, fact: 12, meta: 10, none: 10, messy: 10 },
    answeredWrong: 0,
    byMeaning: { find: 10, answeredWrong: 0 },
  },
  {
    questions: 'test/eval/clinic/questions.jsonl',
    papers: CLINIC,
    right: { find: 7, fact: 9, meta: 11, none: 8, messy: 7 },
    answeredWrong: 1,
    byMeaning: { find: 7, answeredWrong: 1 },
  },
  {
    questions: 'test/eval/fresh-questions.jsonl',
    papers: SHIPPED,
    right: { find: 4, fact: 12, meta: 14, none: 9, messy: 8 },
    answeredWrong: 5,
    byMeaning: { find: 5, answeredWrong: 4 },
  },
  {
    questions: 'test/eval/later-questions.jsonl',
    papers: SHIPPED,
    right: { fact: 9, meta: 10, none: 5, messy: 4 },
    answeredWrong: 1,
    byMeaning: { none: 6, answeredWrong: 0 },
  },
  {
    questions: 'test/eval/science/questions.jsonl',
    papers: SCIENCE,
    right: { find: 5, fact: 13, meta: 9, none: 7, messy: 5 },
    answeredWrong: 1,
    byMeaning: { find: 6, answeredWrong: 0 },
  },
  {
    questions: 'test/eval/second-round-questions.jsonl',
    papers: SHIPPED,
    right: { find: 4, fact: 9, meta: 10, none: 10, messy: 8 },
    answeredWrong: 3,
    byMeaning: { find: 6, messy: 9, answeredWrong: 4 },
  },
  {
    questions: 'test/eval/science/second-round-questions.jsonl',
    papers: SCIENCE,
    right: { find: 3, fact: 7, meta: 4, none: 5, messy: 2 },
    answeredWrong: 0,
    byMeaning: { find: 5, answeredWrong: 0 },
  },
];

type Floor = (typeof FLOORS)[number];

async function scoresOf({ questions, papers }: Floor, meaning: EngineMeaning): Promise<QuestionScores> {
  const { engine, hasMeaning, close } = await openEngine(papers, meaning);
  expect(hasMeaning).toBe(meaning.isWanted);
  const judged = await askQuestions(readQuestions(questions), { engine, now: NOW });
  await close();
  return scoreQuestions(judged);
}

function expectNoFewer(
  scores: QuestionScores,
  right: Readonly<Record<string, number | undefined>>,
  answeredWrong: number,
): void {
  for (const [type, floor] of Object.entries(right)) {
    expect(scores.byType.find((score) => score.type === type)?.right, type).toBeGreaterThanOrEqual(
      floor ?? 0,
    );
  }
  expect(scores.answeredWrong.count).toBeLessThanOrEqual(answeredWrong);
}

describe('the committed questions', () => {
  it.skipIf(SHIPPED.length === 0).each(FLOORS)('answers no fewer of $questions by words', async (floor) => {
    const scores = await scoresOf(floor, { isWanted: false });

    expectNoFewer(scores, floor.right, floor.answeredWrong);
    expect(formatScores(scores).join('\n')).toMatch(/meta +\d+\/\d+ +\d+\.\d %/);
  });

  it.skipIf(SHIPPED.length === 0)(
    'answers no fewer by meaning too',
    { timeout: 120_000 },
    async (context) => {
      const files = compiledEmbedding();
      needEmbedding(context, files);
      for (const floor of FLOORS) {
        const { answeredWrong, ...find } = floor.byMeaning;
        expectNoFewer(
          await scoresOf(floor, { isWanted: true, files }),
          { ...floor.right, ...find },
          answeredWrong,
        );
      }
    },
  );
});
