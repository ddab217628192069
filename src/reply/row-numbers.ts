import type { ListItem, Reply } from './reply.ts';

/**
 * The numbers that rows are shown with: those of numbered lists, which go on over a reply's lists, and those of rows that
 * can be chosen. Rows without a number have none of both.
 */
export function rowNumbers({ blocks }: Pick<Reply, 'blocks'>): ReadonlyMap<ListItem, number> {
  const numbers = new Map<ListItem, number>();
  let number = 0;
  for (const block of blocks) {
    if (block.type !== 'list') continue;
    if (block.start !== undefined) number = Math.max(number, block.start - 1);
    for (const item of block.items) {
      if (item.action === undefined && block.start === undefined) continue;
      number += 1;
      numbers.set(item, number);
    }
  }
  return numbers;
}
