// `npm test`: type check, lint, unused code, then the tests with coverage. Stops at the first step that fails.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

const STEPS = [
  ['type check', [join(modules, 'typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']],
  ['lint', [join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.']],
  ['unused code', [join(modules, 'knip', 'bin', 'knip.js')]],
  ['tests', [join(modules, 'vitest', 'vitest.mjs'), 'run', '--coverage', ...process.argv.slice(2)]],
];

for (const [name, command] of STEPS) {
  process.stdout.write(`\n== ${name}\n`);
  const { status, signal } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    process.stdout.write(`\n${name} failed${signal ? ` (${signal})` : ''}.\n`);
    process.exit(status ?? 1);
  }
}
