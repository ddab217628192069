import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-tokens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = '2026-01-01';
const NEXT = '2026-01-02';
async function openTokens(file = ':memory:') {
  const { tokens, close } = await openStore({ file, now: new Date('2026-01-01') });
  return { tokens, close };
}

it('adds up to the limit, and to nothing beyond', async () => {
  const { tokens, close } = await openTokens();
  expect(await tokens.take(DAY, 60, 100)).toBe(true);
  expect(await tokens.take(DAY, 50, 100)).toBe(false);
  expect(await tokens.take(DAY, 40, 100)).toBe(true);
  expect(await tokens.take(DAY, 1, 100)).toBe(false);
  await close();
});

it('takes back what was not used, never below nought', async () => {
  const { tokens, close } = await openTokens();
  await tokens.take(DAY, 100, 100);
  await tokens.giveBack(DAY, 30);
  expect(await tokens.take(DAY, 31, 100)).toBe(false);
  await tokens.giveBack(DAY, -10);
  expect(await tokens.take(DAY, 21, 100)).toBe(false);
  expect(await tokens.take(DAY, 20, 100)).toBe(true);
  await tokens.giveBack(DAY, 1000);
  expect(await tokens.take(DAY, 100, 100)).toBe(true);
  expect(await tokens.take(DAY, 1, 100)).toBe(false);
  await close();
});

it('begins anew each day, and a late settlement of the day before changes nothing', async () => {
  const { tokens, close } = await openTokens();
  await tokens.take(DAY, 100, 100);
  expect(await tokens.take(NEXT, 100, 100)).toBe(true);
  await tokens.giveBack(DAY, 100);
  expect(await tokens.take(NEXT, 1, 100)).toBe(false);
  await close();
});

it('counts for all processes, and survives a restart', async () => {
  const file = join(folder, 'papers.sqlite');
  const one = await openTokens(file);
  const other = await openTokens(file);
  await one.tokens.take(DAY, 60, 100);
  expect(await other.tokens.take(DAY, 60, 100)).toBe(false);
  await one.close();
  await other.close();
  const again = await openTokens(file);
  expect(await again.tokens.take(DAY, 60, 100)).toBe(false);
  await again.close();
});
