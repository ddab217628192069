import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answers/reading.ts';
import { recogniseLead, recogniseNotLead } from '../../../src/answers/recognise/authorship.ts';

function reading(question: string) {
  return readQuestion(question, (word) => word);
}

describe('recogniseNotLead', () => {
  it.each([
    'papers with Hale but not as first author',
    'where Hale is not the lead author',
    'papers by Hale, never first author',
  ])('“%s”', (question) => {
    expect(recogniseNotLead(reading(question))).toBe(true);
  });

  it.each(['papers with first author Hale', 'papers led by Hale, not by Weber'])('not “%s”', (question) => {
    expect(recogniseNotLead(reading(question))).toBe(false);
    expect(recogniseLead(reading(question))).toBe(true);
  });
});
