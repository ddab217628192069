import { fold } from '../../text/fold.ts';
import type { Interpretation } from '../interpretation.ts';
import { readDescribed, readInside } from './described.ts';
import { ALL, type FollowUp, IMPLIED } from './follow-up-kinds.ts';
import {
  A_PAPER,
  ANY,
  CLOSING,
  CORRECTED,
  CORRECTION,
  DROP,
  ONLY,
  OPENER,
  POLITE,
  PREPOSITION,
  WHAT_ABOUT,
} from './openings.ts';
import { byAuthor } from './people-asked.ts';
import { ownWords, plainText, saysBefore } from './question-words.ts';
import { findReference } from './references.ts';
import { hasConstraint } from './scope.ts';
import { byWording, viewOf } from './wordings.ts';

const NEWER =
  /\b(?:newer|more recent|later|fresher|more current|more up to date|since then|after that|after (?:it|this))\b/;
const OLDER = /\b(?:older|earlier|previous|before that|before (?:it|this)|less recent)\b/;
const SIMILAR =
  /\b(?:similar|related|alike|comparable|close|near)\b|\b(?:more |others? |ones? |papers? |something |anything |some )?like (?:it|this|that|these|those|them|REF)\b|\balong (?:these|those|the same) lines\b|\bin the same (?:vein|direction|spirit)\b|\bon the same (?:topic|subject|thing)\b/;
type Span = { readonly start: number; readonly end: number };

/** `the breast imaging paper`: described rather than pointed at. */
const DESCRIBED_PAPER = /\b(?:the|that|this) (?:[\w-]+ ){1,6}(?:paper|study|article|preprint)\b/;
/** A question that says so much itself refers to nothing before it. */
const MAX_OWN_WORDS = 4;

/** Whether a reference at `start` stands for something that the same question has named before it. */
function refersInside(text: string, { start, end }: Span, asked: Interpretation): boolean {
  const before = text.slice(0, start);
  if (DESCRIBED_PAPER.test(before)) return true;
  const aside = `${before}|${text.slice(end)}`;
  if (A_PAPER.test(aside) || ownWords(aside.replace('|', '')).length > MAX_OWN_WORDS) return true;
  const word = text.slice(start, end).split(' ').at(-1) ?? '';
  const raw = fold(asked.question);
  const sentence = raw.slice(0, raw.search(new RegExp(`\\b${word}\\b`))).split(/[.?!;:,](?=\s)/);
  if (sentence.length > 1 && ownWords(plainText(sentence.slice(0, -1).join(' '))).length > 1) return true;
  const calls = [...asked.called, ...asked.people.map(({ typed }) => typed)].map((name) => plainText(name));
  if (calls.some((name) => name !== '' && before.includes(name))) return true;
  return saysBefore(before);
}

function withoutPolite(question: string): string {
  return plainText(question).replace(POLITE, '').replace(CLOSING, '').trim();
}

const EXTREME = '(?:newest|latest|most recent|oldest|earliest)';
const EXTREME_OF_SHOWN = new RegExp(
  `^(?:and )?(?:(?:what|which|whats)(?: one| ones| of (?:them|those|these))? ?(?:is|was|are|came (?:out )?)? ?(?:the )?${EXTREME}(?: one| of (?:them|those|these|the lot))?(?: (?:in|on|of) (?:the|this|that|your) list| here)?|the ${EXTREME}(?: one| of (?:them|those|these))?|(?:which|what)(?: one| of (?:them|those|these))? (?:came|appeared|was published)(?: out)? (?:first|last))$`,
);
const COMPARED =
  /\b(?:newer|older|earlier|later|more recent|came first)\b.*|\bcompare\b|\bdiffer(?:ence|ent|s)?\b|\bin common\b/;
const WHICH_ONE =
  /^(?:and )?(?:which|what)(?: one| of (?:them|those|these|the two|both))? ?(?:is|was|came|are)\b/;
const MAX_ELLIPSIS = 6;
const OF_SHOWN = /^(?:and |so )?how many (?:are|were|is|was|have|has|come|came|date|appeared)\b(?! there\b)/;

