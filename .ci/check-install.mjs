// Proves that `npm ci` gives the optional embedding runtime under npm 10 and npm 11, and does without it when asked.
// Both must be told not to run its install script, each in its own way (.npmrc, allowScripts): npm 10 otherwise drops
// the package where the script fails, and says nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES = ['onnxruntime-node', '@huggingface/tokenizers'];
const CASES = [
  { npm: 'npm@10', options: ['--omit=dev'], isExpected: true },
  { npm: 'npm@11', options: ['--omit=dev'], isExpected: true },
  { npm: 'npm@11', options: ['--omit=dev', '--omit=optional'], isExpected: false },
];

const folder = mkdtempSync(join(tmpdir(), 'labrarian-install-'));
for (const name of ['package.json', 'package-lock.json', '.npmrc'])
  cpSync(join(root, name), join(folder, name));

function install({ npm, options, isExpected }) {
  const command = ['exec', '--yes', '--', npm, 'ci', '--no-audit', '--no-fund', ...options];
  const { status, stderr } = spawnSync('npm', command, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) return `npm ci failed: ${stderr}`;
  const present = PACKAGES.filter((name) => existsSync(join(folder, 'node_modules', name)));
  if (present.length !== (isExpected ? PACKAGES.length : 0))
    return `installed: ${present.join(', ') || 'none'}`;
  if (isExpected) createRequire(join(folder, 'package.json'))('onnxruntime-node');
  return undefined;
}

try {
  for (const one of CASES) {
    const problem = install(one);
    const name = `${one.npm} ci ${one.options.join(' ')}`;
    process.stdout.write(`${name}: ${problem ?? (one.isExpected ? 'has the runtime' : 'does without it')}\n`);
    if (problem !== undefined) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
