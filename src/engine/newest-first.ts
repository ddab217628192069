import type { Paper } from '../paper.ts';

/** Newest first; ids decide between papers of one date, so that pages never shift. */
export function byDate(a: Paper, b: Paper): number {
  return a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1;
}

export function newestFirst(papers: readonly Paper[]): Paper[] {
  return [...papers].sort(byDate);
}
