import type { Paper } from '../paper.ts';
import { shippedLines } from '../shipped-data.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { TopicCount } from './engine.ts';
import { DocumentFrequency, nearestWords } from './vocabulary.ts';

/** Words of academic prose that name no topic (`novel approach`, `extensive experiments`). */
const GENERIC: ReadonlySet<string> = new Set(shippedLines('generic-words.txt').map(stem));
const MAX_WORDS = 4;
const MIN_PAPERS = 2;
/** A phrase that stands in a longer one in nearly all its papers adds nothing. */
const SUBSUMED_SHARE = 0.75;
/** A phrase that seldom begins a run of words is the end of others (`learning models` of `deep learning models`). */
const BEGINS_SHARE = 0.4;

export type Topic = TopicCount & { readonly stems: readonly string[] };
type Candidate = { papers: number; begins: number; inTitle: boolean; readonly forms: Map<string, number> };
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
    const isDull = isStopWord(word) || GENERIC.has(stem(word)) || !/[a-z]{2}/.test(word);
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

function stemKey(tokens: readonly Token[]): string {
  return tokens.flatMap(({ words }) => words.map(stem)).join(' ');
}

/** As a topic is shown: lower case, but names and acronyms as they are written. */
function display(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => (/^\p{Lu}?[\p{Ll}-]+(?:-\p{Lu}[\p{Ll}]+)*$/u.test(text) ? text.toLowerCase() : text))
    .join(' ');
}

function collect(text: string, found: Map<string, Found>): void {
  for (const run of runs(text)) {
    for (let at = 0; at < run.length; at++) {
      for (let length = 1; length <= Math.min(MAX_WORDS, run.length - at); length++) {
        const tokens = run.slice(at, at + length);
        const key = stemKey(tokens);
        // One word is a topic only where it is a name of parts (`DP-SGD`, not `trade-off`).
        if (!key.includes(' ') || (length === 1 && !/\p{Lu}\S*\p{Lu}/u.test(tokens[0]?.text ?? ''))) continue;
        const known = found.get(key) ?? { form: display(tokens), begins: false };
        found.set(key, known);
        known.begins ||= at === 0;
      }
    }
  }
}

function countPhrases(papers: Iterable<Paper>): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const paper of papers) {
    const found = new Map<string, Found>();
    collect(paper.title, found);
    const titleKeys = new Set(found.keys());
    collect(paper.abstract, found);
    for (const [key, { form, begins }] of found) {
      const candidate = candidates.get(key) ?? { papers: 0, begins: 0, inTitle: false, forms: new Map() };
      candidates.set(key, candidate);
      candidate.papers += 1;
      if (begins) candidate.begins += 1;
      candidate.inTitle ||= titleKeys.has(key);
      candidate.forms.set(form, (candidate.forms.get(form) ?? 0) + 1);
    }
  }
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
 */
export function mineTopics(papers: Iterable<Paper>): Topic[] {
  const counted = countPhrases(papers);
  const frequent = new Map(
    [...counted].filter(
      ([, one]) => one.inTitle && one.papers >= MIN_PAPERS && one.begins >= BEGINS_SHARE * one.papers,
    ),
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

/** Topics that share stems with the words, then topics of words that look alike, then the most frequent ones. */
export function nearestTopics(words: string, topics: readonly Topic[], limit: number): TopicCount[] {
  const typed = tokenize(words, 20).flatMap((token) => token.words);
  const known = new DocumentFrequency();
  for (const { topic } of topics) known.add(topic.toLowerCase().split(/[^a-z0-9]+/));
  const stems = new Set(typed.map(stem));
  const alike = new Set(nearestWords(typed, known).map(stem));
  const score = (topic: Topic) =>
    topic.stems.filter((one) => stems.has(one)).length * 2 +
    topic.stems.filter((one) => alike.has(one)).length;
  return topics
    .map((topic) => ({ topic, score: score(topic) }))
    .sort((a, b) => b.score - a.score || b.topic.papers - a.topic.papers)
    .slice(0, limit)
    .map(({ topic: { topic, papers } }) => ({ topic, papers }));
}
