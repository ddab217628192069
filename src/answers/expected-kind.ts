import { fold } from '../text/fold.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { isFiller } from './cue-words.ts';

/** What the answer to a fact question looks like. */
export type ExpectedKind = 'quantity' | 'percentage' | 'address' | 'name' | 'text';

export type Expectation = {
  readonly kind: ExpectedKind;
  /** Stems of the noun that is counted: `how many best practices` -> `best`, `practic`; empty where none is named. */
  readonly counted: readonly string[];
};

const COUNTED = /\bhow many (?:(?:of|the|these|those|different|such|other|total) )*((?:[\w-]+ ?){1,4})/;
/** Where the counted noun ends. */
const VERB =
  /^(?:are|is|was|were|do|does|did|has|have|had|can|could|went|go|come|comes|took|take|it|they|there|in|on|of|from|for|to|with|were|used|did|will|would|at|by|and|that|which|the)$/;

/** Nouns that are told by a number beside them: `what learning rate`, `how much did it cost`. */
const MEASURE =
  /\b(?:(?:what|which)(?: [\w-]+){1,2}?|how much(?: [\w-]+){1,7}?) (rate|size|cost|dose|dosage|price|budget|duration|length|width|depth|weight|height|temperature|resolution|dimension)\b/;

/** What a question's folded text expects to be answered with. */
export function expectedAnswer(text: string): Expectation {
  const counted = COUNTED.exec(fold(text))?.[1];
  if (counted !== undefined) {
    const words: string[] = [];
    for (const word of counted.split(' ')) {
      if (word === '' || VERB.test(word)) break;
      words.push(word);
    }
    const stems = words.filter((word) => !isStopWord(word) && !isFiller(word)).map(stem);
    return { kind: 'quantity', counted: stems };
  }
  const measure = MEASURE.exec(text)?.[1];
  if (measure !== undefined) return { kind: 'quantity', counted: [stem(measure)] };
  if (
    /\b(?:percent(?:age)?|what share|what fraction|what proportion|accura\w+|acc|roc-auc|auc|auroc|score|rate)\b/.test(
      text,
    )
  ) {
    return { kind: 'percentage', counted: [] };
  }
  if (
    /\b(?:how (?:much|large|big|long|often|few|accurate|fast|small|high|low|deep|wide|old|far|good)|what (?:value|number|size|epsilon|fid)|which (?:value|number|size)|by how)\b/.test(
      text,
    )
  ) {
    return { kind: 'quantity', counted: [] };
  }
  if (/\b(?:url|link|website|github|where on)\b/.test(text)) return { kind: 'address', counted: [] };
  if (/\b(?:called|named|name of|abbreviat\w+|acronym)\b/.test(text)) return { kind: 'name', counted: [] };
  return { kind: 'text', counted: [] };
}

const SPELLED =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|several)\b/i;

/** How papers introduce what they name, and what such names look like. */
const NAMING =
  /\b(?:call(?:ed)?|nam(?:ed|ely)|term(?:ed)?|dubbed|coined|introduc(?:e|es|ed)|propos(?:e|es|ed)|present(?:s|ed)?|releas(?:e|es|ed)|published)\b|\(/i;
const NAME = /\p{L}\p{Lu}|\p{Lu}\p{N}|\[\p{L}+\]|\p{L}-\p{N}|\(\p{L}{3,}\)/u;

/** How many words a number stands before or after what it counts: `15 proprietary and open-source models`, `scans (N=90)`. */
const COUNT_REACH = 7;

/**
 * Whether a number stands near the counted noun.
 * @param counted stems, the head noun last
 */
export function countsNoun(sentence: string, counted: readonly string[]): boolean {
  const tokens = tokenize(sentence);
  const numbers = tokens.flatMap(({ text }, at) => (/^\d/.test(text) || SPELLED.test(text) ? [at] : []));
  return tokens.some(
    ({ words }, at) =>
      words.some((word) => counted.includes(stem(word))) &&
      numbers.some((number) => Math.abs(number - at) <= COUNT_REACH),
  );
}

/** Whether a sentence can hold such an answer. */
export function sentenceFits(sentence: string, kind: ExpectedKind): boolean {
  if (kind === 'text') return true;
  if (kind === 'name') return NAMING.test(sentence) && NAME.test(sentence);
  if (kind === 'address') return /https?:\/\//.test(sentence);
  if (kind === 'percentage') return /\d(?:\.\d+)?\s?%|\d\.\d/.test(sentence);
  return /\d/.test(sentence) || SPELLED.test(sentence);
}
