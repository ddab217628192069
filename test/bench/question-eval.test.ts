import { describe, expect, it } from 'vitest';
import { readQuestions } from '../../bench/question.ts';
import { askQuestions, formatScores, readPapers, scoreQuestions } from '../../bench/question-eval.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Paper } from '../../src/paper.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';

async function wordsOnly(papers: readonly Paper[]): Promise<Engine> {
  const engine = createEngine();
  await engine.add(papers);
  return engine;
}

const NOW = new Date('2026-11-24T12:00:00Z');
const SHIPPED = readPapers(shippedDataPath('papers.json'));
const SCIENCE = readPapers('test/eval/science/papers.json');
const CLINIC = readPapers('test/eval/clinic/papers.json');

/** Right answers that the committed configuration gives; a change may not lose any without saying so here. */
const FLOORS = [
  {
    questions: 'test/eval/questions.jsonl',
    papers: SHIPPED,
    right: { find: 24, fact: 36, meta: 25, none: 15, messy: 19 },
    answeredWrong: 7,
  },
  {
    questions: 'test/eval/own-questions.jsonl',
    papers: SHIPPED,
    right: { find: 9, fact: 12, meta: 10, none: 10, messy: 10 },
    answeredWrong: 0,
  },
  {
    questions: 'test/eval/clinic/questions.jsonl',
    papers: CLINIC,
    right: { find: 7, fact: 9, meta: 11, none: 8, messy: 7 },
    answeredWrong: 1,
  },
  {
    questions: 'test/eval/fresh-questions.jsonl',
    papers: SHIPPED,
    right: { find: 4, fact: 12, meta: 14, none: 9, messy: 8 },
    answeredWrong: 5,
  },
  {
    questions: 'test/eval/science/questions.jsonl',
    papers: SCIENCE,
    right: { find: 5, fact: 12, meta: 9, none: 7, messy: 5 },
    answeredWrong: 2,
  },
];

describe('the committed questions', () => {
  it.skipIf(SHIPPED.length === 0).each(FLOORS)(
    'answers no fewer of $questions',
    async ({ questions, papers, right, answeredWrong }) => {
      const scores = scoreQuestions(
        await askQuestions(readQuestions(questions), { engine: await wordsOnly(papers), now: NOW }),
      );

      for (const [type, floor] of Object.entries(right)) {
        expect(scores.byType.find((score) => score.type === type)?.right, type).toBeGreaterThanOrEqual(floor);
      }
      expect(scores.answeredWrong.count).toBeLessThanOrEqual(answeredWrong);
      expect(formatScores(scores).join('\n')).toMatch(/find +\d+\/\d+ +\d+\.\d %/);
    },
  );
});
