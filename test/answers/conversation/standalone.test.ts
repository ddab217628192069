import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../bench/engine.ts';
import { readQuestions } from '../../../bench/question.ts';
import { readPapers } from '../../../bench/question-eval.ts';
import { EMPTY_CONTEXT } from '../../../src/answers/conversation/context.ts';
import { createAnswer } from '../../../src/answers/create-answer.ts';
import { renderText } from '../../../src/reply/render-text.ts';
import { shippedDataPath } from '../../../src/shipped-data.ts';

const SHIPPED = readPapers(shippedDataPath('papers.json'));

type QuestionSet = {
  readonly questions: string;
  readonly papers: typeof SHIPPED;
  readonly afterList: number;
  readonly afterOne?: readonly string[];
};

/**
 * The committed questions, and how many of them may be answered otherwise after a list was shown: those that say
 * `these papers` or `in the list`, which then means that list; and those that say `it`, which may mean the one paper shown.
 */
const SETS: readonly QuestionSet[] = [
  { questions: 'test/eval/questions.jsonl', papers: SHIPPED, afterList: 2 },
  { questions: 'test/eval/own-questions.jsonl', papers: SHIPPED, afterList: 0 },
  { questions: 'test/eval/fresh-questions.jsonl', papers: SHIPPED, afterList: 0 },
  {
    questions: 'test/eval/clinic/questions.jsonl',
    papers: readPapers('test/eval/clinic/papers.json'),
    afterList: 0,
  },
  {
    questions: 'test/eval/mixed/questions.jsonl',
    papers: readPapers('test/eval/mixed/papers.json'),
    afterList: 1,
    afterOne: ['What does it say about coral bleaching?'],
  },
  {
    questions: 'test/eval/science/questions.jsonl',
    papers: readPapers('test/eval/science/papers.json'),
    afterList: 0,
  },
];

describe('questions that stand on their own', () => {
  it.skipIf(SHIPPED.length === 0).each(SETS)(
    'are answered the same after another turn: $questions',
    async ({ questions, papers, afterList, afterOne }) => {
      const { engine, close } = await openEngine(papers, { isWanted: false });
      const now = () => new Date('2026-11-24T12:00:00Z');
      const answer = createAnswer({ engine, now });
      const [paper] = papers;
      const one = await answer(`Who wrote ${paper?.title}?`, EMPTY_CONTEXT);
      const list = await answer(`Papers of ${paper?.date.slice(0, 4)}`, EMPTY_CONTEXT);
      expect([one.context.shown.length, list.context.shown.length > 1]).toEqual([1, true]);

      const otherwise: { afterOne: string[]; afterList: string[] } = { afterOne: [], afterList: [] };
      for (const { question } of readQuestions(questions)) {
        const alone = renderText((await answer(question, EMPTY_CONTEXT)).answer);
        if (renderText((await answer(question, one.context)).answer) !== alone)
          otherwise.afterOne.push(question);
        if (renderText((await answer(question, list.context)).answer) !== alone)
          otherwise.afterList.push(question);
      }
      await close();

      expect(otherwise.afterOne).toEqual(afterOne ?? []);
      expect(otherwise.afterList.length, otherwise.afterList.join('\n')).toBeLessThanOrEqual(afterList);
    },
    60_000,
  );
});
