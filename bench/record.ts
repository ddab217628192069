import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { terminalSvg } from './docs/terminal-svg.ts';

/**
 * Makes the README's picture from a real run: the compiled chat in a real terminal (util-linux's `script` makes it), typed into
 * like a person would, its screen drawn as SVG.
 */

const LINES = [
  'how can membership inference be prevented?',
  '/author ziller',
  'which paper won the turing award?',
];
const COLUMNS = 96;
const ROWS = 200;
/** The chat has said all it had to say when nothing came for this long. */
const QUIET_MS = 1500;
const TARGET = 'docs/chat.svg';

const dataDir = mkdtempSync(join(tmpdir(), 'labrarian-record-'));
const terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
const chat = spawn(
  'script',
  ['-qefc', `stty cols ${COLUMNS} rows ${ROWS}; node run.mjs src/main`, '/dev/null'],
  {
    env: { ...process.env, DATA_DIR: dataDir, TERM: 'xterm-256color' },
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);

/** Resolves when the chat has said something and then been quiet for a while. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    function done() {
      chat.stdout.off('data', again);
      resolve();
    }
    function again() {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET_MS);
    }
    chat.stdout.on('data', again);
  });
}

function written(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => terminal.write(text, resolve));
}

const pending: Promise<void>[] = [];
chat.stdout.on('data', (chunk: Uint8Array) => pending.push(written(chunk)));
await quiet();
for (const line of LINES) {
  chat.stdin.write(`${line}\r`);
  await quiet();
}
await Promise.all(pending);
mkdirSync('docs', { recursive: true });
writeFileSync(
  TARGET,
  terminalSvg(terminal.buffer.active, { columns: COLUMNS, title: `Labrarian answers: ${LINES.join(' ')}` }),
);
process.stdout.write(`${TARGET}\n`);
chat.on('close', () => rmSync(dataDir, { recursive: true, force: true }));
chat.kill();
