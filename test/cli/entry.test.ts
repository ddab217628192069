import { beforeAll, expect, it } from 'vitest';
import { buildFolder, startScript } from '../compiled.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

function running(command: string, env: Readonly<Record<string, string>> = {}) {
  const modules = { run: 'src/cli/entry', UsageError: 'src/cli/entry', UserError: 'src/errors' };
  return startScript(build, modules, `await run(async (config) => { ${command} });`, env).finished;
}

it('tells a defect in one sentence with a reference, and nothing of the program', async () => {
  const { code, stdout, stderr } = await running("throw new TypeError('undefined is not a function')");
  expect({ code, stdout }).toEqual({ code: 70, stdout: '' });
  expect(stderr).toMatch(
    /^Something went wrong inside Labrarian; nothing that you did\. Reference: [0-9a-f]{8}; with LOG_LEVEL=debug the same command tells more\.\n$/,
  );
});

it('logs the stack under the reference where the log is asked for it', async () => {
  const { stderr } = await running("throw new TypeError('broken')", { LOG_LEVEL: 'debug' });
  const [told = '', logged = '{}'] = stderr.split('\n');
  const { reference, err } = JSON.parse(logged);
  expect(told).toContain(`Reference: ${reference};`);
  expect(err.stack).toMatch(/^TypeError: broken\n {4}at /);
});

it('tells what failed where nobody waited for it in the same way', async () => {
  const { code, stderr } = await running(
    "void Promise.reject(new Error('lost')); await new Promise((resolve) => setTimeout(resolve, 10_000));",
  );
  expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 70, lines: 2 });
  expect(stderr).toContain('Reference: ');
});

it.each([
  ["throw new UsageError('Which file?')", {}, 2, 'Which file?\n'],
  ["throw new UserError('There is no\\u001b[31m file.')", {}, 1, 'There is no file.\n'],
  ['return 0', { LOG_LEVEL: 'loud' }, 78, expect.stringContaining('LOG_LEVEL: expected one of trace')],
  ['return 1', {}, 1, ''],
])('answers %s with an exit code and no more than its message', async (command, env, code, stderr) => {
  expect(await running(command, env)).toEqual({ code, stdout: '', stderr });
});
