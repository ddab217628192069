import { fold } from '../text/fold.ts';
import type { Intent } from './interpretation.ts';
import { recogniseIntent } from './recognise/intent.ts';

/** Questions that fields answer: beside another question they are one of their own. */
const OF_FIELDS: readonly Intent[] = ['who', 'when', 'code', 'count', 'tally', 'list'];
const BETWEEN =
  /(?<=[?!.;])\s+(?=\S)|,?\s+(?:and|und)\s+(?=(?:who|when|where|how many|does it|do they|is it|is there|are there|has it|which|what|wer|wann|wo|wie viele|hat)\b)/giu;
/** What stands for the papers of the question before. */
const BACKWARD =
  /\b(?:it|its|they|their|them|this|that|these|those|there|the (?:paper|study|work|article))\b/;
const MAX_PARTS = 3;

export type Part = {
  readonly text: string;
  /** Speaks of what the part before found. */
  readonly goesOn: boolean;
};

function intentOf(text: string): Intent {
  return recogniseIntent(
    fold(text)
      .replace(/[^a-z0-9 -]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).intent;
}

const ENDS = [/\b(?:newest|latest|most recent)\b/, /\b(?:oldest|earliest)\b/];

/** `what is the oldest paper and what is the newest?`: two ends of one set. */
function areBothEnds(pieces: readonly string[]): boolean {
  return (
    pieces.length === 2 &&
    ENDS.every((end) => pieces.filter((piece) => end.test(fold(piece))).length === 1) &&
    pieces.every((piece) => ENDS.some((end) => end.test(fold(piece))))
  );
}

/** Whether a part says by itself what it is about. */
function goesOn(text: string): boolean {
  return BACKWARD.test(fold(text));
}

/**
 * Two questions in one message, apart. A message stays whole where both ask the papers' text, since one sentence often
 * tells both (`how many experts, and from how many countries`).
 */
export function splitQuestion(question: string): readonly Part[] {
  const whole = [{ text: question, goesOn: false }];
  const pieces = question
    .split(BETWEEN)
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{2}/u.test(piece));
  if (pieces.length < 2 || pieces.length > MAX_PARTS) return whole;
  const intents = pieces.map(intentOf);
  const differ = new Set(intents).size === intents.length;
  const asked =
    intents.slice(1).every((intent) => OF_FIELDS.includes(intent) || intent === 'yes-no') ||
    OF_FIELDS.includes(intents[0] ?? 'fact');
  const isQuestion = pieces.every(
    (piece, at) =>
      at === 0 ||
      /^(?:and |und )?(?:who|when|where|how|which|what|does|do|is|are|has|wer|wann|wo|wie|hat)\b/i.test(
        piece,
      ),
  );
  if (areBothEnds(pieces) && isQuestion) return pieces.map((text) => ({ text, goesOn: false }));
  if (!differ || !asked || !isQuestion) return whole;
  return pieces.map((text, at) => ({ text, goesOn: at > 0 && goesOn(text) }));
}
