import type { CommandRequest } from '../adapter.ts';
import { type AnswerContext, EMPTY_CONTEXT } from '../answers/conversation/context.ts';
import type { ConversationStore } from '../answers/conversation/conversation-store.ts';
import type { Logger } from '../logger.ts';

/** A side that was silent for so long begins anew. */
const REMEMBER_MS = 30 * 60 * 1000;

type Asking = Pick<CommandRequest, 'conversation' | 'actor'>;

export type MemoryParts = {
  readonly conversations: ConversationStore;
  readonly logger: Logger;
  readonly now: () => Date;
};

/** What each person's side of a conversation remembers. A store that fails costs the context, never the answer. */
export function createConversationMemory({ conversations, logger, now }: MemoryParts) {
  const sideOf = ({ conversation, actor }: Asking) => ({ conversation, actorId: actor.id });

  async function orWarn<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      logger.warn({ err: error }, 'What a conversation is about could not be read or kept');
      return undefined;
    }
  }

  return {
    async get(asking: Asking): Promise<AnswerContext> {
      return (await orWarn(() => conversations.load(sideOf(asking), now()))) ?? EMPTY_CONTEXT;
    },
    async set(asking: Asking, context: AnswerContext): Promise<void> {
      const at = now();
      const until = new Date(at.getTime() + REMEMBER_MS);
      await orWarn(() => conversations.save(sideOf(asking), context, { now: at, until }));
    },
    async forget(asking: Asking): Promise<void> {
      await orWarn(() => conversations.forget(sideOf(asking)));
    },
  };
}
