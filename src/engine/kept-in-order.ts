import { sortedInSlices } from '../time-slices.ts';

/** Items in an order that is kept up while they come and go: only what is new is sorted. */
export class KeptInOrder<Item> {
  readonly #compare: (a: Item, b: Item) => number;
  #items: readonly Item[] = [];
  #added = new Set<Item>();
  #removed = new Set<Item>();
  #merging: Promise<void> | undefined;

  /** @param compare never 0 for two items, so that their order does not depend on when they came */
  constructor(compare: (a: Item, b: Item) => number) {
    this.#compare = compare;
  }

  add(item: Item): void {
    if (!this.#removed.delete(item)) this.#added.add(item);
  }

  remove(item: Item): void {
    if (!this.#added.delete(item)) this.#removed.add(item);
  }

  /** All items in order. Yields to the event loop where many are new. */
  async items(): Promise<readonly Item[]> {
    while (this.#merging !== undefined || this.#added.size + this.#removed.size > 0) {
      this.#merging ??= this.#merge().finally(() => {
        this.#merging = undefined;
      });
      await this.#merging;
    }
    return this.#items;
  }

  async #merge(): Promise<void> {
    const [added, removed] = [this.#added, this.#removed];
    this.#added = new Set();
    this.#removed = new Set();
    const sorted = await sortedInSlices([...added], this.#compare);
    const merged: Item[] = [];
    let next = 0;
    const takeBefore = (item?: Item) => {
      for (let one = sorted[next]; one !== undefined; one = sorted[next]) {
        if (item !== undefined && this.#compare(item, one) < 0) return;
        merged.push(one);
        next += 1;
      }
    };
    for (const item of this.#items) {
      if (removed.has(item)) continue;
      takeBefore(item);
      merged.push(item);
    }
    takeBefore();
    this.#items = merged;
  }
}
