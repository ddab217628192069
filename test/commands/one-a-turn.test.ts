import { expect, it } from 'vitest';
import type { CommandRequest } from '../../src/adapter.ts';
import { oneATurn } from '../../src/commands/one-a-turn.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { reply } from '../../src/reply/build.ts';

const request = (command: string): CommandRequest => ({
  command,
  args: {},
  actor: { id: 'terminal:ada', name: 'ada', mayManage: true },
  conversation: encodeConversation('terminal', ['here']),
  isDirect: true,
  locale: 'en',
});

it('begins one request in a turn of the event loop, in their order, and what else arrives comes between', async () => {
  const happened: string[] = [];
  const dispatch = oneATurn(async ({ command }) => {
    happened.push(command);
    // An arrival during this work is taken in the turn after it.
    setImmediate(() => happened.push(`arrived during ${command}`));
    return reply({ kind: 'none', blocks: [] });
  });

  await Promise.all(['first', 'second', 'third'].map((command) => dispatch(request(command))));

  expect(happened).toEqual(['first', 'arrived during first', 'second', 'arrived during second', 'third']);
});

it('goes on after a request that failed', async () => {
  const dispatch = oneATurn(async ({ command }) => {
    if (command === 'bad') throw new Error('bad');
    return reply({ kind: 'none', blocks: [] });
  });

  await expect(dispatch(request('bad'))).rejects.toThrow('bad');
  expect(await dispatch(request('good'))).toMatchObject({ kind: 'none' });
});
