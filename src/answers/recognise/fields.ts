import { fold } from '../../text/fold.ts';
import { type Reading, take } from '../reading.ts';
import { NUMBER, numberOf } from './numbers.ts';

/** Whether only papers with code, or only those without, are wanted. */
export function recogniseCode(reading: Reading): boolean | undefined {
  const without =
    /\b(?:without|no|not|dont|don t|lack(?:ing)?|missing)(?: \w+){0,3}? (?:code|implementation|repo|repository)(?: flag| available| link)?\b/;
  if (take(reading, without) !== undefined) return false;
  const withCode =
    /\b(?:with|have|has|having|come with|comes with|provide|provides|release|released|offer|include|includes|get|find|share|shares|open)(?: \w+){0,2}? (?:code|source|implementation|repo|repository)(?: available| flag| released| for)?\b|\bcode (?:is |are )?(?:available|released|provided|flag)\b/;
  return take(reading, withCode) === undefined ? undefined : true;
}

/** The organisation named, as the papers write it. */
export function recogniseOrganisation(
  reading: Reading,
  organisations: readonly string[],
): string | undefined {
  for (const organisation of organisations) {
    const key = fold(organisation)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    const text = ` ${reading.text.replace(/[^a-z0-9]+/g, ' ')} `;
    const joined = key.replaceAll(' ', '');
    if (!text.includes(` ${key} `) && !text.includes(` ${joined} `)) continue;
    const parts = new Set([...key.split(' '), joined, fold(organisation)]);
    for (const word of reading.words) if (parts.has(word.folded)) word.used = true;
    return organisation;
  }
  return undefined;
}

export type Order = { readonly order?: 'newest' | 'oldest'; readonly limit?: number };

const PLURAL_LIMIT = 5;

const PAPERS = '(?:papers?|publications?|preprints?|articles?|works?)';
const NEWEST = new RegExp(
  `\\b(?:(?:top|last|first) )?(?:(${NUMBER}) )?(?:most )?(newest|latest|recent|recently published|oldest|earliest|freshest)(?: (${NUMBER})\\b)?`,
);
/** `the last three papers`, `the first paper by ...`. */
const FIRST_OR_LAST = new RegExp(`\\b(first|last)(?: (${NUMBER}))?(?= ${PAPERS}\\b)`);

/** `which of the papers is the newest`: one is wanted, though several are spoken of. */
const ONE = /\b(?:is|was|which one is)(?: the)?(?: very)? (?:most recent|newest|latest|oldest|earliest)\b/;

function limitOf(number: string | undefined, text: string): number {
  if (number !== undefined) return numberOf(number);
  if (ONE.test(text)) return 1;
  return /\b(?:papers|publications|preprints|articles|ones|works)\b/.test(text) ? PLURAL_LIMIT : 1;
}

/** The whole set, in an order: `in order of date`, `oldest first`. */
const SORTED =
  /\b(?:(?:sorted|ordered|sort|order|in order|arranged|ranked)(?: (?:them|it))?(?: (?:by|of))? (?:the )?(?:publication )?(?:dates?|time|year|age)|(?:in )?chronological(?:ly)?(?: order)?|(?:newest|latest|most recent|oldest|earliest)(?: ones)? first)\b/;

/** `the newest paper` is one, `latest papers` some, `three newest` three. */
export function recogniseOrder(reading: Reading): Order {
  const sorted = take(reading, SORTED);
  if (sorted !== undefined) return { order: /newest|latest|recent/.test(sorted[0]) ? 'newest' : 'oldest' };
  const match = take(reading, NEWEST);
  if (match !== undefined) {
    const order = /oldest|earliest/.test(match[2] ?? '') ? 'oldest' : 'newest';
    return { order, limit: limitOf(match[1] ?? match[3], reading.text) };
  }
  const place = take(reading, FIRST_OR_LAST);
  if (place === undefined) return {};
  return { order: place[1] === 'first' ? 'oldest' : 'newest', limit: limitOf(place[2], reading.text) };
}
