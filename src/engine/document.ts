import type { Paper } from '../paper.ts';
import { type AcronymDefinition, acronymDefinitions } from '../text/acronyms.ts';
import { type Sentence, sentences } from '../text/sentences.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { type NamesInPaper, namesInPaper } from './names-in-paper.ts';
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
  readonly titleKeys: TitleKeys;
  /** What the paper calls things. */
  readonly names: NamesInPaper;
  /** Sentences of the abstract with their terms. */
  sentences(): readonly IndexedSentence[];
  /** The terms of each sentence alone. */
  sentenceTerms(): Iterable<readonly string[]>;
};

export type IndexedSentence = { readonly sentence: Sentence; readonly terms: readonly string[] };

const MAX_TOKENS = 20_000;

/** The tokens of each sentence of the text that they are of. */
function bySentence(tokens: readonly Token[], of: readonly Sentence[]): Token[][] {
  let next = 0;
  return of.map(({ end }) => {
    const from = next;
    while ((tokens[next]?.start ?? end) < end) next += 1;
    return tokens.slice(from, next);
  });
}

function termsOf(tokens: readonly Token[]): string[] {
  const terms: string[] = [];
  for (const token of tokens) for (const term of token.terms) terms.push(term);
  return terms;
}

function wordsOf(...texts: readonly (readonly Token[])[]): Set<string> {
  const all = new Set<string>();
  for (const tokens of texts) {
    for (const { words, joined } of tokens) {
      for (const word of words) all.add(word);
      if (joined !== undefined) all.add(joined);
    }
  }
  return all;
}

/** For each sentence where it starts and ends in the abstract, and where its terms end. */
function bounds(read: readonly Sentence[], bySentences: readonly (readonly Token[])[]): Uint32Array {
  let terms = 0;
  return Uint32Array.from(
    read.flatMap(({ start, end }, at) => {
      for (const token of bySentences[at] ?? []) terms += token.terms.length;
      return [start, end, terms];
    }),
  );
}

/**
 * Gives sentences as they are asked for: of most papers none ever are, so that only their bounds are kept. No more than
 * what is given here may be held by it, tokens least of all.
 */
function sentenceReader(
  { abstract }: Paper,
  terms: readonly string[],
  titleTerms: number,
  of: Uint32Array,
): Pick<IndexedDocument, 'sentences' | 'sentenceTerms'> {
  function* sentenceTerms(): Iterable<readonly string[]> {
    let from = titleTerms;
    for (let at = 2; at < of.length; at += 3) {
      const to = titleTerms + (of[at] ?? 0);
      yield terms.slice(from, to);
      from = to;
    }
  }
  let made: readonly IndexedSentence[] | undefined;
  return {
    sentenceTerms,
    sentences() {
      made ??= [...sentenceTerms()].map((ofSentence, index): IndexedSentence => {
        const [start = 0, end = 0] = of.subarray(3 * index, 3 * index + 2);
        return { sentence: { text: abstract.slice(start, end), start, end, index }, terms: ofSentence };
      });
      return made;
    },
  };
}

/** Reads a paper into terms. */
export function indexDocument(paper: Paper): IndexedDocument {
  const title = tokenize(paper.title, MAX_TOKENS);
  const abstract = tokenize(paper.abstract, MAX_TOKENS);
  const read = sentences(paper.abstract);
  const bySentences = bySentence(abstract, read);
  const titleTerms = termsOf(title);
  const terms = [...titleTerms, ...termsOf(abstract)];
  return {
    paper,
    terms,
    titleTerms,
    termSet: new Set(terms),
    words: wordsOf(title, abstract),
    definitions: [...acronymDefinitions(paper.title), ...acronymDefinitions(paper.abstract)],
    titleKeys: titleKeys(paper.title),
    names: namesInPaper(paper.title, title, read, bySentences),
    ...sentenceReader(paper, terms, titleTerms.length, bounds(read, bySentences)),
  };
}
