import { isFiller } from '../cue-words.ts';
import type { Tally } from '../interpretation.ts';
import { type Reading, take } from '../reading.ts';
import { NUMBER, numberOf } from './numbers.ts';

const LISTED = '(?:co-?)?(?:authors?|writers?|collaborators?|contributors?)';
/** Who is listed, or who took part in a study: `how many people were tested`. */
const ANYBODY = '(?:people|persons?|researchers?|scientists?)';
const PEOPLE = `(?:${LISTED}|${ANYBODY})`;
const MOST = '(?:most|least|fewest|more often|often|frequently|frequent)';

type Rule = { readonly of: Tally['of']; readonly pattern: RegExp; readonly only?: 'number' | 'one' };

/** First to last; the first that fits decides. */
const RULES: readonly Rule[] = [
  {
    of: 'people',
    pattern: new RegExp(
      `\\bhow many (?:different |distinct |unique |listed |other )?(?:${LISTED}(?! (?:does|did|are on|wrote)\\b)|${ANYBODY}(?! (?:does|did|do|are on|wrote|were|was|took|take|had|participated|responded|answered|lived|live|died|suffer\\w*|in the (?:study|trial|survey|sample))\\b))\\b`,
    ),
    only: 'number',
  },
  {
    of: 'people',
    pattern: new RegExp(
      `\\b(?:top|leading) (?:${NUMBER} )?${PEOPLE}\\b|\\b(?:${NUMBER} )?(?:most (?:prolific|active|productive|frequent|published|common|important)|main) ${PEOPLE}\\b`,
    ),
  },
  {
    of: 'people',
    pattern: new RegExp(
      `\\b(?:who|whom|which ${PEOPLE}|what ${PEOPLE}|${PEOPLE})\\b(?: \\S+){0,6}? ${MOST}(?: (?:papers?|publications?|articles?|preprints?|works?))?\\b`,
    ),
  },
  {
    of: 'people',
    pattern:
      /\b(?:who (?:has|have|had|did)(?: ever)? (?:worked|written|collaborated|published|work|write|collaborate|publish|co-?authored)(?: papers?| anything| something)?(?: together)? with|with whom|who (?:works|writes|publishes|collaborates|worked|wrote|collaborated|published)(?: papers?)?(?: together)? with|co-?authors? (?:of|for)|(?:who are|list|show) .{1,40} (?:co-?authors|collaborators)|(?:co-?authors|collaborators)$)\b/,
  },
  {
    of: 'years',
    pattern: /\b(?:(?:per|each|every|by) year|yearly|annually|per annum|year by year|over the years)\b/,
  },
  { of: 'months', pattern: /\b(?:(?:per|each|every|by) month|monthly)\b/ },
  { of: 'categories', pattern: /\b(?:(?:per|each|every|by) categor(?:y|ies)|per subject|per field)\b/ },
  {
    of: 'years',
    pattern: /\b(?:which|what|in which|in what) years?\b.* (?:most|fewest|least)\b|\bbusiest year\b/,
    only: 'one',
  },
  {
    of: 'categories',
    pattern:
      /\b(?:which|what) categor(?:y|ies)\b.* (?:most|fewest|least)\b|\b(?:most common|biggest|largest) categor(?:y|ies)\b/,
    only: 'one',
  },
];

const CUE = new RegExp(
  `^(?:${PEOPLE}|${MOST}|${NUMBER}|top|leading|prolific|active|productive|main|with|whom|whose|together|year|years|month|months|annually|yearly|monthly|categor(?:y|ies)|subject|field|busiest|common|important|biggest|largest|distinct|different|unique|other|over|per|each|every|by|annum)$`,
);

/** Marks the words of a match that say what is counted; a name or a subject between them stays to be read. */
function takeCues(reading: Reading, match: RegExpExecArray): void {
  let at = 0;
  for (const word of reading.words) {
    const isInside = at >= match.index && at + word.folded.length <= match.index + match[0].length;
    if (isInside && (isFiller(word.folded) || CUE.test(word.folded))) word.used = true;
    at += word.folded.length + 1;
  }
}

/** Whether the question is for people, years or categories by the number of their papers. */
export function recogniseTally(reading: Reading): Tally | undefined {
  for (const { of, pattern, only } of RULES) {
    const match = pattern.exec(reading.text);
    if (match === null) continue;
    takeCues(reading, match);
    const [text] = match;
    const number = new RegExp(`\\b${NUMBER}\\b`).exec(text)?.[0];
    const isRanked = /\b(?:most|least|fewest|often|frequent\w*)\b/.test(text);
    const isPlural =
      /\b(?:authors|people|persons|researchers|collaborators|coauthors|co-authors|years|categories)\b/.test(
        text,
      );
    const limit =
      number === undefined ? (only === 'one' || (isRanked && !isPlural) ? 1 : undefined) : numberOf(number);
    if (of === 'people')
      take(
        reading,
        /\b(?:by|in terms of|counted by|according to) (?:the )?(?:number|count) of (?:papers?|publications?)\b/,
      );
    return {
      of,
      least: /\b(?:least|fewest)\b/.test(text),
      number: only === 'number',
      ...(limit !== undefined && { limit }),
    };
  }
  return undefined;
}
