/**
 * Optimal string alignment distance (a transposition of neighbours counts 1), or `limit + 1` where it is greater.
 * Words only: work is the product of the lengths.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, previous, row] = rowsOf(b.length + 1);
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(
        (previous[j - 1] ?? 0) + (isSame ? 0 : 1),
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      );
      const isSwapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (isSwapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < smallest) smallest = cost;
    }
    if (smallest > limit) return limit + 1;
    [before, previous, row] = [previous, row, before];
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1);
}

type Rows = readonly [Uint16Array | Uint32Array, Uint16Array | Uint32Array, Uint16Array | Uint32Array];

/** Most words are short, and are compared by the thousand: their rows are used again. */
const SHORT = 64;
const SHORT_ROWS: Rows = [new Uint16Array(SHORT), new Uint16Array(SHORT), new Uint16Array(SHORT)];

function rowsOf(length: number): Rows {
  if (length <= SHORT) return SHORT_ROWS;
  return [new Uint32Array(length), new Uint32Array(length), new Uint32Array(length)];
}

/** How many edits a word of this length may be away and still be read as a misspelling. */
export function allowedEdits(length: number): number {
  if (length < 4) return 0;
  return length < 9 ? 1 : 2;
}
