import type { Paper } from '../paper.ts';
import { type AcronymDefinition, acronymDefinitions } from '../text/acronyms.ts';
import { type Sentence, sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { type TitleKeys, titleKeys } from './paper-reference.ts';

/** A paper as the index holds it. */
export type IndexedDocument = {
  readonly paper: Paper;
  /** Terms of title and abstract in order; a hyphenated word gives its parts and, at the end of them, itself in one. */
  readonly terms: readonly string[];
  readonly titleTerms: readonly string[];
  /** Terms without repetition. */
  readonly termSet: ReadonlySet<string>;
  /** Folded words as written, for spelling correction and completion. */
  readonly words: ReadonlySet<string>;
  readonly definitions: readonly AcronymDefinition[];
  /** Folded title, and the name before its colon. */
  titleKeys(): TitleKeys;
  /** Sentences of the abstract with their terms; computed on first use. */
  sentences(): readonly IndexedSentence[];
};

export type IndexedSentence = { readonly sentence: Sentence; readonly terms: readonly string[] };

const MAX_TOKENS = 20_000;

/** The terms of one token; stop words give none. */
export function tokenTerms(token: Token): string[] {
  const terms = token.words.filter((word) => !isStopWord(word)).map(stem);
  if (token.joined !== undefined) terms.push(stem(token.joined));
  return terms;
}

function sentencesOf(paper: Paper): IndexedSentence[] {
  return sentences(paper.abstract).map((sentence) => ({
    sentence,
    terms: tokenize(sentence.text, MAX_TOKENS).flatMap(tokenTerms),
  }));
}

/** Reads a paper into terms. */
export function indexDocument(paper: Paper): IndexedDocument {
  const title = tokenize(paper.title, MAX_TOKENS);
  const abstract = tokenize(paper.abstract, MAX_TOKENS);
  const titleTerms = title.flatMap(tokenTerms);
  const terms = [...titleTerms, ...abstract.flatMap(tokenTerms)];
  let keys: TitleKeys | undefined;
  let split: readonly IndexedSentence[] | undefined;
  return {
    paper,
    terms,
    titleTerms,
    termSet: new Set(terms),
    words: new Set(
      [...title, ...abstract].flatMap((token) => [
        ...token.words,
        ...(token.joined === undefined ? [] : [token.joined]),
      ]),
    ),
    definitions: [...acronymDefinitions(paper.title), ...acronymDefinitions(paper.abstract)],
    titleKeys() {
      keys ??= titleKeys(paper.title);
      return keys;
    },
    sentences() {
      split ??= sentencesOf(paper);
      return split;
    },
  };
}
