import fc from 'fast-check';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import type { Paper } from '../../src/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { dispatchOver } from '../dispatch-over.ts';
import { hostileText } from '../hostile-text.ts';

export type FuzzOptions = {
  readonly papers: readonly Paper[];
  readonly runs: number;
  readonly seed: number;
};

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
  const { log, say } = await dispatchOver(papers);
  const everyLineIsAnswered = fc.asyncProperty(LINE, async (line) => {
    log.length = 0;
    const reply = await say(line);
    if (log.length > 0) throw new Error(log.join(''));
    if (renderText(reply).trim() === '') throw new Error('The reply says nothing');
  });
  const details = await fc.check(everyLineIsAnswered, { numRuns: runs, seed, includeErrorInReport: true });
  return details.failed ? fc.defaultReportMessage(details) : undefined;
}
