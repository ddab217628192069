import { categoryName } from '../categories.ts';
import type { Query } from './query.ts';

/** What a query asks of a paper beside its words and dates: `about "plant roots"`, `by Ada Okafor`, `in Machine Learning (cs.LG)`, `with code`. */
export function conditionsInWords({
  topics,
  authors,
  categories,
  hasCode,
  organisation,
  without,
}: Pick<Query, 'topics' | 'authors' | 'categories' | 'hasCode' | 'organisation' | 'without'>): string[] {
  return [
    ...topics.map((topic) => `about ${/\s/.test(topic) ? `"${topic}"` : topic}`),
    ...(authors.length > 0 ? [`by ${authors.join(' and ')}`] : []),
    ...(categories.length > 0
      ? [`in ${categories.map((code) => `${categoryName(code)} (${code})`).join(' or ')}`]
      : []),
    ...(hasCode === undefined ? [] : [hasCode ? 'with code' : 'without code']),
    ...(organisation === undefined ? [] : [`from ${organisation}`]),
    ...without.map((words) => `without "${words}"`),
  ];
}
