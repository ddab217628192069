import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createTerminal } from '../../../adapters/terminal/index.ts';
import type { Dispatch } from '../../../src/adapter.ts';
import { createLogger } from '../../../src/logger.ts';
import { paragraph, reply } from '../../../src/reply/build.ts';

const dispatch: Dispatch = async (_, options) => {
  options?.onProgress?.('Reading 2 papers …');
  return reply({ kind: 'answer', blocks: [paragraph('Answered.')] });
};

/** What the chat writes while one question is asked. */
async function chat(isTTY: boolean): Promise<string> {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let written = '';
  output.on('data', (chunk) => {
    written += chunk;
  });
  const terminal = createTerminal({
    dispatch,
    suggest: async () => [],
    definitions: [],
    historyFile: '/nonexistent/history',
    greeting: () => 'Hello.',
    mayColour: false,
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
  });
  await terminal.start();
  input.end('a question\n');
  await terminal.ended;
  return written;
}

it('shows progress on a terminal and writes the answer over it', async () => {
  expect(await chat(true)).toContain('\r\u001b[KReading 2 papers …\r\u001b[KAnswered.\n');
});

it('shows none in a pipe', async () => {
  expect(await chat(false)).toBe('Answered.\n\n');
});
