import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFolder, start } from '../compiled.ts';

it('the shipped papers are what the shipped listing and arXiv ids are read as', async () => {
  const { finished } = start([join(buildFolder(), 'src/cli/papers.js'), '--check']);
  expect(await finished).toEqual({ code: 0, stdout: '', stderr: '' });
});
