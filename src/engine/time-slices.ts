import { setImmediate } from 'node:timers/promises';

/** Work between two turns of the event loop. */
const SLICE_MS = 15;

/** Does some work for each item, with a pause for others whenever it has taken long. */
export async function inSlices<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  let start = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - start < SLICE_MS) continue;
    await setImmediate();
    start = performance.now();
  }
}
