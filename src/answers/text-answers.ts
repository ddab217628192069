import type { Engine, Hit, Passage, SearchResult } from '../engine/engine.ts';
import type { Paper, PaperId } from '../paper.ts';
import { note, paragraph, reply, text } from '../reply/build.ts';
import type { Block, Quote, Reply } from '../reply/reply.ts';
import { fold } from '../text/fold.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { isFiller } from './cue-words.ts';
import { countsNoun, type Expectation, expectedAnswer, sentenceFits } from './expected-kind.ts';
import { filtersOf, queryOf } from './field-answers.ts';
import type { Interpretation } from './interpretation.ts';
import { quotePassage } from './quotation.ts';
import { factLine, paperActions, titleSpan, whereToRead } from './replies.ts';
import { shortAnswer } from './short-answer.ts';

/** Answers from the papers' own words: the best paper, its best sentences, or a refusal that says what was read. */

/** How much a sentence of the expected kind gains over the best; measured with `npm run eval`. */
const KIND_BONUS = 0.5;
const PASSAGES = 200;
const ALSO = 3;
/** Below this share of the question's weighted words a paper is not what was asked for; measured with `npm run eval`. */
const MIN_FIND_COVERAGE = 0.28;
/** One shared word shows nothing where more were given. */
const MIN_FIND_WORDS = 2;
/**
 * A described paper holds the description's words in one place: share of the weighted words in the paper and in its
 * best sentence against its score as a share of the best score. Any weight from 0.5 to 2 finds as many.
 */
const COVERAGE_WEIGHT = 0.5;
const SENTENCE_WEIGHT = 1;
const MIN_FACT_COVERAGE = 0.28;
const MIN_FACT_WORDS = 2;
/** With less, a single shared word has to be most of the question. */
const MIN_ONE_WORD_COVERAGE = 0.35;
/** How much the words that only one sentence of the paper holds gain over those that the whole paper speaks of. */
const TELLING_WEIGHT = 0.5;

type Evidence = {
  readonly result: SearchResult;
  readonly hits: readonly Hit[];
  readonly passages: readonly Passage[];
};

async function gather(asked: Interpretation, engine: Engine): Promise<Evidence> {
  const query = queryOf(asked);
  const filtered = await engine.search(query, { limit: 10 });
  // A name or year in a question may be part of its subject: without a paper under the filter, all are read.
  const useFilter = filtered.hits.length > 0;
  const read = useFilter ? query : { ...query, ...filtersOf({ ...asked, categories: [] }), authors: [] };
  const result = useFilter ? filtered : await engine.search(read, { limit: 10 });
  return { result, hits: result.hits, passages: await engine.passages(read, { limit: PASSAGES }) };
}

/** Hits reordered by how much of the description stands in the paper and in one of its sentences. */
function rankDescribed(hits: readonly Hit[], passages: readonly Passage[]): Hit[] {
  const top = Math.max(...hits.map(({ score }) => score), Number.MIN_VALUE);
  const inSentence = new Map<PaperId, number>();
  for (const { paper, coverage } of passages) {
    inSentence.set(paper.id, Math.max(coverage, inSentence.get(paper.id) ?? 0));
  }
  return hits
    .map((hit) => ({
      hit,
      score:
        hit.score / top +
        COVERAGE_WEIGHT * hit.coverage +
        SENTENCE_WEIGHT * (inSentence.get(hit.paper.id) ?? 0),
    }))
    .sort((a, b) => b.score - a.score)
    .map(({ hit }) => hit);
}

/** Stems of the words that a question is about. */
function contentStems(words: string): Set<string> {
  return new Set(
    tokenize(words)
      .flatMap((token) => token.words)
      .filter((word) => !isStopWord(word) && !isFiller(word))
      .map(stem),
  );
}

function stemsOf(value: string): Set<string> {
  return new Set(
    tokenize(value).flatMap((token) =>
      [...token.words, ...(token.joined === undefined ? [] : [token.joined])].map(stem),
    ),
  );
}

