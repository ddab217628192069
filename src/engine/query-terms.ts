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

type Reading = { readonly terms: WeightedTerm[]; readonly correction?: Correction };

/** What a word that stands nowhere may have meant: two words in one, a beginning, or a misspelling. */
function readUnknown(word: string, index: ShelfIndex): Reading {
  const halves = splitWord(word, index.words);
  const halvesAreWords = halves?.every((half) => half.length > 2 || index.acronyms.entries(half).length > 0);
  const completed = completions(word, index.words, MAX_COMPLETIONS);
  if (completed.length > 0) {
    return { terms: completed.map((found) => ({ term: stem(found), weight: WEIGHTS.completed })) };
  }
  const corrected = correctSpelling(word, index.words);
  if (corrected !== undefined && !isStopWord(corrected)) {
    return {
      terms: [{ term: stem(corrected), weight: WEIGHTS.corrected }],
      correction: { from: word, to: corrected },
    };
  }
  return halves !== undefined && halvesAreWords
    ? { terms: halves.map((half) => ({ term: stem(half), weight: 1 })) }
    : { terms: [] };
}

/** Terms of a token, the hyphenated word itself only where some paper writes it so. */
function knownTerms(token: Token, index: ShelfIndex): WeightedTerm[] {
  const terms = token.words.filter((word) => !isStopWord(word)).map(stem);
  const joined = token.joined === undefined ? [] : [stem(token.joined)];
  return [
    ...terms.map((term) => ({ term, weight: 1 })),
    ...joined.filter((term) => index.terms.of(term) > 0).map((term) => ({ term, weight: WEIGHTS.joined })),
  ];
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
  words: readonly string[],
  sequence: readonly string[],
  index: ShelfIndex,
): WeightedTerm[] {
  const present = new Set(sequence);
  const long = words.flatMap((word) => [...index.acronyms.expansion(acronymKey(word))]);
  const short = index.acronyms.acronymsIn(sequence).map(stem);
  return [
    ...[...new Set(long)].map((term) => ({ term, weight: WEIGHTS.expansion })),
    ...short.map((term) => ({ term, weight: WEIGHTS.acronym })),
  ].filter(({ term }) => !present.has(term));
}

/** Reads a query's text against what the shelf's papers hold. */
export function queryTerms(text: string, index: ShelfIndex): QueryTerms {
  const tokens = tokenize(text, MAX_QUERY_TOKENS);
  const terms: WeightedTerm[] = [];
  const sequence: string[] = [];
  const words: QueryWord[] = [];
  const corrections: Correction[] = [];
  const unknown: string[] = [];
  let guesses = 0;
  for (const token of tokens) {
    const known = knownTerms(token, index);
    if (known.length === 0) continue;
    const own = known.slice(0, token.words.filter((word) => !isStopWord(word)).length);
    terms.push(...known.filter(({ term }) => index.terms.of(term) > 0));
    sequence.push(...own.map(({ term }) => term));
    if (known.some(({ term }) => index.terms.of(term) > 0)) {
      for (const { term } of own.filter((one) => index.terms.of(one.term) > 0 || own.length === 1)) {
        words.push({
          text: token.text,
          alternatives: [term, ...known.slice(own.length).map((one) => one.term)],
          idf: index.idf(term),
        });
      }
      continue;
    }
    guesses += 1;
    const reading: Reading =
      guesses <= MAX_GUESSED_WORDS && token.words.length === 1
        ? readUnknown(token.words[0] ?? '', index)
        : { terms: [] };
    terms.push(...reading.terms);
    if (reading.correction !== undefined) corrections.push({ from: token.text, to: reading.correction.to });
    if (reading.terms.length === 0) unknown.push(token.text);
    const rarest = Math.min(index.size, ...reading.terms.map(({ term }) => index.terms.of(term)));
    words.push({
      text: token.text,
      alternatives: reading.terms.map(({ term }) => term),
      idf:
        reading.terms.length === 0
          ? index.idf('')
          : index.idf(reading.terms.find(({ term }) => index.terms.of(term) === rarest)?.term ?? ''),
    });
  }
  terms.push(...joinedNeighbours(tokens, index));
  const typed = tokens.map((token) => token.joined ?? token.words[0] ?? '');
  terms.push(...acronymTerms(typed, sequence, index));
  return { terms, sequence, words, corrections, unknown };
}
