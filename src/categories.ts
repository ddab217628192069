import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CategoryCode } from './paper.ts';
import { shippedDataPath } from './shipped-data.ts';

/** One entry of arXiv's taxonomy (https://arxiv.org/category_taxonomy), as in `data/arxiv-categories.json`. */
export const Category = z.object({
  code: CategoryCode,
  name: z.string().min(1),
  /** The field above it: `Computer Science`, `Mathematics` ... */
  group: z.string().min(1),
  /** Lower-case words of what the category covers: evidence where a bare code is ambiguous. */
  about: z.string(),
});
export type Category = z.infer<typeof Category>;

/** All of arXiv's categories. Where a bare code (`CO`) fits several, the one most papers mean comes first. */
export const CATEGORIES: readonly Category[] = z
  .array(Category)
  .min(1)
  .parse(JSON.parse(readFileSync(shippedDataPath('arxiv-categories.json'), 'utf8')));

const byCode = new Map<string, Category>(
  CATEGORIES.map((category) => [category.code.toLowerCase(), category]),
);
const byBareCode = groupedBy(CATEGORIES, (category) => bareCode(category.code));
const byName = groupedBy(CATEGORIES, (category) => foldName(category.name));

/** arXiv keeps some subjects under two codes; a paper's primary one is always the second of these. */
const TWINS: ReadonlyMap<string, string> = new Map([
  ['cs.NA', 'math.NA'],
  ['cs.SY', 'eess.SY'],
  ['math.IT', 'cs.IT'],
  ['stat.TH', 'math.ST'],
]);

/** The category's English name, such as `Machine Learning`; the code itself where arXiv has no such category. */
export function categoryName(code: string): string {
  return byCode.get(code.toLowerCase())?.name ?? code;
}

/**
 * Every category that a code without its archive may stand for, likeliest first: `CO` -> `math.CO`,
 * `astro-ph.CO`, `stat.CO`. Whole codes (`cs.CO`, `hep-th`) and any case are understood.
 */
export function categoriesWithCode(code: string): readonly Category[] {
  const whole = byCode.get(code.toLowerCase());
  if (whole !== undefined) return [whole];
  const candidates = byBareCode.get(code.toUpperCase()) ?? [];
  return candidates.filter(({ code: candidate }) => candidates.length === 1 || !TWINS.has(candidate));
}

/**
 * The one category that a text names: by its code in any case (`cs.lg`, `hep-th`), by a bare code in capitals (`LG`, or `mtrl-sci`,
 * the likeliest where several fit), or by its name in any case. Nothing else: `lg` and `learning` are words.
 */
export function findCategory(text: string): Category | undefined {
  const asked = text.trim();
  const whole = byCode.get(asked.toLowerCase());
  if (whole !== undefined) return whole;
  const bare =
    asked === asked.toUpperCase() || asked.includes('-') ? categoriesWithCode(asked)[0] : undefined;
  if (bare !== undefined) return bare;
  const named = byName.get(foldName(asked)) ?? [];
  return named.find(({ code }) => !TWINS.has(code)) ?? named[0];
}

function bareCode(code: string): string {
  return code.slice(code.indexOf('.') + 1).toUpperCase();
}

function foldName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

function groupedBy(
  categories: readonly Category[],
  key: (category: Category) => string,
): Map<string, Category[]> {
  const groups = new Map<string, Category[]>();
  for (const category of categories)
    groups.set(key(category), [...(groups.get(key(category)) ?? []), category]);
  return groups;
}
