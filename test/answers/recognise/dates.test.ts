import { describe, expect, it } from 'vitest';
import { readQuestion, remainder } from '../../../src/answers/reading.ts';
import { recogniseDates } from '../../../src/answers/recognise/dates.ts';

const NOW = new Date('2024-05-20T12:00:00Z');

function read(question: string) {
  return readQuestion(question, (word) => word);
}

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
    ['last year', { from: '2023', to: '2023' }],
    ['this year', { from: '2024' }],
    ['papers from last spring', { from: '2023-03', to: '2023-05' }],
    ['last winter', { from: '2023-12', to: '2024-02' }],
    ['this summer', { from: '2024-06', to: '2024-08' }],
    ['winter 2022', { from: '2022-12', to: '2023-02' }],
    ['last quarter', { from: '2024-01', to: '2024-03' }],
    ['the first quarter of last year', { from: '2023-01', to: '2023-03' }],
    ['since March', { from: '2024-03' }],
    ['in October', { from: '2023-10', to: '2023-10' }],
    ['the year before last', { from: '2022', to: '2022' }],
    ['in the past 2 weeks', { from: '2024-05-06' }],
    ['last week', { from: '2024-05-13' }],
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
