import { acronymKey } from '../text/acronyms.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Correction } from './engine.ts';
import type { ShelfIndex, WeightedTerm } from './shelf-index.ts';
import { completions, correctSpelling, splitWord } from './vocabulary.ts';

/** A word of the query and the terms any of which fulfils it. */
export type QueryWord = {
  /** As typed. */
  readonly text: string;
  readonly alternatives: readonly string[];
  /** Rarity of what it was read as; a word that no paper holds weighs as the rarest. */
  readonly idf: number;
};

/** What a query's text means to an index. */
export type QueryTerms = {
  /** What is ranked by, repeated words repeatedly. */
  readonly terms: readonly WeightedTerm[];
  /** The words' own terms in order, for phrases. */
  readonly sequence: readonly string[];
  readonly words: readonly QueryWord[];
  readonly corrections: readonly Correction[];
  readonly unknown: readonly string[];
};

/** A query is a question or a sentence; of a pasted page the first words do. */
const MAX_QUERY_TOKENS = 400;
const MAX_GUESSED_WORDS = 12;
const WEIGHTS = { joined: 1, corrected: 0.8, completed: 0.3, expansion: 0.25, acronym: 0.4 };
const MAX_COMPLETIONS = 5;

/** What one token of the query was read as. */
type Reading = {
  readonly token: Token;
  /** Terms of the token's words; any of them fulfils it, unless all stand in the papers. */
  readonly terms: readonly WeightedTerm[];
  /** The hyphenated word in one, where some paper writes it so. */
  readonly joined: readonly string[];
  readonly isKnown: boolean;
  readonly correction?: Correction;
};

/** What a word that stands nowhere may have meant: a beginning, a misspelling, or two words in one. */
function readUnknown(token: Token, index: ShelfIndex): Reading {
  const [word = ''] = token.words;
  const unread: Reading = { token, terms: [], joined: [], isKnown: false };
  const completed = completions(word, index.words, MAX_COMPLETIONS);
  if (completed.length > 0) {
    return { ...unread, terms: completed.map((found) => ({ term: stem(found), weight: WEIGHTS.completed })) };
  }
  const corrected = correctSpelling(word, index.words);
  if (corrected !== undefined && !isStopWord(corrected)) {
    return {
      ...unread,
      terms: [{ term: stem(corrected), weight: WEIGHTS.corrected }],
      correction: { from: token.text, to: corrected },
    };
  }
  const halves = splitWord(word, index.words)?.filter((half) => !isStopWord(half)) ?? [];
  const areWords = halves.every((half) => half.length > 2 || index.acronyms.entries(half).length > 0);
  return areWords ? { ...unread, terms: halves.map((half) => ({ term: stem(half), weight: 1 })) } : unread;
}

function readToken(token: Token, index: ShelfIndex): Reading {
  const terms = token.words
    .filter((word) => !isStopWord(word))
    .map((word) => ({ term: stem(word), weight: 1 }));
  const joined =
    token.joined === undefined ? [] : [stem(token.joined)].filter((term) => index.terms.of(term) > 0);
  const isKnown = joined.length > 0 || terms.some(({ term }) => index.terms.of(term) > 0);
  return { token, terms, joined, isKnown };
}

/** `__proto__`: a word of a program is what it is, neither the beginning of another nor misspelt. */
function isIdentifier(text: string, { start, end }: Token): boolean {
  return text.charAt(start - 1) === '_' || text.charAt(end) === '_';
}

/** Reads the tokens that tell something; of unknown words the first few are looked up, which takes time. */
function readTokens(text: string, tokens: readonly Token[], index: ShelfIndex): Reading[] {
  let guesses = 0;
  const readings: Reading[] = [];
  for (const token of tokens) {
    const reading = readToken(token, index);
    if (reading.terms.length === 0 && reading.joined.length === 0) continue;
    if (reading.isKnown) {
      readings.push(reading);
    } else if (token.words.length === 1 && guesses < MAX_GUESSED_WORDS && !isIdentifier(text, token)) {
      guesses += 1;
      readings.push(readUnknown(token, index));
    } else {
      readings.push({ ...reading, terms: [] });
    }
  }
  return readings;
}

/** A token's words as they count for coverage: of a compound each part for itself. */
function wordsOf({ token, terms, joined, isKnown }: Reading, index: ShelfIndex): QueryWord[] {
  if (isKnown && terms.length > 0) {
    return terms.map(({ term }) => ({
      text: token.text,
      alternatives: [term, ...joined],
      idf: index.idf(term),
    }));
  }
  const alternatives = [...terms.map(({ term }) => term), ...joined];
  const rarity = alternatives.length === 0 ? [index.idf('')] : alternatives.map((term) => index.idf(term));
  return [{ text: token.text, alternatives, idf: Math.max(...rarity) }];
}

/** Neighbours that some paper writes in one: `dp sgd` finds `DPSGD`. */
function joinedNeighbours(tokens: readonly Token[], index: ShelfIndex): WeightedTerm[] {
  const words = tokens.flatMap((token) => (token.words.length === 1 ? token.words : ['']));
  return words.slice(1).flatMap((word, at) => {
    const before = words[at] ?? '';
    const term = before === '' || word === '' ? '' : stem(before + word);
    return term !== '' && index.terms.of(term) > 0 ? [{ term, weight: WEIGHTS.joined }] : [];
  });
}

/** Light terms beside the query's own: long forms of its acronyms, acronyms of its long forms. */
function acronymTerms(
  tokens: readonly Token[],
  sequence: readonly string[],
  index: ShelfIndex,
): WeightedTerm[] {
  const present = new Set(sequence);
  const long = tokens.flatMap(({ joined, words }) => [
    ...index.acronyms.expansion(acronymKey(joined ?? words[0] ?? '')),
  ]);
  const short = index.acronyms.acronymsIn(sequence).map(stem);
  return [
    ...[...new Set(long)].map((term) => ({ term, weight: WEIGHTS.expansion })),
    ...short.map((term) => ({ term, weight: WEIGHTS.acronym })),
  ].filter(({ term }) => !present.has(term));
}

/** Reads a query's text against what the shelf's papers hold. */
export function queryTerms(text: string, index: ShelfIndex): QueryTerms {
  const tokens = tokenize(text, MAX_QUERY_TOKENS);
  const readings = readTokens(text, tokens, index);
  // Several guesses for one word are alternatives, not a sequence.
  const sequence = readings.flatMap(({ terms, isKnown }) =>
    isKnown || terms.length === 1 ? terms.map(({ term }) => term) : [],
  );
  const terms = [
    ...readings.flatMap((reading) => [
      ...reading.terms,
      ...reading.joined.map((term) => ({ term, weight: WEIGHTS.joined })),
    ]),
    ...joinedNeighbours(tokens, index),
    ...acronymTerms(tokens, sequence, index),
  ];
  return {
    terms: terms.filter(({ term }) => index.terms.of(term) > 0),
    sequence,
    words: readings.flatMap((reading) => wordsOf(reading, index)),
    corrections: readings.flatMap(({ correction }) => correction ?? []),
    unknown: readings
      .filter(({ terms: read, joined }) => read.length === 0 && joined.length === 0)
      .map(({ token }) => token.text),
  };
}
