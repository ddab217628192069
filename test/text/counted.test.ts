import { expect, it } from 'vitest';
import { counted, countedKinds } from '../../src/text/counted.ts';

it('puts a noun into the number that stands before it', () => {
  expect([0, 1, 2].map((number) => counted(number, 'paper'))).toEqual(['0 papers', '1 paper', '2 papers']);
  expect([1, 2].map((number) => counted(number, 'entry', 'entries'))).toEqual(['1 entry', '2 entries']);
});

it('leaves out the kinds of which there is none', () => {
  expect(
    countedKinds([
      [2, 'new paper'],
      [0, 'new version'],
      [1, 'entry', 'entries'],
    ]),
  ).toEqual(['2 new papers', '1 entry']);
});