type Reader = {
  /** How a text is understood by itself. */
  readonly interpret: (text: string) => Interpretation;
};

/** Newer, older, similar: without a subject of its own. */
function byRelation(text: string, asked: Interpretation): FollowUp | undefined {
  if (asked.named.length > 0 || asked.people.length > 0) return undefined;
  const reference = findReference(text)?.reference ?? IMPLIED;
  const hasDate = asked.from !== undefined || asked.to !== undefined;
  const bare = ownWords(text.replace(NEWER, '').replace(OLDER, '').replace(SIMILAR, '')).length === 0;
  if (!bare) return undefined;
  if (WHICH_ONE.test(text) && COMPARED.test(text)) return { does: 'ask', reference: ALL, rest: text };
  const isPapersAlone = /\b(?:papers|publications|preprints|articles)\b/.test(text) && hasDate;
  if (NEWER.test(text) && !hasDate) return { does: 'later', reference, rest: text };
  if (OLDER.test(text) && !hasDate) return { does: 'earlier', reference, rest: text };
  if ((NEWER.test(text) || OLDER.test(text)) && !isPapersAlone)
    return { does: 'change', rest: text, isCorrection: false };
  return SIMILAR.test(text) && !hasDate ? { does: 'similar', reference } : undefined;
}

/** What begins like the rest of a sentence: `and in 2022?`, `only those with code`, `what about ...`. */
function byOpening(text: string, asked: Interpretation, { interpret }: Reader): FollowUp | undefined {
  if (CORRECTION.test(text) && !/^not the ones\b/.test(text)) {
    const rest = text.replace(CORRECTED, '').trim();
    if (/^(?:the )?other(?: one| paper)?$/.test(rest))
      return { does: 'change', rest, isCorrection: true, reference: { kind: 'other' } };
    const reference = rest === '' || ownWords(rest).length > 0 ? undefined : findReference(rest)?.reference;
    const standsAlone = A_PAPER.test(rest) || /^(?:who|when|how|what|which|where|does|do|is)\b/.test(rest);
    if (standsAlone || rest === '') return undefined;
    return { does: 'change', rest, isCorrection: true, ...(reference !== undefined && { reference }) };
  }
  if (WHAT_ABOUT.test(text)) {
    const rest = text.replace(WHAT_ABOUT, '').trim();
    const reference = findReference(rest);
    const isReference =
      reference !== undefined && ownWords(rest).length === 0 && !hasConstraint(interpret(rest));
    return {
      does: 'change',
      rest,
      isCorrection: false,
      ...(isReference && { reference: reference.reference }),
    };
  }
  if (ONLY.test(text)) {
    const rest = text.replace(ONLY, '').trim();
    const reference = findReference(rest)?.reference;
    const only = reference === undefined || reference.kind === 'one' ? ALL : reference;
    return rest === '' || A_PAPER.test(rest.replace(/^(?:the |those |these )?papers\b/, ''))
      ? undefined
      : { does: 'only', reference: only, rest };
  }
  if (
    /^(?:(?:what|how) about |and |the )*(?:the |that )?ones? (?:about|on|with|by|from|that|which|using|where|without|in|of|called|dealing)\b/.test(
      text,
    )
  )
    return { does: 'only', reference: ALL, rest: text, isTentative: true };
  if (DROP.test(text) && !A_PAPER.test(text) && (hasConstraint(asked) || ownWords(text).length > 0)) {
    if (text.split(' ').length > MAX_ELLIPSIS + 2) return undefined;
    return /^(?:and )?(?:but )?without\b/.test(text) && hasConstraint(asked)
      ? { does: 'only', reference: ALL, rest: text }
      : { does: 'drop', rest: text.replace(DROP, '') };
  }
  return undefined;
}

const QUESTION =
  /^(?:who|whom|whose|when|where|what|which|why|how|is|are|was|were|do|does|did|has|have|had|can|could|any)\b/;

