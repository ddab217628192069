import { expect, it } from 'vitest';
import { createProcessConversations } from '../../src/answers/conversation/conversation-store.ts';
import { createNoteShown } from '../../src/commands/note-shown.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createLogger } from '../../src/logger.ts';
import { commandAction, item, list, paragraph, reply } from '../../src/reply/build.ts';
import { samplePaper } from '../engine/sample-papers.ts';

it('remembers the rows of what was posted, and nothing of what has none', async () => {
  const conversations = createProcessConversations();
  const now = () => new Date('2026-05-04T08:00:00Z');
  const note = createNoteShown({ conversations, logger: createLogger({ logLevel: 'silent' }, 'warn'), now });
  const actor = { id: 'terminal:user', name: 'you', mayManage: true };
  const conversation = encodeConversation('terminal', ['chat']);
  const side = { conversation, actorId: actor.id };

  await note({ actor, conversation }, reply({ kind: 'notice', blocks: [paragraph('A file came.')] }));
  expect(await conversations.load(side, now())).toBeUndefined();

  const paper = samplePaper({ id: 'okafor2023roots', title: 'Roots' });
  const row = item(['Roots'], [], commandAction('Abstract', 'paper', { query: paper.id }));
  await note({ actor, conversation }, reply({ kind: 'list', blocks: [list([row])], papers: [paper] }));
  expect((await conversations.load(side, now()))?.rows).toEqual([{ number: 1, paper: paper.id }]);
});
