import type { AuthorPlace, Interpretation } from '../interpretation.ts';
import { type FollowUp, IMPLIED } from './follow-up-kinds.ts';
import { saysBefore } from './question-words.ts';
import { findReference } from './references.ts';

/** Turns that go from a paper to its people: `the first author's other papers`, `what else did she write`. */

const AUTHOR =
  '(?:(?:the same |the |that |this |its |their )?(?:(first|second|third|fourth|fifth|last|lead|senior|main)(?:[ -]named)? )?authors?|the same (?:authors?|people|persons?|team|group|lab|researchers?)|these (?:authors?|people|researchers?)|those (?:authors?|people|researchers?)|(?:this|that|the same) (?:person|guy|researcher|author|group|team)|he|she|they|him|her|them|his|their)';
const OTHERS = '(?:other|others|else|more|another|further|additional|remaining|rest of)';
const WORKS = '(?:papers?|works?|publications?|stuff|articles?|preprints?|things?|studies|one|ones)';

const BY_AUTHOR: readonly RegExp[] = [
  new RegExp(
    `\\b(?:by|from|of) ${AUTHOR}(?: of (?:it|this|that|the paper|the \\w+ (?:one|paper)))?(?=$| (?:on|in|from|since|about|with|too|also|before|after|here|as well|and|that|which|until|between)\\b)`,
  ),
  new RegExp(`\\b${AUTHOR}(?: s)? (?:${OTHERS} )?${WORKS}\\b`),
  new RegExp(
    `\\b(?:has|have|had|did|do|does|is) ${AUTHOR}\\b(?: of (?:it|this|that|the paper|the \\w+ (?:one|paper)))?(?: also| ever| else)? (?:written|write|wrote|published|publish|done|do|authored|produced|work(?:ed)? on|got|have|involved)\\b`,
  ),
  new RegExp(
    `^(?:what|which|anything|something|who)?(?: \\w+){0,2} ?(?:else|other ${WORKS}|more|others)(?: \\w+){0,2} ${AUTHOR}$`,
  ),
  new RegExp(
    `(?<!\\b(?:were|was|are|is) )\\b${AUTHOR} (?:also |else )?(?:wrote|published|has written|have written|has published|did)\\b`,
  ),
];

function placeOf(word: string | undefined): AuthorPlace | undefined {
  if (word === undefined) return undefined;
  if (word === 'last' || word === 'senior') return 'last';
  const at = ['first', 'second', 'third', 'fourth', 'fifth'].indexOf(word);
  return at < 0 ? 1 : at + 1;
}

export function byAuthor(text: string, asked: Interpretation): FollowUp | undefined {
  if (asked.named.length > 0 || asked.people.length > 0) return undefined;
  for (const pattern of BY_AUTHOR) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [whole, place] = match;
    if (saysBefore(text.slice(0, match.index))) return undefined;
    const isOther = new RegExp(`\\b${OTHERS}\\b`).test(text) || /\balso\b/.test(text);
    const isSet =
      /\bother|\bpapers|\bworks?|\belse|\bpublish|\bwritten|\bwrite|\bwrote|\bmore|\banything|\bones?\b|\bby\b|\bfrom\b/.test(
        text,
      );
    if (!isSet || /^(?:and )?(?:who|when)\b/.test(text)) continue;
    // `of them` counts papers, `by them` people.
    if (/^of (?:them|they)$/.test(whole)) continue;
    if (
      /\bof them\b|\bof those\b/.test(whole) ||
      /^(?:which|how many|any|all|some|none|most) of (?:them|those|these)\b/.test(text)
    )
      continue;
    const isPerson = /\b(?:he|she|him|her|his)\b|\b(?:this|that|same) (?:person|guy|researcher)\b/.test(
      whole,
    );
    const isOne = place !== undefined || /\bauthor\b(?!s)/.test(whole);
    const who = isPerson
      ? 'person'
      : isOne
        ? (placeOf(place) ?? 'person')
        : /\b(?:they|them|their)\b/.test(whole)
          ? 'they'
          : 'all';
    const after = text.slice(match.index + whole.length).trim();
    const ofWhich = findReference(after);
    const rest = `${text.slice(0, match.index)} ${after}`.trim();
    // `has he other papers?`: other than the one spoken of.
    const reference =
      ofWhich === undefined || ofWhich.reference.kind === 'other' ? IMPLIED : ofWhich.reference;
    return { does: 'by-author', who, isOther, reference, rest };
  }
  return undefined;
}
