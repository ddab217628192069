import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../src/answers/split-question.ts';

describe('splitQuestion', () => {
  it.each([
    ['Who wrote the enzyme paper, and when was it published?', [false, true]],
    ['When did it come out? Who wrote it?', [false, true]],
    ['Which of her papers is the newest, and does it have code?', [false, true]],
  ])('parts “%s”', (question, goesOn) => {
    expect(splitQuestion(question).map((part) => part.goesOn)).toEqual(goesOn);
  });

  it('parts the two ends of one set', () => {
    expect(splitQuestion('What is the oldest paper and what is the newest?')).toEqual([
      { text: 'What is the oldest paper', goesOn: false },
      { text: 'what is the newest?', goesOn: false },
    ]);
  });

  it.each([
    'How many experts are there and how many countries do they come from?',
    'What accuracy did it reach and at which temperature?',
    'Is there a paper on enzymes? It was about yeast.',
    'Enzymes and how yeast makes them',
    'Which one is in computers and society?',
  ])('keeps whole “%s”', (question) => {
    expect(splitQuestion(question)).toEqual([{ text: question, goesOn: false }]);
  });
});
