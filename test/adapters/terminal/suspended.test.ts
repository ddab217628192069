import { beforeAll, expect, it } from 'vitest';
import { buildFolder, startScript } from '../../compiled.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

/** A chat on a terminal whose keys are pressed here: Ctrl-Z, and after `fg` a question. */
const CHAT = `
  const { PassThrough } = await import('node:stream');
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  output.pipe(process.stdout);
  const asked = [];
  const terminal = createTerminal({
    dispatch: async (request) => {
      asked.push(request.args.question);
      return reply({ kind: 'answer', blocks: [] });
    },
    suggest: async () => [],
    definitions: COMMAND_DEFINITIONS,
    historyFile: '/dev/null/none',
    greeting: () => '',
    mayColour: false,
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
    input,
    output,
  });
  await terminal.start();
  // As a real terminal does, until somebody has pressed a key.
  const holding = setInterval(() => undefined, 1000);
  process.once('SIGCONT', () => setImmediate(() => {
    clearInterval(holding);
    input.write('who wrote it?\\r\\u0004');
  }));
  input.write('\\u001a');
  await terminal.ended;
  process.stderr.write(JSON.stringify(asked));
`;

it('goes on after Ctrl-Z', async () => {
  const modules = {
    createTerminal: 'adapters/terminal/index',
    COMMAND_DEFINITIONS: 'src/commands/commands',
    reply: 'src/reply/build',
    createLogger: 'src/logger',
  };
  const chat = startScript(build, modules, CHAT);
  // Before it is stopped the signal says nothing: it is sent until the chat has ended.
  const resume = setInterval(() => chat.child.kill('SIGCONT'), 100);
  const { code, stderr } = await chat.finished;
  clearInterval(resume);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '["who wrote it?"]' });
}, 30_000);
