import { randomUUID } from 'node:crypto';
import type { Logger } from '../../src/logger.ts';
import { loggable } from './errors.ts';

/** What is being worked on, so that nothing escapes: no error, and nothing unfinished when the bot stops. */
export type Work = {
  /**
   * Runs a piece of work; never rejects. An error is logged under a reference, and `onError` tells whoever asked.
   * After {@link Work.finish} nothing is begun.
   */
  run(
    what: string,
    piece: () => Promise<void>,
    onError?: (message: string) => Promise<unknown>,
  ): Promise<void>;
  /** Begins nothing new; resolves when all that runs has ended. */
  finish(): Promise<void>;
};

export function createWork(logger: Logger): Work {
  const running = new Set<Promise<void>>();
  let isFinishing = false;

  async function guarded(
    what: string,
    piece: () => Promise<void>,
    onError: (message: string) => Promise<unknown>,
  ): Promise<void> {
    try {
      await piece();
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      logger.error({ reference, error: loggable(error) }, `${what} failed`);
      await onError(`Something went wrong here, not with your question. Reference: ${reference}`).catch(
        (second: unknown) => logger.warn({ reference, error: loggable(second) }, 'Nobody could be told'),
      );
    }
  }

  return {
    async run(what, piece, onError = async () => undefined) {
      if (isFinishing) return;
      const work = guarded(what, piece, onError);
      running.add(work);
      await work;
      running.delete(work);
    },
    async finish() {
      isFinishing = true;
      await Promise.all(running);
    },
  };
}
