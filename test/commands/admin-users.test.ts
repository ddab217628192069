import { expect, it } from 'vitest';
import type { CommandRequest } from '../../src/adapter.ts';
import { grantRights } from '../../src/commands/admin-users.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { reply } from '../../src/reply/build.ts';

it('lets the people of the list manage, and leaves all others as the platform has them', async () => {
  const seen: (readonly [string, boolean])[] = [];
  const dispatch = grantRights(
    async ({ actor }) => {
      seen.push([actor.id, actor.mayManage]);
      return reply({ kind: 'notice', blocks: [] });
    },
    ['slack:T1:U1'],
  );
  const from = (id: string, mayManage: boolean): CommandRequest => ({
    command: 'help',
    args: {},
    actor: { id, name: '', mayManage },
    conversation: encodeConversation('slack', ['T1', 'C1']),
    isDirect: false,
    locale: 'en',
  });
  await dispatch(from('slack:T1:U1', false));
  await dispatch(from('slack:T1:U2', false));
  await dispatch(from('slack:T1:U3', true));
  expect(seen).toEqual([
    ['slack:T1:U1', true],
    ['slack:T1:U2', false],
    ['slack:T1:U3', true],
  ]);
});
