import { describe, expect, it } from 'vitest';
import { readPapers } from '../../bench/question-eval.ts';
import { cardReply } from '../../src/commands/paper.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { exercise, type SmokeTarget } from '../../src/smoke/exercise.ts';

const [paper, other] = readPapers(shippedDataPath('papers.json'));
if (paper === undefined || other === undefined) throw new Error('There are no papers');
const first = cardReply(paper);
const second: Reply = { ...cardReply(paper), blocks: first.blocks.slice(0, 1) };

/** A platform that keeps its message in memory. */
function platform(change: Partial<SmokeTarget> = {}) {
  let shown: string | undefined;
  const target: SmokeTarget = {
    name: 'Memory',
    place: async () => 'here',
    post: async (reply) => {
      shown = renderText(reply);
    },
    read: async () => shown ?? '',
    edit: async (reply) => {
      shown = renderText(reply);
    },
    remove: async () => {
      shown = undefined;
    },
    describe: (error) => String(error),
    ...change,
  };
  return { target, shown: () => shown };
}

const outcomes = async (target: SmokeTarget) =>
  (await exercise(target, first, second)).map(({ what, outcome }) => `${what}: ${outcome}`);

describe('trying a platform', () => {
  it('works where the platform does', async () => {
    const { target, shown } = platform();
    expect((await outcomes(target)).every((line) => line.endsWith(': worked'))).toBe(true);
    expect(shown()).toBeUndefined();
  });

  it('notices an edit that did nothing', async () => {
    const { target, shown } = platform({ edit: async () => undefined });
    expect(await outcomes(target)).toContain('read it again: failed');
    expect(shown()).toBeUndefined();
  });

  it('notices that something else stands there', async () => {
    const { target } = platform({ read: async () => renderText(cardReply(other)) });
    expect(await outcomes(target)).toEqual([
      'find the channel: worked',
      'post a card: worked',
      'read it back: failed',
      'edit it: not tried',
      'read it again: not tried',
      'delete it: worked',
    ]);
  });

  it('goes on where it may not read', async () => {
    const { target } = platform({ read: async () => undefined });
    expect((await outcomes(target)).every((line) => line.endsWith(': worked'))).toBe(true);
  });
});
