import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EMPTY_CONTEXT } from '../src/answers/conversation/context.ts';
import { createAnswer } from '../src/answers/create-answer.ts';
import type { Engine } from '../src/engine/engine.ts';
import { Paper } from '../src/paper.ts';
import { renderText } from '../src/reply/render-text.ts';
import type { EvaluationQuestion } from './question.ts';
import { type JudgedReply, judge, type Verdict } from './question-judging.ts';

export type JudgedQuestion = {
  readonly question: EvaluationQuestion;
  readonly reply: JudgedReply;
  readonly verdict: Verdict;
};

export type QuestionScores = {
  /** Right answers and questions by type, in the order of {@link TYPES}; types without a question are absent. */
  readonly byType: readonly {
    readonly type: EvaluationQuestion['type'];
    readonly right: number;
    readonly of: number;
  }[];
  /** Facts told by the first characters of the text alone. */
  readonly short: { readonly right: number; readonly of: number };
  readonly answeredWrong: { readonly count: number; readonly of: number };
};

const TYPES = ['find', 'fact', 'meta', 'none', 'messy'] as const;

export function readPapers(path: string): Paper[] {
  return z.array(Paper).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Asks an engine every question, each in a conversation of its own. `now` decides what "last year" means. */
export async function askQuestions(
  questions: readonly EvaluationQuestion[],
  { engine, now }: { readonly engine: Engine; readonly now: Date },
): Promise<JudgedQuestion[]> {
  const answer = createAnswer({ engine, now: () => now });
  const judged: JudgedQuestion[] = [];
  for (const question of questions) {
    const { answer: given } = await answer(question.question, EMPTY_CONTEXT);
    const reply = { ...given, text: renderText(given) };
    judged.push({ question, reply, verdict: judge(question, reply) });
  }
  return judged;
}

export function scoreQuestions(judged: readonly JudgedQuestion[]): QuestionScores {
  const facts = judged.filter(({ question }) => question.type === 'fact');
  return {
    byType: TYPES.map((type) => {
      const ofType = judged.filter(({ question }) => question.type === type);
      return { type, right: ofType.filter(({ verdict }) => verdict.right).length, of: ofType.length };
    }).filter(({ of }) => of > 0),
    short: { right: facts.filter(({ verdict }) => verdict.short).length, of: facts.length },
    answeredWrong: {
      count: judged.filter(({ verdict }) => verdict.answeredWrong).length,
      of: judged.length,
    },
  };
}

function scoreLine(name: string, count: number, of: number): string {
  const share = of === 0 ? '-' : `${((100 * count) / of).toFixed(1)} %`;
  return `${name.padEnd(32)} ${`${count}/${of}`.padStart(8)} ${share.padStart(8)}`;
}

/** Counts and percentages, one line each. */
export function formatScores({ byType, short, answeredWrong }: QuestionScores): string[] {
  return [
    ...byType.map(({ type, right, of }) => scoreLine(type, right, of)),
    ...(short.of > 0 ? [scoreLine('fact, first 200 characters', short.right, short.of)] : []),
    scoreLine('answered and wrong', answeredWrong.count, answeredWrong.of),
  ];
}

/** A wrongly answered question with what was expected and said, for reading. */
export function formatWrong({ question, reply, verdict }: JudgedQuestion): string[] {
  return [
    `${question.id} ${verdict.answeredWrong ? 'answered and wrong' : 'refused'}: ${question.question}`,
    `  expected: ${[...question.papers, ...question.answer].join(' | ') || 'a refusal'}`,
    `  papers:   ${reply.papers.map(({ title }) => title.slice(0, 60)).join(' | ')}`,
    `  text:     ${reply.text.slice(0, 400).replaceAll('\n', ' / ')}`,
  ];
}
