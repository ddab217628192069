import type { Engine, Hit, Passage, SearchResult } from '../engine/engine.ts';
import type { Paper, PaperId } from '../paper.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { acronymDefinitions, acronymKey } from '../text/acronyms.ts';
import { fold } from '../text/fold.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { inSlices } from '../time-slices.ts';
import { isFiller } from './cue-words.ts';
import { countsNoun, type Expectation, sentenceFits, tellsThing } from './expected-kind.ts';
import { filtersOf, queryOf } from './field-answers.ts';
import type { Interpretation } from './interpretation.ts';

/** Where interpretation and engine meet: the papers and sentences that a question may be answered from, ranked. */

const PASSAGES = 200;
const HITS = 10;

export type Evidence = {
  readonly result: SearchResult;
  readonly hits: readonly Hit[];
  readonly passages: readonly Passage[];
};

/** Evidence from all papers that fulfil the filters; from all papers where none does. */
export async function gather(asked: Interpretation, engine: Engine): Promise<Evidence> {
  const query = queryOf(asked);
  const { question } = asked;
  const filtered = await engine.search(query, { limit: HITS, question });
  // A name or year in a question may be part of its subject: without a paper under the filter, all are read.
  const useFilter = filtered.hits.length > 0;
  const read = useFilter ? query : { ...query, ...filtersOf({ ...asked, categories: [] }), authors: [] };
  const result = useFilter ? filtered : await engine.search(read, { limit: HITS, question });
  return { result, hits: result.hits, passages: await engine.passages(read, { limit: PASSAGES, question }) };
}

/** A question without what names its papers: what is asked of them. */
export function besideNames(asked: Interpretation): Interpretation {
  if (asked.called.length === 0 || asked.intent === 'define') return asked;
  const names = new Set(asked.called);
  const question = asked.called.reduce((text, name) => text.replace(name, ''), asked.question);
  const words = asked.words.split(' ').filter((word) => !names.has(word));
  return { ...asked, question: question.replace(/\s+/g, ' '), words: words.join(' ') };
}

/** The sentences of the papers that a question names, by the words that it has beside the names. */
export async function readNamed(asked: Interpretation, engine: Engine): Promise<readonly Passage[]> {
  const within = asked.named.map(({ id }) => id);
  const { words } = besideNames(asked);
  const found = await engine.passages(
    { ...EMPTY_QUERY, text: words || asked.words },
    { limit: PASSAGES, within },
  );
  // A sentence without any of the words may still hold the place or number that is asked for.
  const others = asked.named.flatMap((paper) =>
    sentences(paper.abstract)
      .filter(({ start }) => !found.some((one) => one.paper.id === paper.id && one.sentence.start === start))
      .map((sentence): Passage => ({ paper, sentence, score: 0, coverage: 0, paperCoverage: 0 })),
  );
  return [...found, ...others];
}

/** Stems of the words that a question is about. */
export function contentStems(words: string): Set<string> {
  return new Set(
    tokenize(words)
      .flatMap((token) => token.words)
      .filter((word) => !isStopWord(word) && !isFiller(word))
      .map(stem),
  );
}

/** Acronyms that a paper explains, by their folded form, as the stems of what they stand for. */
export type LongForms = ReadonlyMap<string, readonly string[]>;

export function longFormsOf({ title, abstract }: Paper): LongForms {
  return new Map(
    acronymDefinitions(`${title}. ${abstract}`).map(({ acronym, expansion }) => [
      acronymKey(acronym),
      tokenize(expansion).flatMap(({ words }) => words.map(stem)),
    ]),
  );
}

/** A text's words, folded, and their stems, in order; and all stems that stand for it. */
type ReadText = {
  readonly words: readonly string[];
  readonly inOrder: readonly string[];
  /** Of hyphenated words also in one, and of what acronyms stand for. */
  readonly stems: ReadonlySet<string>;
};

