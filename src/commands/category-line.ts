import { categoryName } from '../categories.ts';

/** `Machine Learning (cs.LG): 12`. */
export function categoryLine(code: string, papers: number): string {
  return `${categoryName(code)} (${code}): ${papers}`;
}
