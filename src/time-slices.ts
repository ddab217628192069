import { setImmediate } from 'node:timers';

/** Work between two turns of the event loop: a question that comes meanwhile waits for no longer. */
const SLICE_MS = 6;

/** Whatever is done in slices shares the turns of the event loop: in each only one goes on, the others wait in a row. */
const waiting: (() => void)[] = [];
let turnStart = performance.now();

function nextTurn(): void {
  turnStart = performance.now();
  const goOn = waiting.shift();
  if (waiting.length > 0) setImmediate(nextTurn);
  goOn?.();
}

/** To be awaited between small pieces of work: lets others have their turn where this one is used up, else does nothing. */
export function pause(): Promise<void> | undefined {
  if (performance.now() - turnStart < SLICE_MS) return undefined;
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(nextTurn);
  });
}

/** Does some work for each item, with a pause for others whenever it has taken long. */
export async function inSlices<Item>(items: Iterable<Item>, work: (item: Item) => unknown): Promise<void> {
  for (const item of items) {
    work(item);
    const paused = pause();
    if (paused !== undefined) await paused;
  }
}

/** As `items.map(work)`, with such pauses. */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  await inSlices(items, (item) => results.push(work(item)));
  return results;
}

/** A sorted copy. Long lists are sorted in parts that are then merged, with pauses; equal items keep their order. */
export async function sortedInSlices<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Promise<Item[]> {
  let parts: Item[][] = [];
  for (let at = 0; at < items.length; at += SORTED_AT_ONCE) {
    parts.push(items.slice(at, at + SORTED_AT_ONCE).sort(compare));
    await pause();
  }
  while (parts.length > 1) {
    const merged: Item[][] = [];
    for (let at = 0; at < parts.length; at += 2) {
      merged.push(await mergeSorted(parts[at] ?? [], parts[at + 1] ?? [], compare));
    }
    parts = merged;
  }
  return parts[0] ?? [];
}

const SORTED_AT_ONCE = 1000;
const MERGED_AT_ONCE = 2000;

async function mergeSorted<Item>(
  a: readonly Item[],
  b: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Promise<Item[]> {
  const merged: Item[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && (right === undefined || compare(left, right) <= 0)) {
      merged.push(left);
      i += 1;
    } else if (right !== undefined) {
      merged.push(right);
      j += 1;
    }
    if (merged.length % MERGED_AT_ONCE === 0) await pause();
  }
  return merged;
}
