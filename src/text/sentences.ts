/** A sentence of a text: `text.slice(start, end)` is its `text`. */
export type Sentence = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** 0-based. */
  readonly index: number;
};

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Texts beyond this length are not prose; the rest is one sentence. */
const MAX_LENGTH = 100_000;

/** What ends with a dot without ending a sentence. */
const ABBREVIATION =
  /(?:^|[\s([])(?:cf|vs|al|approx|ca|resp|dr|prof|mr|mrs|ms|st|fig|figs|eq|eqs|sec|secs|tab|ref|refs|no|nos|vol|pp|ch|thm|def|prop|et|(?:[a-z]\.)+[a-z]|viz|incl|esp|jr|sp|spp|var|subsp|[A-Z])\.["'”’)\]]*$/i;
/** A line that begins low goes on with the sentence before it. */
const LOWER_START = /^\p{Ll}/u;

function continues(previous: string, next: string): boolean {
  const trimmed = previous.trimEnd();
  if (ABBREVIATION.test(trimmed.slice(-20))) return !/\bal\.$/.test(trimmed) || !/^[A-Z]/.test(next);
  return LOWER_START.test(next) && !/[!?]["'”’)\]]*$/.test(trimmed);
}

/** Start offsets of the pieces that the Unicode rules give, those re-joined that an abbreviation tore apart. */
function pieces(text: string): string[] {
  const result: string[] = [];
  for (const { segment } of segmenter.segment(text.slice(0, MAX_LENGTH))) {
    const last = result.at(-1);
    if (last !== undefined && (continues(last, segment) || segment.trim() === '')) {
      result[result.length - 1] = last + segment;
    } else {
      result.push(segment);
    }
  }
  if (text.length > MAX_LENGTH) result.push(text.slice(MAX_LENGTH));
  return result;
}

/** The sentences of a text in order, without the white space around them. */
export function sentences(text: string): Sentence[] {
  const result: Sentence[] = [];
  let offset = 0;
  for (const piece of pieces(text)) {
    const trimmed = piece.trim();
    const start = offset + piece.length - piece.trimStart().length;
    offset += piece.length;
    if (trimmed !== '')
      result.push({ text: trimmed, start, end: start + trimmed.length, index: result.length });
  }
  return result;
}
