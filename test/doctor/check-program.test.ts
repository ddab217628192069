import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { checkNode } from '../../src/doctor/check-program.ts';

it('knows the oldest version that package.json allows', () => {
  const oldest = manifest.engines.node.replace('>=', '');
  const [major, minor] = oldest.split('.').map(Number);
  expect(checkNode(`${oldest}.0`).level).toBe('note');
  expect(checkNode(`${major}.${(minor ?? 0) - 1}.0`).level).toBe('problem');
  expect(checkNode('18.20.0').level).toBe('problem');
  expect(checkNode('24.1.0')).toEqual({ level: 'fine', text: 'Node.js 24.1.0' });
});
