import type { Poster } from '../../src/adapter.ts';
import { type ConversationId, encodeConversation } from '../../src/conversation.ts';
import type { Reply } from '../../src/reply/reply.ts';

/** The terminal's only conversation. */
export const CONVERSATION: ConversationId = encodeConversation('terminal', ['chat']);

const MAX_REMEMBERED = 1000;

/** Posts on a terminal: what stands on the screen is gone with it, so keys are remembered for as long as this process runs. */
export type TerminalPoster = Poster & {
  /** Shows nothing more. */
  stop(): void;
};

/** @param show resolves when the post stands on the screen; false where it cannot be shown any more */
export function createPoster(show: (reply: Reply) => Promise<boolean>): TerminalPoster {
  const shown = new Map<string, Promise<boolean>>();
  let isStopped = false;

  async function showOnce(key: string, reply: Reply): Promise<boolean> {
    const earlier = shown.get(key);
    if (earlier !== undefined) return earlier;
    const showing = show(reply);
    shown.set(key, showing);
    const [oldest] = shown.keys();
    if (shown.size > MAX_REMEMBERED && oldest !== undefined) shown.delete(oldest);
    const isShown = await showing.catch(() => false);
    if (!isShown) shown.delete(key);
    return showing;
  }

  return {
    isIdempotent: true,
    async post({ reply, key, signal }) {
      if (isStopped || signal?.aborted === true) return { outcome: 'retry', reason: 'the chat has ended' };
      try {
        return (await showOnce(key, reply))
          ? { outcome: 'sent', messageRef: key }
          : { outcome: 'retry', reason: 'the chat has ended' };
      } catch {
        return { outcome: 'rejected', reason: 'the message could not be made' };
      }
    },
    async readBack(_target, key) {
      return (await shown.get(key)) === true ? { found: 'yes', messageRef: key } : { found: 'no' };
    },
    openDirect: async () => CONVERSATION,
    canPost: async () => ({ canPost: true }),
    stop() {
      isStopped = true;
    },
  };
}