/** Fragments that say only what they limit: `in 2022?`, `with code?`, `any by Weber?`. */
function byFragment(text: string, asked: Interpretation): FollowUp | undefined {
  const isOpened = OPENER.test(text);
  const rest = text.replace(OPENER, '').trim();
  if (rest === '' || A_PAPER.test(rest)) return undefined;
  const limits = hasConstraint(asked);
  const isShort = rest.split(' ').length <= MAX_ELLIPSIS + 2;
  const own = ownWords(asked.words === '' ? '' : plainText(asked.words));
  const isBareDate =
    /^(?:in |from |since |of )?(?:(?:early|late|mid) )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* )?(?:19|20)\d\d$/.test(
      rest,
    ) &&
    own.length === 0 &&
    limits;
  if (asked.named.length > 0)
    return isOpened && !QUESTION.test(rest) && isShort
      ? { does: 'change', rest, isCorrection: false }
      : undefined;
  if (!isShort) return undefined;
  if (limits && own.length === 0) {
    if (ANY.test(rest) && !QUESTION.test(rest.replace(ANY, '')))
      return { does: 'only', reference: ALL, rest };
    if (isBareDate || PREPOSITION.test(rest)) return { does: 'change', rest, isCorrection: false };
    if (isOpened && !QUESTION.test(rest)) return { does: 'change', rest, isCorrection: false };
  }
  if (!isOpened) return undefined;
  if (limits && !QUESTION.test(rest)) return { does: 'change', rest, isCorrection: false };
  if (QUESTION.test(rest)) return { does: 'ask', reference: IMPLIED, rest };
  return { does: 'change', rest, isCorrection: false };
}

/** Questions without a subject: `who wrote it?`, `when?`, `authors?`. */
const BARE =
  /^(?:and )?(?:who|who (?:worked|works) on(?: it| this| that)?|who wrote|who is behind|by whom|who by|when|when was|what year|which year|year|date|(?:publication|release) date|(?:the )?authors?|author list|names of the authors|code|is there (?:any )?code|any code|is (?:the )?code (?:available|public|open)|(?:the )?(?:source )?code|github|repo|repository|(?:is there )?(?:a |any )?(?:github|repo|repository|implementation)|who (?:is|are|was|were) (?:the )?(?:(?:first|second|third|last|lead|senior) )?authors?|(?:the )?(?:first|second|third|last|lead|senior) author|who else|how many authors|why|how|how so|how does that work|what for|where|published when|written by)$/;

/**
 * What a turn says of the turns before it; undefined for a question that stands on its own.
 * Reads the question's words alone, never the papers' names.
 */
export function readFollowUp(question: string, reader: Reader): FollowUp | undefined {
  const text = withoutPolite(question);
  if (text === '') return undefined;
  const asked = reader.interpret(question);
  if (
    asked.people.length === 1 &&
    asked.named.length === 0 &&
    ownWords(plainText(asked.words)).length === 0 &&
    /\b(?:else|others?|another|more)\b/.test(text)
  )
    return { does: 'besides' };
  const described = readDescribed(question) ?? readInside(question);
  if (described !== undefined && asked.named.length === 0) return described;
  const early = byWording(text) ?? byAuthor(text, asked);
  if (early !== undefined) return early;
  // A count without saying of what is one of what is on the screen.
  if (OF_SHOWN.test(text) && ownWords(plainText(asked.words)).length === 0 && hasConstraint(asked))
    return { does: 'ask', reference: ALL, rest: text };
  const opened = byOpening(text, asked, reader);
  if (opened !== undefined) return opened;
  const dated = findReference(text);
  const relation = dated?.reference.kind === 'dated' ? undefined : byRelation(text, asked);
  if (relation !== undefined) return relation;
  const view = asked.named.length === 0 && asked.people.length === 0 ? viewOf(text) : undefined;
  if (view !== undefined) return view;
  if (EXTREME_OF_SHOWN.test(text)) return { does: 'ask', reference: ALL, rest: text };
  const found = findReference(text);
  if (found !== undefined && !(found.isPronoun && refersInside(text, found, asked))) {
    return { does: 'ask', reference: found.reference, rest: text };
  }
  if (BARE.test(text)) return { does: 'ask', reference: IMPLIED, rest: text };
  return byFragment(text, asked);
}
