import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inSlices, pause } from '../src/time-slices.ts';

/** Longer than a slice. */
function work(): void {
  const end = performance.now() + 8;
  while (performance.now() < end);
}

describe('work in slices', () => {
  test('goes on one piece a turn, in turns with other such work, and lets the event loop go on', async () => {
    const done: string[] = [];
    const turns: number[] = [];
    let turn = 0;
    let isOver = false;
    const watch = (async () => {
      while (!isOver) {
        await setImmediate();
        turn += 1;
      }
    })();
    const long = (name: string) =>
      inSlices([1, 2, 3], () => {
        work();
        done.push(name);
        turns.push(turn);
      });
    await Promise.all([long('a'), long('b')]);
    isOver = true;
    await watch;

    // The first of each begin at once.
    expect(done.slice(2)).toEqual(['a', 'b', 'a', 'b']);
    expect(new Set(turns.slice(2)).size).toBe(4);
  });

  test('does not pause before its slice is used up', async () => {
    await setImmediate();
    work();
    await pause();
    expect(pause()).toBeUndefined();
  });
});
