import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = dirname(import.meta.dirname);
/** No process has this id: it is above Linux's largest. */
const DEAD_PROCESS = '4999999';

const NOTICE = /^Building Labrarian .*\n/m;

let project: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['run.mjs', ...args], { cwd: project });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    // How long a build takes is the machine's affair.
    child.on('close', (code) => resolve({ code, out, err: err.replace(NOTICE, '') }));
  });
}

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'labrarian-run-'));
  for (const name of ['run.mjs', 'tsconfig.json', 'tsconfig.build.json', 'package.json']) {
    copyFileSync(join(root, name), join(project, name));
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  write('src/word.ts', "export const word: string = 'first';\n");
  write(
    'src/main.ts',
    "import { word } from './word.ts';\nprocess.stdout.write([word, ...process.argv.slice(2)].join(' '));\n",
  );
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

test('builds what changed, forgets what was deleted, and hands arguments on', async () => {
  write('src/old.ts', "process.stdout.write('old');\n");
  expect(await run('src/main', '--json', 'a b')).toEqual({ code: 0, out: 'first --json a b', err: '' });
  expect((await run('src/old')).out).toBe('old');

  rmSync(join(project, 'src/old.ts'));
  write('src/word.ts', "export const word: string = 'second';\n");

  expect((await run('src/main')).out).toBe('second');
  expect((await run('src/old')).code).not.toBe(0);
});

test('parallel first runs all see a whole build', async () => {
  const results = await Promise.all([1, 2, 3].map(() => run('src/main')));

  expect(results).toEqual([1, 2, 3].map(() => ({ code: 0, out: 'first', err: '' })));
});

test('a run while the sources change sees one whole version or the other', async () => {
  const running = run('src/main');
  await new Promise((resolve) => setTimeout(resolve, 300));
  write('src/word.ts', "export const word: string = 'second';\n");

  expect((await running).out).toMatch(/^(first|second)$/);
  expect((await run('src/main')).out).toBe('second');
});

test('a lock and a half build left by a killed run are no obstacle', async () => {
  await run('src/main');
  write('dist/lock/pid', DEAD_PROCESS);
  write('dist/staging.unfinished', '');
  write('dist/staging/src/word.js', 'half a');
  write('src/word.ts', "export const word: string = 'second';\n");

  expect(await run('src/main')).toEqual({ code: 0, out: 'second', err: '' });
  expect(readdirSync(join(project, 'dist')).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test('sources with a type error run nothing, say why, and leave the lock free', async () => {
  write('src/word.ts', 'export const word: string = 1;\n');

  const { code, out, err } = await run('src/main');

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/src\/word\.ts.*TS2322[\s\S]*The build failed; nothing was run\./);
  expect(existsSync(join(project, 'dist/lock'))).toBe(false);
});

test('without development packages the last build runs, and its absence is explained', async () => {
  rmSync(join(project, 'node_modules'));
  expect(await run('src/main')).toEqual({
    code: 1,
    out: '',
    err: 'There is no build here and no compiler: run `npm ci && npm run build` once.\n',
  });

  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  await run();
  rmSync(join(project, 'node_modules'));

  expect(await run('src/main')).toEqual({ code: 0, out: 'first', err: '' });
});

test('says at a terminal that it builds, once and not on standard output', () => {
  // What the program takes for a terminal, without one.
  const asTerminal = ['--import', 'data:text/javascript,process.stderr.isTTY=true'];
  const start = () =>
    spawnSync(process.execPath, [...asTerminal, 'run.mjs', 'src/main'], { cwd: project, encoding: 'utf8' });

  const first = start();
  expect(first.stderr).toBe('Building Labrarian (first start, some seconds) ...\n');
  expect(first.stdout).toBe('first');
  expect(start()).toMatchObject({ stdout: 'first', stderr: '' });

  write('src/word.ts', "export const word: string = 'second';\n");
  expect(start()).toMatchObject({
    stdout: 'second',
    stderr: 'Building Labrarian (its sources changed, some seconds) ...\n',
  });
});
