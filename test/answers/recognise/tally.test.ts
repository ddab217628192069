import { describe, expect, it } from 'vitest';
import { readQuestion, remainder } from '../../../src/answers/reading.ts';
import { recogniseTally } from '../../../src/answers/recognise/tally.ts';

function tallyOf(question: string) {
  return recogniseTally(readQuestion(question, (word) => word));
}

describe('recogniseTally', () => {
  it.each([
    ['who has the most papers', 'people', 1],
    ['who writes most about enzymes', 'people', 1],
    ['top three authors', 'people', 3],
    ['the 2 most prolific researchers in 2022', 'people', 2],
    ['who are the co-authors of Hale', 'people', undefined],
    ['with whom has Hale published', 'people', undefined],
    ['papers per year', 'years', undefined],
    ['which year has the most papers', 'years', 1],
    ['how many papers per month in 2023', 'months', undefined],
    ['number of papers by category', 'categories', undefined],
  ])('“%s”', (question, of, limit) => {
    const tally = tallyOf(question);

    expect(tally?.of).toBe(of);
    expect(tally?.limit).toBe(limit);
  });

  it('takes those who took part in a study for no authors', () => {
    expect(tallyOf('how many people were tested')).toBeUndefined();
    expect(tallyOf('how many persons took part')).toBeUndefined();
    expect(tallyOf('how many people are listed')?.of).toBe('people');
  });

  it('leaves names and subjects between its words to be read', () => {
    const reading = readQuestion('with whom has Hale written the most papers', (word) => word);

    expect(recogniseTally(reading)?.limit).toBe(1);
    expect(remainder(reading)).toBe('with Hale');
  });

  it('tells the number of people from their names, and the least from the most', () => {
    expect(tallyOf('how many different authors are there')?.number).toBe(true);
    expect(tallyOf('who has the fewest papers')?.least).toBe(true);
  });

  it.each([
    'which papers list Hale as first author',
    'who wrote the enzyme paper',
    'papers of this year',
    'most recent papers',
  ])('leaves “%s”', (question) => {
    expect(tallyOf(question)).toBeUndefined();
  });
});
