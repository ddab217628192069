import { expect, test } from 'vitest';
import { replies } from '../../bench/proofs/replies.ts';

// The small part of `npm run prove -- replies`.
test('arbitrary replies are shown whole, or say that they are not, on both platforms', async () => {
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);

  expect(await replies({ runs: 60, seed: 20_260_630, print })).toBeUndefined();
  expect(printed.join('\n')).toContain('60 replies');
}, 60_000);
