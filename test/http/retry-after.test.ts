import { expect, it } from 'vitest';
import { retryAfterMs } from '../../src/http/retry-after.ts';

const NOW = new Date('2026-01-01T10:00:00Z');

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Thu, 01 Jan 2026 10:00:30 GMT', 30_000],
  ['Thu, 01 Jan 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['1e9', undefined],
  ['', undefined],
  [null, undefined],
])('reads %j as %j ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
