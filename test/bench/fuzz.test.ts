import { expect, test } from 'vitest';
import { fuzz } from '../../bench/proofs/fuzz.ts';
import { readPapers } from '../../bench/question-eval.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';

// The small part of `npm run prove -- fuzz`.
test('arbitrary lines through every command all get a reply', async () => {
  const papers = readPapers(shippedDataPath('papers.json'));

  expect(await fuzz({ papers, runs: 500, seed: 20_260_630 })).toBeUndefined();
});
