import type { ConversationId } from '../../conversation.ts';
import type { AnswerContext } from './context.ts';

/** One person's side of a conversation: nobody else, and no other conversation, sees what it remembers. */
export type Side = { readonly conversation: ConversationId; readonly actorId: string };

/** Where contexts are kept between turns. */
export type ConversationStore = {
  /** What a side remembers at a time; undefined where it never said anything or was silent for too long. */
  load(side: Side, now: Date): Promise<AnswerContext | undefined>;
  /** Remembers until a time, and forgets every side whose time has come. */
  save(
    side: Side,
    context: AnswerContext,
    times: { readonly now: Date; readonly until: Date },
  ): Promise<void>;
  forget(side: Side): Promise<void>;
};

const MAX_SIDES = 1000;

/** Remembers for as long as the process lives; the side that was silent longest is forgotten first. */
export function createProcessConversations(): ConversationStore {
  const kept = new Map<string, { readonly context: AnswerContext; readonly until: Date }>();
  const key = ({ conversation, actorId }: Side) => JSON.stringify([conversation, actorId]);
  return {
    async load(side, now) {
      const found = kept.get(key(side));
      return found !== undefined && found.until > now ? found.context : undefined;
    },
    async save(side, context, { now, until }) {
      for (const [id, one] of kept) if (one.until <= now) kept.delete(id);
      kept.delete(key(side));
      kept.set(key(side), { context, until });
      const [oldest] = kept.keys();
      if (kept.size > MAX_SIDES && oldest !== undefined) kept.delete(oldest);
    },
    async forget(side) {
      kept.delete(key(side));
    },
  };
}
