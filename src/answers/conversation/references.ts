import { ORDINALS } from '../../text/ordinals.ts';
/** What in a question stands for something that was shown before. */
export type Reference =
  /** `the second one`; `last` counts from the end, `absolute` numbers as the list shows them. */
  | { readonly kind: 'place'; readonly at: number; readonly fromEnd: boolean; readonly absolute: boolean }
  /** `the first two`. */
  | { readonly kind: 'some'; readonly count: number; readonly fromEnd: boolean }
  /** `it`, `that paper`. */
  | { readonly kind: 'one' }
  /** `those`, `them`. */
  | { readonly kind: 'all' }
  /** `the newer one`. */
  | { readonly kind: 'dated'; readonly newest: boolean }
  /** `the other one`. */
  | { readonly kind: 'other' };

export type FoundReference = {
  readonly reference: Reference;
  /** Where its words stand. */
  readonly start: number;
  readonly end: number;
  /** A word that also refers inside of one question: `it`, `their`. */
  readonly isPronoun: boolean;
};

const ORDINAL = `(?:${ORDINALS.join('|')}|\\d{1,3}(?:st|nd|rd|th)|last|final|bottom|top|second (?:to )?last|next to last|former|latter|middle)`;
const COUNTS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const COUNT = `(?:${COUNTS.join('|')}|\\d{1,2})`;
const PAPER =
  '(?:papers?|ones?|stud(?:y|ies)|works?|articles?|preprints?|publications?|results?|hits?|entr(?:y|ies)|items?)';
const ONE_PAPER = '(?:paper|one|study|work|article|preprint|publication|result|hit|entry|item|title)';
/** What follows a noun that is described rather than pointed at: `the first paper on ...`. */
const DESCRIBED =
  '(?! (?:by|on|about(?= \\S)|to|that|which|who|whose|from|in which|of (?!them|those|these|the (?:list|two|three|four|five))|with|where|called|titled|entitled|using|introducing|proposing|describing|studying|presenting|for (?!me|us)|whether))';
/** Nouns of which a paper has an ordered few, so that `the second` is not a paper. */
const OTHER_NOUN =
  '(?! (?:author|named|listed|quarter|half|time|name|sentence|step|stage|year|month|page|letter))';

function ordinalAt(word: string): { at: number; fromEnd: boolean } {
  if (/^(?:second (?:to )?last|next to last)$/.test(word)) return { at: 2, fromEnd: true };
  if (/^(?:last|final|bottom|latter)$/.test(word)) return { at: 1, fromEnd: true };
  if (/^(?:top|former)$/.test(word)) return { at: 1, fromEnd: false };
  if (word === 'middle') return { at: 2, fromEnd: false };
  const at = ORDINALS.indexOf(word);
  return { at: at < 0 ? Number.parseInt(word, 10) : at + 1, fromEnd: false };
}

type Rule = {
  readonly pattern: RegExp;
  readonly reference: (match: RegExpExecArray) => Reference;
  readonly isPronoun?: boolean;
};

const one = (): Reference => ({ kind: 'one' });
const all = (): Reference => ({ kind: 'all' });

