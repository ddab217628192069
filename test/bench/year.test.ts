import { expect, test } from 'vitest';
import { year } from '../../bench/proofs/year.ts';

// The small part of `npm run prove -- year`.
test('in a month of arXiv with all that goes wrong nothing is missed, doubled or flooded', async () => {
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);

  expect(await year({ runs: 31, seed: 20_261_124, print })).toBeUndefined();
  expect(printed).toEqual(expect.arrayContaining(['missed: 0', 'doubled: 0', 'floods: 0']));
});

test('what platforms post twice is found', async () => {
  const print = () => undefined;

  expect(await year({ runs: 10, seed: 20_261_124, print, isForgetful: true })).toMatch(
    /^doubled: the post /m,
  );
});

test('what only OAI-PMH knows of is missed without it', async () => {
  const print = () => undefined;

  expect(await year({ runs: 10, seed: 20_261_124, print, isUnreconciled: true })).toMatch(/^missed: /m);
});
