import { ORDINALS } from '../../text/ordinals.ts';
import type { AuthorPlace } from '../interpretation.ts';
import { type Reading, take } from '../reading.ts';

const PLACE = new RegExp(
  `\\b(?:(?:the )?(${ORDINALS.join('|')}|\\d{1,2}(?:st|nd|rd|th)|lead|last|senior|final)[- ](?:named |listed )?authors?)\\b`,
);
const LED = /\b(?:first[- ]authored|led by|lead by|headed by|leads?|first authors?|lead authors?)\b/;

/** The place in the list of authors that is asked about; its words are taken. */
export function recogniseAuthorPlace(reading: Reading): AuthorPlace | undefined {
  const word = take(reading, PLACE)?.[1];
  if (word === undefined) return undefined;
  if (word === 'last' || word === 'senior' || word === 'final') return 'last';
  if (word === 'lead') return 1;
  const at = ORDINALS.indexOf(word);
  return at < 0 ? Number.parseInt(word, 10) : at + 1;
}

const NOT_LED =
  /\b(?:but |and )?(?:(?:is |are |was |were )?(?:not|never)|isnt|isn t|wasnt|wasn t|without being|other than)(?: as| listed as)?(?: the| a)? (?:first|lead|main)[- ]?(?:author(?:ed|s)?|named|listed)?(?: authors?)?\b/;

/** Whether a person is to be one of the authors after the first: `by Weber, but not as first author`. */
export function recogniseNotLead(reading: Reading): boolean {
  return take(reading, NOT_LED) !== undefined;
}

/** Whether a person is to be the first author: `led by Weber`. */
export function recogniseLead(reading: Reading): boolean {
  return take(reading, LED) !== undefined;
}
