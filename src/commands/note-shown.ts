import type { CommandRequest } from '../adapter.ts';
import type { Reply } from '../reply/reply.ts';
import { createConversationMemory, type MemoryParts } from './conversation-memory.ts';
import { rowsAfter } from './listed-rows.ts';

/** Remembers for somebody the rows of a list that they were shown without asking, so that numbers mean what they see. */
export type NoteShown = (
  who: Pick<CommandRequest, 'actor' | 'conversation'>,
  reply: Pick<Reply, 'blocks' | 'papers'>,
) => Promise<void>;

export function createNoteShown(parts: MemoryParts): NoteShown {
  const memory = createConversationMemory(parts);
  return async (who, reply) => {
    const context = await memory.get(who);
    const rows = rowsAfter(reply, context.rows);
    if (rows.length > 0 && rows !== context.rows) await memory.set(who, { ...context, rows: [...rows] });
  };
}
