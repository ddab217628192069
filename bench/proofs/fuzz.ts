import fc from 'fast-check';
import { createAnswer } from '../../src/answers/create-answer.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { createDispatch } from '../../src/commands/dispatch.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLogger } from '../../src/logger.ts';
import type { Paper } from '../../src/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { hostileText } from '../hostile-text.ts';

export type FuzzOptions = {
  readonly papers: readonly Paper[];
  readonly runs: number;
  readonly seed: number;
};

const CONVERSATION = encodeConversation('fuzz', ['1']);
const COMMAND_NAMES = COMMAND_DEFINITIONS.map(({ name }) => name);
/** A line as it is typed: a plain question, or any command with any argument. */
const LINE = fc.oneof(
  hostileText(1_000_000),
  fc
    .tuple(fc.constantFrom(...COMMAND_NAMES), hostileText(1_000_000))
    .map(([name, rest]) => `/${name} ${rest}`),
);

/**
 * Sends arbitrary lines through the road that every platform uses. Every line must get a reply that says something, and none may
 * reach the log as a defect.
 * @returns undefined where all went well, else a report with the smallest failing line and the seed
 */
export async function fuzz({ papers, runs, seed }: FuzzOptions): Promise<string | undefined> {
  const engine = createEngine();
  await engine.add(papers);
  const defects: string[] = [];
  const logger = createLogger({ logLevel: 'error' }, 'warn', { write: (line) => defects.push(line) });
  const now = () => new Date('2026-06-30T12:00:00Z');
  const dispatch = createDispatch({
    engine,
    answer: createAnswer({ engine, now }),
    sync: async () => undefined,
    logger,
    now,
  });
  const everyLineIsAnswered = fc.asyncProperty(LINE, async (line) => {
    defects.length = 0;
    const request = { actor: { id: 'fuzz:1', name: 'fuzz' }, conversation: CONVERSATION, locale: 'en' };
    const reply = await dispatch({ ...parseLine(line, COMMAND_DEFINITIONS), ...request });
    if (defects.length > 0) throw new Error(defects.join(''));
    if (renderText(reply).trim() === '') throw new Error('The reply says nothing');
  });
  const details = await fc.check(everyLineIsAnswered, { numRuns: runs, seed });
  return details.failed ? fc.defaultReportMessage(details) : undefined;
}
