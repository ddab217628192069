import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  licenceSurprises,
  lockedPackages,
  renderNotices,
  thirdPartyPackages,
} from '../../bench/docs/third-party.ts';

const root = join(import.meta.dirname, '..', '..');
const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');

test('the notices list exactly the packages of the lock (npm run notices)', () => {
  const listed = [...notices.matchAll(/^## (\S+ \d\S*)$/gm)].map((match) => match[1]);

  expect(listed).toEqual(lockedPackages(root).map(({ name, version }) => `${name} ${version}`));
});

test('no licence asks for more than has been remarked on', () => {
  expect(licenceSurprises(thirdPartyPackages(root))).toEqual([]);
  expect(notices).toMatch(/Not only permissive:\n\n- \*\*citeproc\*\*: Dual-licensed/);
});

test('a copyleft package that nobody remarked on is a surprise, and a missing text is said', () => {
  const copyleft = { name: 'x', version: '1.0.0', license: 'GPL-3.0-only', text: undefined };

  expect(licenceSurprises([copyleft])).toEqual([copyleft]);
  expect(renderNotices([copyleft])).toContain('GPL-3.0-only (the package ships no licence file)');
});