/** First to last: the first that fits is what is meant. */
const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(?:the )?(first|last|top|other|final|bottom) (${COUNT})\\b(?: ${PAPER})?(?: of (?:them|those|these))?(?! (?:months?|years?|weeks?|days?|authors?)\\b)${DESCRIBED}`,
    ),
    reference: ([, from = '', number = '']) => {
      const count = COUNTS.includes(number) ? COUNTS.indexOf(number) + 2 : Number(number);
      return from === 'other'
        ? { kind: 'other' }
        : { kind: 'some', count, fromEnd: /last|final|bottom/.test(from) };
    },
  },
  {
    pattern: new RegExp(
      `\\b(?:the |that |your |my )?(${ORDINAL})(?: (?:paper|one|study|article|preprint|result|hit|entry|item|title))(?: (?:of|from|in|on) (?:them|those|these|the list|that list|your list|the two|the three))?\\b${OTHER_NOUN}${DESCRIBED}`,
    ),
    reference: ([, word = '']) => ({ kind: 'place', absolute: false, ...ordinalAt(word) }),
  },
  {
    pattern: new RegExp(
      `\\b(?:the )(${ORDINAL})(?: of (?:them|those|these))?(?: please)?(?=$| (?:have|has|use|is|was|say|do|does|come|include|published|about|written|out))`,
    ),
    reference: ([, word = '']) => ({ kind: 'place', absolute: false, ...ordinalAt(word) }),
  },
  {
    pattern: new RegExp(`^(${ORDINAL})(?: of (?:them|those|these))?(?: please)?$`),
    reference: ([, word = '']) => ({ kind: 'place', absolute: false, ...ordinalAt(word) }),
  },
  {
    pattern:
      /\bthe (?:very )?(newest|newer|latest|later|most recent|more recent|freshest|oldest|older|earliest|earlier)(?: one(?! (?:by|on|about|that|which|with|from))| of (?:them|those|these|the two|the three|the lot))(?: of (?:them|those|these|the two))?\b/,
    reference: ([, word = '']) => ({ kind: 'dated', newest: !/old|earl/.test(word) }),
  },
  {
    pattern:
      /\b(?:number|no|nr|paper|result|item|entry|hit) (\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:of|in|more))|^(?:the )?(\d{1,2})$/,
    reference: ([, number = '', digits]) => ({
      kind: 'place',
      at:
        digits !== undefined
          ? Number(digits)
          : number === 'one'
            ? 1
            : COUNTS.includes(number)
              ? COUNTS.indexOf(number) + 2
              : Number(number),
      fromEnd: false,
      absolute: true,
    }),
  },
  {
    pattern: new RegExp(
      `\\b(?:the |any |some )?others?(?: ${PAPER})?$|\\bthe other (?:${PAPER})\\b${DESCRIBED}`,
    ),
    reference: () => ({ kind: 'other' }),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:all|each|any|both|most|none|one|some|which|either|every one)(?: one)? )?(?:of )?(?:all )?(?:(?:them|those|these)(?: all)?(?: ${COUNT})?(?: (?:papers|ones|studies|works|articles|preprints|publications|results|hits))?|the(?:se)? ${COUNT}(?: of them| papers| ones)?(?=$| (?:is|are|have|has|was|were|come|comes|use|uses|do|does|which|that|about|by|with|from|in|papers|ones)\\b))\\b(?! (?:who|days|times|months|years|authors))`,
    ),
    reference: all,
    isPronoun: true,
  },
  { pattern: /^(?:and )?(?:which|what) ones?\b(?! paper)/, reference: all, isPronoun: true },
  { pattern: /\bboth(?: papers| of them)?\b(?! \w+ and\b)/, reference: all, isPronoun: true },
  { pattern: /\b(?:they|their|theirs)(?: all| both)?\b/, reference: all, isPronoun: true },
  {
    pattern: new RegExp(
      `\\b(?:this|that|the same|said) ${ONE_PAPER}\\b|\\bthe (?:paper|study|article|preprint)\\b(?!(?: \\w+){0,2} (?:on|about|by|from|called|titled|that|which|where|with|introducing|proposing)\\b)(?! (?:of|whether|in which)\\b)(?= |$)`,
    ),
    reference: one,
    isPronoun: true,
  },
  { pattern: /\b(?:it|its|itself)\b/, reference: one, isPronoun: true },
  {
    pattern:
      /(?<=\b(?:does|did|is|was|has|about|of|for|in|to|with|like|than|cite|open|on|read) )(?:this|that)\b(?= |$)(?! (?:paper|is|are|was|can|do|does|which)\b)/,
    reference: one,
    isPronoun: true,
  },
  { pattern: /\b(?:this|that)$/, reference: one, isPronoun: true },
];

/** `it` that stands for nothing. */
const EXPLETIVE =
  /\bit (?:true|possible|safe|better|best|necessary|ok|okay|worth|known|clear|likely|matter|make sense|take|help|easy|hard|enough|that)\b|\bit (?:is|was|be) \w+ (?:to|that)\b|\bis it \w+ (?:to|that)\b|\bit takes\b|\bhow is it that\b|\b(?:has|had) (?:this|that) been\b/;

/** The first reference in a folded question without punctuation; undefined where nothing refers back. */
export function findReference(text: string): FoundReference | undefined {
  for (const { pattern, reference, isPronoun = false } of RULES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    if (isPronoun && /\bit\b/.test(match[0]) && EXPLETIVE.test(text)) continue;
    return { reference: reference(match), start: match.index, end: match.index + match[0].length, isPronoun };
  }
  return undefined;
}