function readText(text: string, longForms: LongForms): ReadText {
  const words: string[] = [];
  const inOrder: string[] = [];
  const stems = new Set<string>();
  for (const { words: parts, joined } of tokenize(text)) {
    for (const part of parts) {
      const stemmed = stem(part);
      words.push(part);
      inOrder.push(stemmed);
      stems.add(stemmed);
    }
    if (joined !== undefined) stems.add(stem(joined));
    if (longForms.size === 0) continue;
    for (const term of longForms.get(acronymKey(joined ?? parts[0] ?? '')) ?? []) stems.add(term);
  }
  return { words, inOrder, stems };
}

/** Stems of all words of a text, of hyphenated ones also in one, and of what its acronyms stand for. */
export function stemsOf(value: string, longForms: LongForms = new Map()): Set<string> {
  return new Set(readText(value, longForms).stems);
}

/** A paper's title and sentences, read once for all of its passages. */
type ReadEvidence = {
  readonly longForms: LongForms;
  readonly sentences: ReadonlyMap<string, ReadText>;
  /** In how many sentences, and the title, each of the question's stems stands. */
  readonly frequencies: Map<string, number>;
};

function readEvidence(paper: Paper, stems: ReadonlySet<string>): ReadEvidence {
  const longForms = longFormsOf(paper);
  const read = new Map(sentences(paper.abstract).map(({ text }) => [text, readText(text, longForms)]));
  const title = readText(paper.title, longForms);
  const frequencies = new Map<string, number>();
  // A word of the title tells which paper is meant rather than which sentence.
  for (const text of [title, title, ...read.values()]) {
    for (const term of text.stems)
      if (stems.has(term)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  return { longForms, sentences: read, frequencies };
}

/** Share of the question's words in the paper that stand in the sentence, 0 to 1; a word of few sentences counts more. */
function tellingShare(held: ReadonlySet<string>, frequencies: ReadonlyMap<string, number>): number {
  let total = 0;
  let found = 0;
  for (const [term, count] of frequencies) {
    total += 1 / count;
    if (held.has(term)) found += 1 / count;
  }
  return total === 0 ? 0 : found / total;
}

function plainWords(text: string): string[] {
  return tokenize(text).flatMap(({ words }) => words);
}

function foldedWords(text: string): string[] {
  return plainWords(text).map(stem);
}

/** Length of the longest run of words that question and sentence share, stop words included; 0 where it is one word. */
function longestRun(question: readonly string[], sentence: readonly string[]): number {
  let best = 0;
  for (let start = 0; start < question.length; start += 1) {
    for (let at = 0; at < sentence.length; at += 1) {
      let length = 0;
      while (start + length < question.length && question[start + length] === sentence[at + length])
        length += 1;
      best = Math.max(best, length);
    }
  }
  return best > 1 ? best : 0;
}

/** How much each signal adds to a sentence's score, in units of the best sentence's words. */
const WEIGHTS = { telling: 0.8, kind: 0.5, counted: 1, thing: 0.5, noun: 0.35, run: 0.12, paper: 0.5 };
const MAX_RUN = 5;
const MAX_QUESTION_WORDS = 40;

export type RankedPassage = {
  readonly passage: Passage;
  readonly score: number;
  /** The sentence can hold what is asked for: a number, a name, a date. */
  readonly fits: boolean;
};

export type Ranking = {
  readonly asked: Interpretation;
  readonly expectation: Expectation;
  /** The paper that the question describes best. */
  readonly best: PaperId;
};

/**
 * Sentences by their own words, their paper, and whether they hold what is asked for, best first. Yields to the event
 * loop.
 */
export async function rankPassages(
  passages: readonly Passage[],
  { asked, expectation, best }: Ranking,
): Promise<RankedPassage[]> {
  const stems = contentStems(asked.words);
  const question = foldedWords(asked.question).slice(0, MAX_QUESTION_WORDS);
  const acronyms = asked.words
    .split(' ')
    .filter((word) => /^\p{Lu}{3,}s?$/u.test(word))
    .map((word) => fold(word.replace(/s$/, '')));
  const ofPapers = new Map<PaperId, ReadEvidence>();
  const ranked: RankedPassage[] = [];
  await inSlices(passages, (passage) => {
    const { sentence, paper } = passage;
    const evidence = ofPapers.get(paper.id) ?? readEvidence(paper, stems);
    ofPapers.set(paper.id, evidence);
    const { longForms, frequencies } = evidence;
    for (const acronym of acronyms) if (!frequencies.has(acronym)) frequencies.set(acronym, 1);
    const text = evidence.sentences.get(sentence.text) ?? readText(sentence.text, longForms);
    const spelled = acronyms.filter((acronym) => spellsInitials(acronym, text.words));
    const held = spelled.length === 0 ? text.stems : new Set([...text.stems, ...spelled]);
    const fits = expectation.kind !== 'text' && sentenceFits(sentence.text, expectation.kind);
    const counts = fits && countsNoun(sentence.text, expectation.counted, longForms, expectation.initials);
    const tells = expectation.thing !== undefined && tellsThing(sentence.text, expectation.thing);
    const run = Math.min(MAX_RUN, longestRun(question, text.inOrder));
    const score =
      passage.score +
      WEIGHTS.telling * tellingShare(held, frequencies) +
      (fits ? WEIGHTS.kind : 0) +
      (counts ? WEIGHTS.counted : 0) +
      (tells ? WEIGHTS.thing : 0) +
      (expectation.noun !== undefined && held.has(expectation.noun) ? WEIGHTS.noun : 0) +
      WEIGHTS.run * run +
      (paper.id === best ? WEIGHTS.paper : 0);
    ranked.push({ passage, score, fits: fits || expectation.kind === 'text' });
  });
  return ranked.sort((a, b) => b.score - a.score);
}

/** Whether words in a row begin with an acronym's letters: `GAN` and `generative adversarial network`. */
function spellsInitials(acronym: string, words: readonly string[]): boolean {
  const letters = [...acronym];
  if (letters.length < 2) return false;
  return words.some((_, start) =>
    letters.every((letter, offset) => words[start + offset]?.startsWith(letter)),
  );
}

const NAME_INSIDE = /[\p{L}\p{N}]\p{Lu}|\p{L}\d/u;
const PROPER = /^\p{Lu}\p{Ll}{2,}/u;

function notHeld(names: readonly string[], paper: Paper): string[] {
  const text = `${paper.title} ${paper.abstract} ${paper.authors.map(({ name }) => name).join(' ')}`;
  const held = stemsOf(text, new Map());
  const inOrder = plainWords(text);
  return names.filter((name) => {
    const isHeld = tokenize(name).some(
      ({ words: parts, joined }) =>
        parts.every((word) => held.has(stem(word))) || (joined !== undefined && held.has(stem(joined))),
    );
    return !isHeld && !spellsInitials(fold(name.replace(/(?<=\p{Lu})s$/u, '')), inOrder);
  });
}

/** Words that name things (`ImageNet`, `LDCT`, `CIFAR-100`) and that the paper does not hold, spelled out neither. */
export function missingNames(words: string, paper: Paper): string[] {
  const names = words.split(' ').filter((word) => NAME_INSIDE.test(word));
  return notHeld(names, paper);
}

/** Words written as names (`Munich`) and that the paper does not hold; the first is written so in any question. */
export function missingProperNames(words: string, paper: Paper): string[] {
  const [, ...others] = words.split(' ');
  return notHeld(
    others.filter((word) => PROPER.test(word)),
    paper,
  );
}

/** What a question asks for and its paper has in no sentence: a counted noun, a metric's value, a dataset, a place. */
export function lacksThing({ kind, counted, initials, thing, subject }: Expectation, paper: Paper): boolean {
  const all = sentences(paper.abstract).map(({ text }) => text);
  if (kind === 'place' && ![paper.title, ...all].some((text) => sentenceFits(text, kind))) return true;
  const longForms = longFormsOf(paper);
  if (subject.length > 0) {
    const held = stemsOf([paper.title, ...all].join('\n'), longForms);
    if (!subject.some((one) => held.has(one))) return true;
  }
  if (counted.length > 0 && !all.some((text) => countsNoun(text, counted, longForms, initials))) return true;
  return thing !== undefined && ![paper.title, ...all].some((text) => tellsThing(text, thing));
}

/** How much of the question's words stands in a text, by count. */
export function mattersFor(words: string): (value: string) => number {
  const wanted = contentStems(words);
  return (value) => {
    const held = stemsOf(value, new Map());
    return [...wanted].filter((term) => held.has(term)).length;
  };
}
