import { setImmediate } from 'node:timers/promises';
import type { Inbox } from '../../src/adapter.ts';
import type { Logger } from '../../src/logger.ts';
import { loggable } from './errors.ts';

/** Each delivery once: after a resumed connection Discord repeats what it thinks was missed. */
export type HandledOnce = {
  /** False at once for what this process has seen; else whether the store did not know it, which must not delay an acknowledgement. */
  claim(id: string): false | Promise<boolean>;
  done(id: string): Promise<void>;
};

const MAX_SEEN = 10_000;

export function createHandledOnce(inbox: Inbox, logger: Logger): HandledOnce {
  const seen = new Set<string>();
  const key = (id: string) => `discord:${id}`;

  async function writeDown(id: string): Promise<boolean> {
    // Writing blocks this process for a moment: the acknowledgement, begun in the same tick, goes first.
    await setImmediate();
    try {
      return await inbox.claim({ id: key(id), adapter: 'discord' });
    } catch (error) {
      // A store that cannot write must not keep anybody from an answer, and this process remembers by itself.
      logger.warn({ error: loggable(error) }, 'A delivery could not be written down; it is handled anyway');
      return true;
    }
  }

  return {
    claim(id) {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > MAX_SEEN && oldest !== undefined) seen.delete(oldest);
      return writeDown(id);
    },
    async done(id) {
      await inbox.done(key(id)).catch((error: unknown) => {
        logger.warn({ error: loggable(error) }, 'A delivery could not be marked as handled');
      });
    },
  };
}
