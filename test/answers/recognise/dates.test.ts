import { describe, expect, it } from 'vitest';
import { readQuestion, remainder } from '../../../src/answers/reading.ts';
import { ofYear, recogniseDates } from '../../../src/answers/recognise/dates.ts';
import { PaperDate } from '../../../src/paper.ts';

const NOW = new Date('2024-05-20T12:00:00Z');

function read(question: string) {
  return readQuestion(question, (word) => word);
}

describe('a month without a year', () => {
  it.each(['papers from Jan', 'effects that may help', 'who is April Jones', 'only April 2 of them'])(
    'is not read in “%s”',
    (question) => {
      expect(recogniseDates(read(question), NOW)).toEqual({});
    },
  );

  it('is of the newest year that was spoken of', () => {
    const april = recogniseDates(read('only April'), NOW);
    expect(ofYear(april, ['2021', '2022'])).toMatchObject({ from: '2022-04', to: '2022-04' });
    expect(ofYear(april, [])).toBe(april);
    expect(ofYear({ from: PaperDate.parse('2020'), to: PaperDate.parse('2020') }, ['2022'])).toEqual({
      from: '2020',
      to: '2020',
    });
  });
});

describe('recogniseDates', () => {
  it.each([
    ['papers from 2023', { from: '2023', to: '2023' }],
    ['papers of March 2022', { from: '2022-03', to: '2022-03' }],
    ['what was put out on 13 July 2023', { from: '2023-07-13', to: '2023-07-13' }],
    ['July 13th, 2023', { from: '2023-07-13', to: '2023-07-13' }],
    ['2023-07-13', { from: '2023-07-13', to: '2023-07-13' }],
    ['since 2021', { from: '2021' }],
    ['after 2021', { from: '2022' }],
    ['before 2022', { to: '2021' }],
    ['before January 2022', { to: '2021-12' }],
    ['between 2019 and 2022', { from: '2019', to: '2022' }],
    ['from May 2020 to June 2021', { from: '2020-05', to: '2021-06' }],
    ['summer 2022', { from: '2022-06', to: '2022-08' }],
    ['Q3 2023', { from: '2023-07', to: '2023-09' }],
    ['second quarter of 2023', { from: '2023-04', to: '2023-06' }],
    ['only April', { from: '2024-04', to: '2024-04', isYearless: true }],
    ['just in June', { from: '2023-06', to: '2023-06', isYearless: true }],
    ['papers from October', { from: '2023-10', to: '2023-10', isYearless: true }],
    ['April?', { from: '2024-04', to: '2024-04', isYearless: true }],
    ['last year', { from: '2023', to: '2023' }],
    ['this year', { from: '2024' }],
    ['papers from last spring', { from: '2023-03', to: '2023-05' }],
    ['last winter', { from: '2023-12', to: '2024-02' }],
    ['this summer', { from: '2024-06', to: '2024-08' }],
    ['winter 2022', { from: '2022-12', to: '2023-02' }],
    ['last quarter', { from: '2024-01', to: '2024-03' }],
    ['the first quarter of last year', { from: '2023-01', to: '2023-03' }],
    ['since March', { from: '2024-03' }],
    ['in October', { from: '2023-10', to: '2023-10', isYearless: true }],
    ['the year before last', { from: '2022', to: '2022' }],
    ['in the past 2 weeks', { from: '2024-05-06' }],
    ['last week', { from: '2024-05-13' }],
    ['since 10 May 2023', { from: '2023-05-10' }],
    ['since 2023-05-10', { from: '2023-05-10' }],
    ['after May 31st 2023', { from: '2023-06-01' }],
    ['before the 1st of January 2023', { to: '2022-12-31' }],
    ['until 10 May 2023', { to: '2023-05-10' }],
    ['on 10 May 2023', { from: '2023-05-10', to: '2023-05-10' }],
    ['in the last 6 months', { from: '2023-11-20' }],
  ])('reads “%s”', (question, range) => {
    expect(recogniseDates(read(question), NOW)).toEqual(range);
  });

  it('reads no date where there is none', () => {
    expect(recogniseDates(read('the march of 118 experts on 90,000 scans'), NOW)).toEqual({});
    expect(recogniseDates(read('on 2023-99-99'), NOW)).not.toHaveProperty('from', '2023-99-99');
  });

  it('takes the words that it read', () => {
    const reading = read('privacy papers since 2021');

    recogniseDates(reading, NOW);

    expect(remainder(reading)).toBe('privacy papers');
  });
});
