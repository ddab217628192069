import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEnglish } from '../../../src/answers/recognise/german.ts';

function english(question: string): string {
  return toEnglish(question, (word) => word === 'weber' || word === 'code' || word === 'rate').english;
}

describe('toEnglish', () => {
  it.each([
    ['Wie viele Arbeiten gibt es von 2021?', 'how many papers are there from 2021?'],
    ['Welche Paper hat Jonas Weber geschrieben?', 'which paper has Jonas Weber written?'],
    ['Welches Paper handelt von Wettervorhersagen?', 'which paper is about weather forecasts?'],
    ['Wer hat die Arbeit über Enzyme verfasst?', 'who wrote the paper about enzyme?'],
    ['Wer hat die erste geschrieben?', 'who wrote the first one?'],
    ['und welche davon sind von 2022?', 'and which of them are from 2022?'],
    ['davon nur die mit Code', 'of them only those with code'],
    ['danke', 'thanks'],
    ['Welche Fehlerrate wurde erreicht?', 'which error rate was reached?'],
    ['wann wurde sie veröffentlicht?', 'when was it published?'],
    ['Gibt es noch etwas Neueres?', 'is there anything newer?'],
    ['und 2022?', 'and 2022?'],
    ['Was ist die älteste Veröffentlichung?', 'what is the oldest publication?'],
  ])('“%s”', (question, expected) => {
    expect(english(question).toLowerCase()).toBe(expected.toLowerCase());
  });

  it.each([
    'Which papers are by van der Berg?',
    'What was the war about?',
    'die casting in an oven',
    'Papers by Anna von Stein',
  ])('leaves English: %s', (question) => {
    expect(english(question)).toBe(question);
  });

  it('reads anything', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (question) => typeof english(question) === 'string',
      ),
    );
  });
});
