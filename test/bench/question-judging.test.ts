import { describe, expect, it } from 'vitest';
import type { EvaluationQuestion } from '../../bench/question.ts';
import { holds, type JudgedReply, judge } from '../../bench/question-judging.ts';
import { PaperId } from '../../src/paper.ts';

const QUESTION: EvaluationQuestion = { id: 'q', type: 'fact', question: '?', papers: [], answer: [] };
const REPLY: JudgedReply = { answered: true, papers: [], quotes: [], text: '' };

function ref(title: string): JudgedReply['papers'][number] {
  return { id: PaperId.parse('a'), title };
}

describe('holds', () => {
  it('matches numbers as whole numbers', () => {
    expect(holds('in 2025', '5')).toBe(false);
    expect(holds('3.5 times', '5')).toBe(false);
    expect(holds('5,000 scans', '5')).toBe(false);
    expect(holds('5, 6 and 7', '5')).toBe(true);
    expect(holds('2025, then 5.', '5')).toBe(true);
    expect(holds('reaches 73.5%', '73.5%')).toBe(true);
  });

  it('ignores case and dollar signs', () => {
    expect(holds('the $f$-Differential way', 'F-differential')).toBe(true);
  });
});

describe('judge', () => {
  it('takes the first paper of a find', () => {
    const question: EvaluationQuestion = { ...QUESTION, type: 'find', papers: ['A $f$-title', 'B'] };

    expect(judge(question, { ...REPLY, papers: [ref('A f-title'), ref('C')] }).right).toBe(true);
    expect(judge(question, { ...REPLY, papers: [ref('B'), ref('A f-title')] })).toMatchObject({
      right: false,
      answeredWrong: true,
    });
  });

  it('takes a set in any order and nothing beside it', () => {
    const question: EvaluationQuestion = { ...QUESTION, type: 'meta', papers: ['A', 'B'], set: true };

    expect(judge(question, { ...REPLY, papers: [ref('B'), ref('A')] }).right).toBe(true);
    expect(judge(question, { ...REPLY, papers: [ref('B'), ref('A'), ref('C')] }).right).toBe(false);
  });

  it('looks for the strings of a fact in the beginning of text and first quote only', () => {
    const question: EvaluationQuestion = { ...QUESTION, answer: ['26.77', '92.52'] };
    const text = `26.77 ${'x'.repeat(200)} 92.52`;
    const late = { paperId: PaperId.parse('a'), text: `${'x'.repeat(350)} 92.52` };

    expect(judge(question, { ...REPLY, text })).toEqual({ right: true, short: false, answeredWrong: false });
    expect(judge(question, { ...REPLY, text: '26.77', quotes: [late] }).right).toBe(false);
  });

  it('counts a refusal as right for none alone, and never as answered and wrong', () => {
    const refusal = { ...REPLY, answered: false, text: '50' };

    expect(judge({ ...QUESTION, type: 'none' }, refusal).right).toBe(true);
    expect(judge({ ...QUESTION, type: 'messy' }, refusal).right).toBe(true);
    expect(judge({ ...QUESTION, answer: ['50'] }, refusal)).toMatchObject({
      right: false,
      answeredWrong: false,
    });
  });
});
