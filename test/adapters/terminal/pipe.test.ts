import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFolder } from '../../compiled.ts';

const TIMEOUT = 60_000;

type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

describe('the compiled program in a pipe', () => {
  let build: string;
  let dataDir: string;

  beforeAll(() => {
    build = buildFolder();
    dataDir = mkdtempSync(join(tmpdir(), 'labrarian-'));
  }, TIMEOUT);

  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  function run(module: string, args: readonly string[], input: string): Promise<Finished> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [join(build, `${module}.js`), ...args], {
        env: { ...process.env, DATA_DIR: dataDir, FORCE_COLOR: '1' },
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (data) => {
        stdout += String(data);
      });
      child.stderr.on('data', (data) => {
        stderr += String(data);
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.end(input);
    });
  }

  it(
    'answers the lines of a chat in order, without prompt or colour, and leaves at the end',
    async () => {
      const { code, stdout, stderr } = await run(
        'src/main',
        [],
        '/help\n7777\n\u001b[31m/xyzzy\n/papr x\nnext',
      );

      expect(code).toBe(0);
      expect(stderr).toBe(
        `A new library was started in ${dataDir} from the 50 papers that come with Labrarian.\n`,
      );
      const places = ['/paper', 'There is no 7777', 'Did you mean /paper x?', 'There is no next page'].map(
        (text) => stdout.indexOf(text),
      );
      expect(places).not.toContain(-1);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      expect(stdout).not.toContain('\u001b');
      expect(stdout).not.toMatch(/^> /m);
    },
    TIMEOUT,
  );

  it(
    'stops reading at /quit',
    async () => {
      const { code, stdout } = await run('src/main', [], '/quit\n/help\n');

      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    },
    TIMEOUT,
  );

  it(
    'prints one line of JSON for each line, whatever it holds',
    async () => {
      const hostile = [
        '',
        '__proto__',
        "'; DROP TABLE papers; --",
        '\\frac{1}{0} $',
        'a\u2028b\rc',
        '👩‍🔬',
        '/',
        '/paper',
        'x'.repeat(1_000_000),
      ];
      const { code, stdout, stderr } = await run('src/cli/ask', ['--json'], `${hostile.join('\n')}\n`);
      const answers = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(answers.map(({ question }) => question)).toEqual(hostile);
      for (const answer of answers) {
        expect(Object.keys(answer)).toEqual(['question', 'answered', 'kind', 'text', 'papers', 'quotes']);
        expect(answer.text).not.toBe('');
      }
      expect(answers.at(-1).answered).toBe(false);
    },
    TIMEOUT,
  );

  it(
    'starts a new conversation at an empty line, which prints nothing',
    async () => {
      const { stdout } = await run('src/cli/ask', ['--json', '--conversation'], 'one\ntwo\n\nthree\n');

      expect(
        stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).question),
      ).toEqual(['one', 'two', 'three']);
    },
    TIMEOUT,
  );

  it(
    'says how it is used',
    async () => {
      const wrong = await run('src/cli/ask', ['--jsn'], '');
      const help = await run('src/cli/ask', ['--help'], '');

      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toContain('--jsn');
      expect(help.code).toBe(0);
      expect(help.stdout).toContain('Usage: npm run --silent ask');
    },
    TIMEOUT,
  );
});
