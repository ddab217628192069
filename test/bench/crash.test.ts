import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crash } from '../../bench/proofs/crash.ts';
import { buildFolder } from '../compiled.ts';

const program = join(buildFolder(), 'bench/proofs/crash/child.js');

// The small part of `npm run prove -- crash`.
test('whatever kills the bot, each paper is told once', async () => {
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);

  expect(await crash({ runs: 10, seed: 20_261_124, print, program })).toBeUndefined();
  expect(printed).toContain('rounds: 10');
}, 120_000);

test('a post that is made twice is found', async () => {
  const print = () => undefined;

  const report = await crash({ runs: 5, seed: 20_261_124, print, program, isForgetful: true });
  expect(report).toMatch(/^doubled: paper \S+ \d+: \d+ times$/m);
}, 120_000);
