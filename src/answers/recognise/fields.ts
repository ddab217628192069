import { fold } from '../../text/fold.ts';
import { type Reading, take } from '../reading.ts';

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

const NUMBERS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const PLURAL_LIMIT = 5;

/** `the newest paper` is one, `latest papers` some, `three newest` three. */
export function recogniseOrder(reading: Reading): Order {
  const pattern =
    /\b(?:(?:top|last|first) )?(?:(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) )?(?:most )?(newest|latest|recent|oldest|earliest|freshest)(?: (\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b)?/;
  const match = take(reading, pattern);
  if (match === undefined) return {};
  const order = /oldest|earliest/.test(match[2] ?? '') ? 'oldest' : 'newest';
  const number = match[1] ?? match[3];
  const plural = /\b(?:papers|publications|preprints|articles|ones|works)\b/.test(reading.text);
  return {
    order,
    limit: number === undefined ? (plural ? PLURAL_LIMIT : 1) : (NUMBERS[number] ?? Number(number)),
  };
}
