/** `1 paper`, `2 papers`, `3 entries`: a number with its noun, which takes an s where no plural is given. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** The same of several kinds of things, without those of which there is none. */
export function countedKinds(
  kinds: readonly (readonly [number: number, one: string, several?: string])[],
): readonly string[] {
  return kinds.filter(([number]) => number > 0).map((kind) => counted(...kind));
}
