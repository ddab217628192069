import { editDistance } from '../text/edit-distance.ts';

const MAX_EDITS = 2;
const MAX_LENGTH = 30;

/** The name that a misspelt one most likely means; undefined where none is near. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  if (typed.length > MAX_LENGTH) return undefined;
  const starting = names.find(
    (name) => typed.length >= 2 && (name.startsWith(typed) || typed.startsWith(name)),
  );
  if (starting !== undefined) return starting;
  const near = names
    .map((name) => ({ name, edits: editDistance(typed, name, MAX_EDITS) }))
    .filter(({ name, edits }) => edits <= Math.min(MAX_EDITS, name.length - 2))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.name;
}
