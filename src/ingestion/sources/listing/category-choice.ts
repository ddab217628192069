import { type Category, categoriesWithCode } from '../../../categories.ts';
import type { CategoryCode } from '../../../paper.ts';

/** A record's bare subject code (`CO`) and the words of its title and abstract. */
export type CodedRecord = { readonly code: string; readonly title: string; readonly text: string };

/** Weights of a word of a category's name and description, in title and in abstract; set by hand and checked by the cases of its test. */
const IN_TITLE = 3;
const IN_TEXT = 1;
/** A page's other papers say what a lab works on: counts for at most this much. */
const MOST_PRIOR = 2;
const OWN_ARCHIVE = 1.5;

/**
 * Chooses the category that a bare code stands for. The page prints what follows the dot, and 19 codes follow several
 * (`CO`: combinatorics, cosmology, computation). Of the candidates the one is taken whose name and description share most
 * words with title and abstract, helped by the archives of the page's unambiguous records; on a tie the likeliest.
 * @returns a function of one record, which must be one of the page.
 */
export function categoryChooser(
  page: readonly CodedRecord[],
): (record: CodedRecord) => CategoryCode | undefined {
  const archives = new Map<string, number>();
  let unambiguous = 0;
  for (const { code } of page) {
    const [only, other] = categoriesWithCode(code);
    if (only === undefined || other !== undefined) continue;
    unambiguous += 1;
    archives.set(archiveOf(only), (archives.get(archiveOf(only)) ?? 0) + 1);
  }
  const prior = (category: Category) => {
    const share = unambiguous === 0 ? 0 : (archives.get(archiveOf(category)) ?? 0) / unambiguous;
    return share * MOST_PRIOR + (share > 0.3 ? OWN_ARCHIVE : 0);
  };
  return (record) => likeliest(record, categoriesWithCode(record.code), prior)?.code;
}

function likeliest(
  record: CodedRecord,
  candidates: readonly Category[],
  prior: (category: Category) => number,
): Category | undefined {
  if (candidates.length < 2) return candidates[0];
  const title = stems(record.title);
  const text = stems(record.text);
  const vocabularies = candidates.map((category) => stems(`${category.name} ${category.about}`));
  let best: { category: Category; score: number } | undefined;
  for (const [index, category] of candidates.entries()) {
    let score = prior(category);
    for (const word of vocabularies[index] ?? []) {
      // A word that several candidates share tells them apart less.
      const weight = 1 / vocabularies.filter((vocabulary) => vocabulary.has(word)).length ** 2;
      if (title.has(word)) score += IN_TITLE * weight;
      if (text.has(word)) score += IN_TEXT * weight;
    }
    if (best === undefined || score > best.score) best = { category, score };
  }
  return best?.category;
}

function archiveOf({ code }: Category): string {
  return code.split('.')[0] ?? code;
}

const COMMON: ReadonlySet<string> = new Set(
  'of the and in for on to with a an by from or not that are is as at its applications application theory methods method models model analysis systems system data including related using based study general other work'.split(
    ' ',
  ),
);

function stems(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)) {
    if (word.length > 2 && !COMMON.has(word)) found.add(word.replace(/(?:ies|es|s|y)$/, ''));
  }
  return found;
}
