import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answersPage } from '../../bench/docs/answers-page.ts';

describe('docs/answers.md', () => {
  it('is what the program answers now: run `npm run docs` where it is not', async () => {
    const page = readFileSync('docs/answers.md', 'utf8');

    expect(page).toBe(await answersPage());
    expect(page.match(/The 50 abstracts here don't (?:say|speak)/g)).toHaveLength(2);
  });
});
