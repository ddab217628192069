import { beforeAll, expect, it } from 'vitest';
import { buildFolder, startScript } from '../compiled.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

const LINE =
  "{ usage: 'Usage: x\\n', options: { loud: { type: 'boolean', default: false }, as: { type: 'string' } } }";

function running(line: string, args: readonly string[]) {
  const script = [
    `process.argv = ${JSON.stringify(['node', 'x', ...args])};`,
    `await runCommand(${line}, async (_config, { values, positionals }) => {`,
    '  process.stdout.write(JSON.stringify({ ...values, positionals }));',
    '  return 0;',
    '});',
  ];
  return startScript(build, { runCommand: 'src/cli/run-command' }, script.join('\n'), {}).finished;
}

it.each([
  [
    'reads options',
    LINE,
    ['--loud', '--as', 'b'],
    { code: 0, stdout: '{"loud":true,"as":"b","positionals":[]}' },
  ],
  [
    'reads words where they are expected',
    `{ ...${LINE}, allowPositionals: true }`,
    ['a', 'b'],
    { code: 0, stdout: '{"loud":false,"positionals":["a","b"]}' },
  ],
  ['shows the usage instead', LINE, ['--loud', '-h'], { code: 0, stdout: 'Usage: x\n' }],
  ['refuses words where none are expected', LINE, ['a'], { code: 2, stdout: '' }],
  ['refuses unknown options', LINE, ['--quiet'], { code: 2, stdout: '' }],
])('%s', async (_what, line, args, expected) => {
  expect(await running(line, args)).toMatchObject(expected);
});
