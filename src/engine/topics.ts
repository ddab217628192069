import { shippedLines } from '../shipped-data.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { DocumentFrequency, nearestWords } from './vocabulary.ts';

/** Words of academic prose that name no topic (`novel approach`, `extensive experiments`). */
const GENERIC: ReadonlySet<string> = new Set(shippedLines('generic-words.txt').map(stem));

/** Whether a word names no topic, as prose of any subject has it. */
export function isGenericTerm(word: string): boolean {
  return GENERIC.has(stem(word));
}

const MAX_WORDS = 4;
/** What is typed beyond this names no topic. */
const MAX_TYPED = 500;

export type TopicCount = { readonly topic: string; readonly papers: number };
export type Topic = TopicCount & { readonly stems: readonly string[] };
/** A phrase found in a text: as it is shown, and whether it began a run of words once. */
export type FoundPhrase = { readonly form: string; begins: boolean };

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
export function phrasesOf(text: string, wanted?: { has(key: string): boolean }): Map<string, FoundPhrase> {
  const found = new Map<string, FoundPhrase>();
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

/** Topics that share stems with the words, then topics of words that look alike; none where none does. */
export function nearestTopics(words: string, topics: readonly Topic[], limit: number): TopicCount[] {
  const typed = tokenize(words.slice(0, MAX_TYPED), 20).flatMap((token) => token.words);
  const known = wordsOf(topics);
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

/** The words of topics, made once for each list of them. */
const wordsOfTopics = new WeakMap<readonly Topic[], DocumentFrequency>();

function wordsOf(topics: readonly Topic[]): DocumentFrequency {
  const known = wordsOfTopics.get(topics) ?? new DocumentFrequency();
  if (!wordsOfTopics.has(topics)) {
    for (const { topic } of topics) known.add(topic.toLowerCase().split(/[^a-z0-9]+/));
    wordsOfTopics.set(topics, known);
  }
  return known;
}
