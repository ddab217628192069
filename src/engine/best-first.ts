/** A list in order of a score, of which mostly the beginning is looked at: only that is put in order at once. */
export type BestFirst<Item> = {
  /** In order. */
  readonly best: readonly Item[];
  /** How many there are in all. */
  readonly total: number;
  /** Those after {@link best}, in order. */
  rest(): readonly Item[];
};

/** How many of the best by words are put in order at once: of the others an order is seldom asked. */
export const ORDERED = 1000;

/** The items with the `count` highest scores, best first; of equal ones the earlier is the better. */
export function bestFirst<Item extends { readonly score: number }>(
  items: readonly Item[],
  count: number,
): BestFirst<Item> {
  const descending = (a: Item, b: Item) => b.score - a.score;
  if (items.length <= count) {
    return { best: [...items].sort(descending), total: items.length, rest: () => [] };
  }
  const scores = Float64Array.from(items, ({ score }) => score).sort();
  const least = scores[scores.length - count] ?? 0;
  const above = items.filter(({ score }) => score > least);
  const equal = items.filter(({ score }) => score === least);
  const places = count - above.length;
  return {
    best: [...above.sort(descending), ...equal.slice(0, places)],
    total: items.length,
    rest: () => [...equal.slice(places), ...items.filter(({ score }) => score < least).sort(descending)],
  };
}

/** `count` items from `offset`. */
export function page<Item>({ best, rest }: BestFirst<Item>, offset: number, count: number): readonly Item[] {
  return offset + count <= best.length
    ? best.slice(offset, offset + count)
    : [...best, ...rest()].slice(offset, offset + count);
}

/** The same list, each item made into another. */
export function mapBestFirst<Item, Other>(
  { best, total, rest }: BestFirst<Item>,
  map: (item: Item) => Other,
): BestFirst<Other> {
  return { best: best.map(map), total, rest: () => rest().map(map) };
}

/** The items that are wanted, in the same order. */
export function filterBestFirst<Item>(
  { best, rest }: BestFirst<Item>,
  isWanted: (item: Item) => boolean,
): BestFirst<Item> {
  const wanted = [...best, ...rest()].filter(isWanted);
  return { best: wanted, total: wanted.length, rest: () => [] };
}
