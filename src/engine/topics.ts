import type { Paper } from '../paper.ts';
import { shippedLines } from '../shipped-data.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { TopicCount } from './engine.ts';
import { inSlices } from './time-slices.ts';
import { DocumentFrequency, nearestWords } from './vocabulary.ts';

/** Words of academic prose that name no topic (`novel approach`, `extensive experiments`). */
const GENERIC: ReadonlySet<string> = new Set(shippedLines('generic-words.txt').map(stem));

/** Whether a word names no topic, as prose of any subject has it. */
export function isGenericTerm(word: string): boolean {
  return GENERIC.has(stem(word));
}

const MAX_WORDS = 4;
const MIN_PAPERS = 2;
/** What is typed beyond this names no topic. */
const MAX_TYPED = 500;
/** A phrase that stands in a longer one in nearly all its papers adds nothing. */
const SUBSUMED_SHARE = 0.75;
/** A phrase that seldom begins a run of words is the end of others (`learning models` of `deep learning models`). */
const BEGINS_SHARE = 0.4;

export type Topic = TopicCount & { readonly stems: readonly string[] };
type Candidate = { papers: number; begins: number; readonly forms: Map<string, number> };
/** A phrase found in a text: as it is shown, and whether it began a run of words once. */
type Found = { readonly form: string; begins: boolean };

/** Runs of words that no stop word, generic word or punctuation interrupts. */
function runs(text: string): Token[][] {
  const result: Token[][] = [];
  let run: Token[] = [];
  let end = 0;
  for (const token of tokenize(text)) {
    const isGap = /[^\s]/.test(text.slice(end, token.start));
    const word = token.words.join('');
    const isDull = isStopWord(word) || isGenericTerm(word) || !/[a-z]{2}/.test(word);
    if (isGap || isDull) {
      result.push(run);
      run = [];
    }
    if (!isDull) run.push(token);
    end = token.end;
  }
  result.push(run);
  return result.filter(({ length }) => length > 0);
}

/** As a topic is shown: lower case, but names and acronyms as they are written. */
function display(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => (/^\p{Lu}?[\p{Ll}-]+(?:-\p{Lu}[\p{Ll}]+)*$/u.test(text) ? text.toLowerCase() : text))
    .join(' ');
}

/** Phrases of a text, by stems; where `wanted` is given, only those. */
function phrasesOf(text: string, wanted?: ReadonlyMap<string, unknown>): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const run of runs(text)) {
    const stems = run.map(({ words }) => words.map(stem).join(' '));
    for (let at = 0; at < run.length; at++) {
      for (let length = 1; length <= Math.min(MAX_WORDS, run.length - at); length++) {
        const key = stems.slice(at, at + length).join(' ');
        if (wanted !== undefined && !wanted.has(key)) continue;
        // One word is a topic only where it is a name of parts (`DP-SGD`, not `trade-off`).
        if (!key.includes(' ') || (length === 1 && !/\p{Lu}\S*\p{Lu}/u.test(run[at]?.text ?? ''))) continue;
        const known = found.get(key) ?? { form: display(run.slice(at, at + length)), begins: false };
        found.set(key, known);
        known.begins ||= at === 0;
      }
    }
  }
  return found;
}

function count(found: ReadonlyMap<string, Found>, candidates: Map<string, Candidate>): void {
  for (const [key, { form, begins }] of found) {
    const candidate = candidates.get(key);
    if (candidate === undefined) continue;
    candidate.papers += 1;
    if (begins) candidate.begins += 1;
    candidate.forms.set(form, (candidate.forms.get(form) ?? 0) + 1);
  }
}

async function countPhrases(papers: readonly Paper[]): Promise<Map<string, Candidate>> {
  const candidates = new Map<string, Candidate>();
  await inSlices(papers, ({ title }) => {
    for (const key of phrasesOf(title).keys()) {
      if (!candidates.has(key)) candidates.set(key, { papers: 0, begins: 0, forms: new Map() });
    }
  });
  await inSlices(papers, ({ title, abstract }) =>
    count(phrasesOf(`${title}.\n${abstract}`, candidates), candidates),
  );
  return candidates;
}

/** Keys of phrases that a longer phrase of about as many papers holds. */
function subsumed(candidates: ReadonlyMap<string, Candidate>): Set<string> {
  const result = new Set<string>();
  for (const [key, { papers }] of candidates) {
    const stems = key.split(' ');
    for (let length = 2; length < stems.length; length++) {
      for (let at = 0; at + length <= stems.length; at++) {
        const part = stems.slice(at, at + length).join(' ');
        const count = candidates.get(part)?.papers ?? 0;
        if (papers >= SUBSUMED_SHARE * count) result.add(part);
      }
    }
  }
  return result;
}

/**
 * Frequent phrases of a collection, most papers first. A topic is a run of at most four words without function words
 * that stands in the title of one paper at least, in two papers or more; its most frequent spelling is shown.
 * Yields to the event loop.
 */
export async function mineTopics(papers: readonly Paper[]): Promise<Topic[]> {
  const counted = await countPhrases(papers);
  const frequent = new Map(
    [...counted].filter(([, one]) => one.papers >= MIN_PAPERS && one.begins >= BEGINS_SHARE * one.papers),
  );
  const hidden = subsumed(frequent);
  return [...frequent]
    .filter(([key]) => !hidden.has(key))
    .map(([key, { papers: count, forms }]) => ({
      topic: [...forms].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? key,
      papers: count,
      stems: key.split(' '),
    }))
    .sort((a, b) => b.papers - a.papers || (a.topic < b.topic ? -1 : 1));
}

/** Topics that share stems with the words, then topics of words that look alike; none where none does. */
export function nearestTopics(words: string, topics: readonly Topic[], limit: number): TopicCount[] {
  const typed = tokenize(words.slice(0, MAX_TYPED), 20).flatMap((token) => token.words);
  const known = new DocumentFrequency();
  for (const { topic } of topics) known.add(topic.toLowerCase().split(/[^a-z0-9]+/));
  const stems = new Set(typed.map(stem));
  const alike = new Set(nearestWords(typed, known).map(stem));
  const score = (topic: Topic) =>
    topic.stems.filter((one) => stems.has(one)).length * 2 +
    topic.stems.filter((one) => alike.has(one)).length;
  return topics
    .map((topic) => ({ topic, score: score(topic) }))
    .filter(({ score: found }) => found > 0)
    .sort((a, b) => b.score - a.score || b.topic.papers - a.topic.papers)
    .slice(0, limit)
    .map(({ topic: { topic, papers } }) => ({ topic, papers }));
}
