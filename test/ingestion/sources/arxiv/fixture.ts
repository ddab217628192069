import { readFileSync } from 'node:fs';

/** An answer of arXiv as `test/fixtures/arxiv` has it. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/arxiv/${name}`, import.meta.url), 'utf8');
}