/** In how many sentences of its paper, and its title, each of the stems stands. */
function sentenceFrequencies(paper: Paper, stems: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of [paper.title, ...sentences(paper.abstract).map((sentence) => sentence.text)]) {
    for (const term of stemsOf(text)) if (stems.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
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

type Ranking = {
  readonly expectation: Expectation;
  readonly best: Paper;
  /** Stems of the words asked about. */
  readonly asked: ReadonlySet<string>;
};

function rankPassages(passages: readonly Passage[], { expectation, best, asked }: Ranking): Passage[] {
  const frequencies = new Map<PaperId, Map<string, number>>();
  const bonus = ({ sentence, paper }: Passage) => {
    const fits = expectation.kind !== 'text' && sentenceFits(sentence.text, expectation.kind);
    const stems = stemsOf(sentence.text);
    const ofPaper = frequencies.get(paper.id) ?? sentenceFrequencies(paper, asked);
    frequencies.set(paper.id, ofPaper);
    const counted = countsNoun(sentence.text, expectation.counted);
    return (
      TELLING_WEIGHT * tellingShare(stems, ofPaper) +
      (fits ? KIND_BONUS : 0) +
      (fits && counted ? KIND_BONUS : 0) +
      (paper.id === best.id ? KIND_BONUS : 0)
    );
  };
  return passages
    .map((passage) => ({ passage, score: passage.score + bonus(passage) }))
    .sort((a, b) => b.score - a.score)
    .map(({ passage }) => passage);
}

function nearest(hits: readonly Hit[]): Block[] {
  const titles = hits.slice(0, ALSO).map(({ paper }) => paper.title);
  return titles.length === 0 ? [] : [note(`Nearest here: ${titles.join(' · ')}`)];
}

const MIN_LINKED_COVERAGE = 0.3;

/** Nothing fits: says how much was read and where to look on. */
export function refuse(searched: number, hits: readonly Hit[]): Reply {
  const [best] = hits;
  // A paper that holds little of the question is no place to look.
  const where =
    best === undefined || best.coverage < MIN_LINKED_COVERAGE
      ? ''
      : ` The full paper may: ${whereToRead(best.paper)}`;
  return reply({
    kind: 'refusal',
    answered: false,
    blocks: [paragraph(`The ${searched} abstracts here don't say.${where}`), ...nearest(hits)],
    papers: hits.slice(0, 1).map(({ paper }) => paper),
  });
}

/** Words that name things (`ImageNet`, `LDCT`, `CIFAR-100`) and that the paper does not hold. */
function missingNames(asked: Interpretation, paper: Paper): string[] {
  const held = stemsOf(`${paper.title} ${paper.abstract} ${paper.authors.map(({ name }) => name).join(' ')}`);
  const names = asked.words.split(' ').filter((word) => /[\p{L}\p{N}]\p{Lu}|\p{L}\d/u.test(word));
  return names.filter((name) =>
    tokenize(name).every(
      ({ words, joined }) => !words.every((word) => held.has(stem(word))) && !held.has(stem(joined ?? '')),
    ),
  );
}

/** `how many X` where the paper counts no X in any sentence. */
function countedIsMissing({ counted }: Expectation, paper: Paper): boolean {
  return counted.length > 0 && !sentences(paper.abstract).some(({ text }) => countsNoun(text, counted));
}

/** How much of the question's words stands in a text, by count. */
function mattersFor(asked: Interpretation): (value: string) => number {
  const wanted = contentStems(asked.words);
  return (value) => {
    const held = stemsOf(value);
    return [...wanted].filter((term) => held.has(term)).length;
  };
}

function quoteBlock({ paperId, text: quoted }: Quote): Block {
  return { type: 'quote', text: quoted, paperId };
}

function alsoNote(hits: readonly Hit[], best: Paper): Block[] {
  const [first] = hits;
  const others = hits
    .filter(({ paper, score }) => paper.id !== best.id && score > (first?.score ?? 0) / 2)
    .slice(0, ALSO);
  return others.length === 0 ? [] : [note(`Also: ${others.map(({ paper }) => paper.title).join(' · ')}`)];
}

/** `which paper ...`: the paper first, then the sentence that shows why. */
export async function answerFind(asked: Interpretation, engine: Engine): Promise<Reply> {
  const { result, hits: found, passages } = await gather(asked, engine);
  const hits = rankDescribed(found, passages);
  const [best] = hits;
  const given = contentStems(asked.words).size;
  if (
    best === undefined ||
    best.coverage < MIN_FIND_COVERAGE ||
    best.matched.length < Math.min(MIN_FIND_WORDS, given)
  ) {
    return refuse(result.searched, hits);
  }
  const passage = passages.find(({ paper }) => paper.id === best.paper.id);
  const quotes =
    passage === undefined
      ? []
      : [{ paperId: best.paper.id, text: quotePassage(passage, passages, mattersFor(asked)) }];
  return reply({
    kind: 'answer',
    answered: true,
    blocks: [
      paragraph(titleSpan(best.paper)),
      ...quotes.map(quoteBlock),
      paragraph(factLine(best.paper)),
      ...alsoNote(hits, best.paper),
    ],
    papers: [best.paper, ...hits.slice(1, ALSO + 1).map(({ paper }) => paper)],
    quotes,
    actions: paperActions(best.paper),
  });
}

/** A question for a fact: the sentence that tells, then its paper. */
export async function answerFact(question: string, asked: Interpretation, engine: Engine): Promise<Reply> {
  const { result, hits, passages } = await gather(asked, engine);
  const [best] = hits;
  const needed = (best?.matched.length ?? 0) < MIN_FACT_WORDS ? MIN_ONE_WORD_COVERAGE : MIN_FACT_COVERAGE;
  if (best === undefined || best.coverage < needed) return refuse(result.searched, hits);
  const expectation = expectedAnswer(fold(question));
  const ranked = rankPassages(passages, {
    expectation,
    best: best.paper,
    asked: contentStems(asked.words),
  });
  const [passage] = ranked;
  if (
    passage === undefined ||
    missingNames(asked, passage.paper).length > 0 ||
    countedIsMissing(expectation, passage.paper)
  ) {
    return refuse(result.searched, hits);
  }
  const matters = mattersFor(asked);
  const first = { paperId: passage.paper.id, text: quotePassage(passage, passages, matters) };
  const second = ranked.find(
    ({ paper, sentence }) =>
      paper.id === passage.paper.id && !first.text.includes(sentence.text.slice(0, 40)),
  );
  const quotes =
    second === undefined
      ? [first]
      : [first, { paperId: second.paper.id, text: quotePassage(second, [], matters) }];
  const { paper } = passage;
  // Only what the quote shows in full is put before it.
  const isQuoted = first.text.includes(passage.sentence.text);
  const short = isQuoted ? shortAnswer(passage.sentence.text, expectation, matters) : undefined;
  const lead =
    short ?? (isQuoted && !first.text.startsWith(passage.sentence.text) ? passage.sentence.text : undefined);
  return reply({
    kind: 'answer',
    answered: true,
    blocks: [
      ...(lead === undefined ? [] : [paragraph(lead)]),
      ...quotes.map(quoteBlock),
      paragraph(titleSpan(paper), text(` · ${factLine(paper)}`)),
      ...alsoNote(hits, paper),
    ],
    papers: [paper],
    quotes,
    actions: paperActions(paper),
  });
}
