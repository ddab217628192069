import { foldedKey } from '../text/fold.ts';
import type { EngineSuggestion } from './engine.ts';

/** Something to complete to; entries are kept in order of preference. */
export type CompletionEntry = EngineSuggestion & {
  /** ` word word word`: folded words, each after a space. */
  readonly key: string;
};

export function completionEntry(
  label: string,
  value: string,
  alternatives: readonly string[] = [],
): CompletionEntry {
  return { label, value, key: ` ${[label, ...alternatives].map(foldedKey).join(' ')}` };
}

const MAX_TYPED = 200;

/**
 * Entries that hold words beginning with each typed one, in any order; those that begin with what was typed come
 * first. At most `limit`.
 */
export function complete(
  typed: string,
  entries: Iterable<CompletionEntry>,
  limit: number,
): EngineSuggestion[] {
  const key = foldedKey(typed.slice(0, MAX_TYPED));
  const words = key === '' ? [] : key.split(' ').map((word) => ` ${word}`);
  const starting: EngineSuggestion[] = [];
  const holding: EngineSuggestion[] = [];
  for (const { label, value, key: entryKey } of entries) {
    if (starting.length >= limit) break;
    if (!words.every((word) => entryKey.includes(word))) continue;
    if (entryKey.startsWith(` ${key}`)) starting.push({ label, value });
    else if (holding.length < limit) holding.push({ label, value });
  }
  return [...starting, ...holding].slice(0, limit);
}
