// `npm test`: type check, lint, unused code and the build side by side, then the tests. Fails with the first step that fails.
// What follows is Vitest's: `npm test -- test/adapters`, `npm test -- --coverage`.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

const CHECKS = [
  ['type check', [join(modules, 'typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']],
  ['lint', [join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.']],
  ['unused code', [join(modules, 'knip', 'bin', 'knip.js')]],
  // Many tests run the compiled program, and would all wait for it.
  ['build', [join(root, 'run.mjs')]],
];
const TESTS = ['tests', [join(modules, 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]];

/** Prints what a step says when it has ended, or as it says it, and exits where it failed. */
async function run([name, command], stdio) {
  const child = spawn(process.execPath, command, { cwd: root, stdio });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      said += String(data);
    });
  }
  const [status, signal] = await new Promise((resolve, reject) => {
    child.on('close', (...end) => resolve(end)).on('error', reject);
  });
  if (stdio !== 'inherit') process.stdout.write(`\n== ${name}\n${said}`);
  if (status === 0) return;
  process.stdout.write(`\n${name} failed${signal ? ` (${signal})` : ''}.\n`);
  process.exit(status ?? 1);
}

const side = ['ignore', 'pipe', 'pipe'];
const [typeCheck, ...others] = CHECKS;
await Promise.all([
  run(typeCheck, side),
  (async () => {
    for (const check of others) await run(check, side);
  })(),
]);
process.stdout.write(`\n== ${TESTS[0]}\n`);
await run(TESTS, 'inherit');
