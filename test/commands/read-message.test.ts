import { describe, expect, it } from 'vitest';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { readMessage } from '../../src/commands/read-message.ts';

describe('readMessage', () => {
  it('reads a question, a command as text, and the bare name as a call for help', () => {
    expect(readMessage(' what is DP? ', COMMAND_DEFINITIONS)).toEqual({
      command: 'ask',
      args: { question: 'what is DP?' },
    });
    expect(readMessage('/paper privacy page:2', COMMAND_DEFINITIONS)).toEqual({
      command: 'paper',
      args: { query: 'privacy' },
      page: 2,
    });
    expect(readMessage(' \n', COMMAND_DEFINITIONS)).toEqual({ command: 'help', args: {} });
  });
});
