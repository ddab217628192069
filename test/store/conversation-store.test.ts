import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/answers/conversation/context.ts';
import { createProcessConversations } from '../../src/answers/conversation/conversation-store.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { openStore } from '../../src/store/open-store.ts';
import { describeConversationStore } from '../contracts/conversation-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'labrarian-conversations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-05-04T08:00:00Z');

describeConversationStore('SQLite', () => openStore({ file: ':memory:', now }));
describeConversationStore('a process', async () => ({
  conversations: createProcessConversations(),
  close: async () => undefined,
}));

it('goes on after a restart', async () => {
  const file = join(folder, 'restart.sqlite');
  const side = { conversation: encodeConversation('test', ['a']), actorId: 'test:ada' };
  const context = { ...EMPTY_CONTEXT, people: ['Ada Lovelace'] };
  const first = await openStore({ file, now });
  await first.conversations.save(side, context, { now, until: new Date(now.getTime() + 1000) });
  await first.close();

  const second = await openStore({ file, now });
  expect(await second.conversations.load(side, now)).toEqual(context);
  await second.close();
});
