import { describe, expect, it } from 'vitest';
import { readQuestions } from '../../bench/question.ts';
import { askQuestions, formatScores, readPapers, scoreQuestions } from '../../bench/question-eval.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const SHIPPED = readPapers(shippedDataPath('papers.json'));
const CLINIC = readPapers('test/eval/clinic/papers.json');

/** Right answers that the committed configuration gives; a change may not lose any without saying so here. */
const FLOORS = [
  {
    questions: 'test/eval/questions.jsonl',
    papers: SHIPPED,
    right: { find: 23, fact: 35, meta: 24, none: 14, messy: 17 },
    answeredWrong: 9,
  },
  {
    questions: 'test/eval/own-questions.jsonl',
    papers: SHIPPED,
    right: { find: 9, fact: 11, meta: 10, none: 10, messy: 9 },
    answeredWrong: 2,
  },
  {
    questions: 'test/eval/clinic/questions.jsonl',
    papers: CLINIC,
    right: { find: 6, fact: 8, meta: 10, none: 7, messy: 7 },
    answeredWrong: 4,
  },
];

describe('the committed questions', () => {
  it.skipIf(SHIPPED.length === 0).each(FLOORS)(
    'answers no fewer of $questions',
    async ({ questions, papers, right, answeredWrong }) => {
      const scores = scoreQuestions(await askQuestions(readQuestions(questions), { papers, now: NOW }));

      for (const [type, floor] of Object.entries(right)) {
        expect(scores.byType.find((score) => score.type === type)?.right, type).toBeGreaterThanOrEqual(floor);
      }
      expect(scores.answeredWrong.count).toBeLessThanOrEqual(answeredWrong);
      expect(formatScores(scores).join('\n')).toMatch(/find +\d+\/\d+ +\d+\.\d %/);
    },
  );
});
