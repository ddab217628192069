import type { Engine, Hit, Passage } from '../engine/engine.ts';
import type { Paper, PaperId } from '../paper.ts';
import { note, paragraph, quote, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import type { Block, Quote, Reply } from '../reply/reply.ts';
import { fold } from '../text/fold.ts';
import { isOfAnyStudy } from './any-study.ts';
import { confidenceOf, featuresOf } from './confidence.ts';
import {
  besideNames,
  contentStems,
  gather,
  lacksThing,
  mattersFor,
  missingNames,
  missingProperNames,
  type RankedPassage,
  rankPassages,
  readNamed,
} from './evidence.ts';
import { countsNoun, type Expectation, expectedAnswer, placesIn, tellsThing } from './expected-kind.ts';
import type { Interpretation } from './interpretation.ts';
import { quotePassage } from './quotation.ts';
import { factLine, paperActions, refuse } from './replies.ts';
import { shortAnswer } from './short-answer.ts';

/** Answers from the papers' own words: the best paper, its best sentences, or a refusal that says what was read. */

const ALSO = 3;
/** How much less than the first another paper may fit and still be named. */
const ALSO_MARGIN = 0.5;
/** Below this share of the question's weighted words a paper is not what was asked for; measured with `npm run eval`. */
const MIN_FIND_COVERAGE = 0.28;
/** One shared word shows nothing where more were given. */
const MIN_FIND_WORDS = 2;
/**
 * Where meaning is known: what it and half of the coverage come to. Of 63 descriptions in `test/eval` whose paper comes
 * first 61 reach it, of 156 asked of another collection 11; a bound on each of the two let 58 and 15 through.
 */
const MIN_FIND_LIKENESS = 0.43;
const LIKENESS_COVERAGE = 0.5;
/**
 * A described paper holds the description's words in one place: share of the weighted words in the paper and in its
 * best sentence against how well it fits. Any weight from 0.5 to 2 finds as many.
 */
const COVERAGE_WEIGHT = 0.5;
const SENTENCE_WEIGHT = 1;
/** Questions that a whole paper may answer. */
const OPEN =
  /^(?:\S+ ){0,3}?(?:how (?!many|much|often|long|large|big|high|low|old)|why|can|could|does|do|did|is|are|has|have|should|will|would)\b/i;
/** A paper that is less likely right than this is shown with a caution. */
const UNSURE = 0.25;
/** A fact is told where it is likelier right than wrong. */
const MIN_CONFIDENCE = 0.5;
/** A named paper must hold this share of what is asked beside its name. */
const MIN_NAMED_COVERAGE = 0.1;
/** A second sentence is shown where it scores nearly as much as the first. */
const CLOSE = 0.6;
/** How much less a sentence with the amount or place that is asked for may score than one without. */
const DEMANDED_MARGIN = 1;

/** Hits reordered by how much of the description stands in the paper and in one of its sentences. */
function rankDescribed(hits: readonly Hit[], passages: readonly Passage[]): Hit[] {
  const inSentence = new Map<PaperId, number>();
  for (const { paper, coverage } of passages) {
    inSentence.set(paper.id, Math.max(coverage, inSentence.get(paper.id) ?? 0));
  }
  return hits
    .map((hit) => ({
      hit,
      score: hit.fit + COVERAGE_WEIGHT * hit.coverage + SENTENCE_WEIGHT * (inSentence.get(hit.paper.id) ?? 0),
    }))
    .sort((a, b) => b.score - a.score)
    .map(({ hit }) => hit);
}

function alsoNote(hits: readonly Hit[], shown: readonly Paper[]): Block[] {
  const [first] = hits;
  const ids = new Set(shown.map(({ id }) => id));
  const others = hits
    .filter(({ paper, fit }) => !ids.has(paper.id) && fit > (first?.fit ?? 0) - ALSO_MARGIN)
    .slice(0, ALSO);
  return others.length === 0 ? [] : [note(`Also: ${others.map(({ paper }) => paper.title).join(' · ')}`)];
}

/** Whether a paper is what was described: by the words it holds, or by what it means. */
function isDescribed({ coverage, matched, meaning }: Hit, given: number): boolean {
  if (meaning !== undefined) return meaning + LIKENESS_COVERAGE * coverage >= MIN_FIND_LIKENESS;
  return coverage >= MIN_FIND_COVERAGE && matched.length >= Math.min(MIN_FIND_WORDS, given);
}

/** A topic's words, not a description: `anything on traffic forecasting`. */
const ON_TOPIC =
  /\b(?:papers?|work|works|stud(?:y|ies)|research|articles?|anything|something)(?: here| there)? (?:on|about|regarding|concerning|dealing with|(?:that )?deals? with|covering)\b/i;
/** So many words of a topic that nothing here holds make it another topic, unless the paper means nearly the same. */
const MAX_UNKNOWN = 1;
const SAME_MEANING = 0.5;
/** What a paper does without need not stand in it. */
const CONTRASTED = /\b(?:without|instead of|rather than)\b.*$/i;

/** Whether a topic is only near to what the paper is about: it lacks a name in it, or nothing here holds its words. */
function isOfNeighbour(asked: Interpretation, { paper, meaning }: Hit, unknown: readonly string[]): boolean {
  if (meaning === undefined || meaning >= SAME_MEANING || !ON_TOPIC.test(asked.question)) return false;
  const wanted = asked.question.replace(CONTRASTED, '');
  const missing = missingNames(asked.words, paper).filter((name) => wanted.includes(name));
  return unknown.length > MAX_UNKNOWN || missing.length > 0;
}

/** `which paper ...`: the paper first, then the sentence that shows why. */
export async function answerFind(asked: Interpretation, engine: Engine): Promise<Reply> {
  const evidence = await gather(asked, engine);
  const { result, hits: found, passages } = evidence;
  const hits = rankDescribed(found, passages);
  const [best] = hits;
  const given = contentStems(asked.words).size;
  if (best === undefined || !isDescribed(best, given) || isOfNeighbour(asked, best, result.unknown)) {
    return refuse(result.searched, hits);
  }
  const passage = passages.find(({ paper }) => paper.id === best.paper.id);
  const sentence = passages
    .filter(({ paper }) => paper.id === best.paper.id)
    .map((one) => ({ passage: one, score: one.score, fits: true }));
  const isUnsure = confidenceOf(featuresOf(asked, evidence, sentence)) < UNSURE;
  const quotes =
    passage === undefined
      ? []
      : [{ paperId: best.paper.id, text: quotePassage(passage, passages, mattersFor(asked.words)) }];
  return reply({
    kind: 'answer',
    answered: true,
    blocks: [
      paragraph(titleSpan(best.paper)),
      ...quotes.map(quote),
      paragraph(factLine(best.paper)),
      ...(isUnsure ? [note('It shares only part of your words: perhaps not what you mean.')] : []),
      ...alsoNote(hits, [best.paper]),
    ],
    papers: [best.paper, ...hits.slice(1, ALSO + 1).map(({ paper }) => paper)],
    quotes,
    actions: paperActions(best.paper),
  });
}

/** Whether a named paper speaks of what is asked beside its name. */
function isNamedCovered(
  asked: Interpretation,
  passages: readonly Passage[],
  { counted, initials }: Expectation,
): boolean {
  const { words } = besideNames(asked);
  if (contentStems(words).size === 0) return true;
  const isCountedThere = ({ sentence }: Passage) => countsNoun(sentence.text, counted);
  if (counted.length > 0 && words.split(' ').every((word) => isOfAnyStudy(fold(word))))
    return passages.some(isCountedThere);
  if (initials !== undefined) {
    const isCounted = ({ text: told }: Passage['sentence']) => countsNoun(told, counted, new Map(), initials);
    if (passages.some(({ sentence }) => isCounted(sentence))) return true;
  }
  return passages.some(({ paperCoverage }) => paperCoverage >= MIN_NAMED_COVERAGE);
}

/** The quote of the best sentence, and of the next where it scores nearly as much; never a sentence twice. */
function quotesOf(
  ranked: readonly RankedPassage[],
  asked: Interpretation,
): { quotes: Quote[]; papers: Paper[] } {
  const matters = mattersFor(asked.words);
  const [best] = ranked;
  if (best === undefined) return { quotes: [], papers: [] };
  const all = ranked.map(({ passage }) => passage);
  const first = { paperId: best.passage.paper.id, text: quotePassage(best.passage, all, matters) };
  const next = ranked.find(
    ({ passage: { paper, sentence }, score }) =>
      score >= best.score - CLOSE &&
      sentence !== best.passage.sentence &&
      !(
        paper.id === first.paperId &&
        (first.text.includes(sentence.text) || sentence.text.includes(first.text))
      ),
  );
  if (next === undefined) return { quotes: [first], papers: [best.passage.paper] };
  const { paper } = next.passage;
  const isOther = paper.id !== first.paperId;
  return {
    quotes: [first, { paperId: paper.id, text: quotePassage(next.passage, [], matters) }],
    papers: [best.passage.paper, ...(isOther ? [paper] : [])],
  };
}

type FactReply = {
  readonly ranked: readonly RankedPassage[];
  readonly asked: Interpretation;
  readonly expectation: Expectation;
  readonly hits: readonly Hit[];
};

/** The short answer, the quote that it is cut from, its paper. */
function factReply(best: Passage, { ranked, asked, expectation, hits }: FactReply): Reply {
  const matters = mattersFor(asked.words);
  const { quotes, papers } = quotesOf(ranked, asked);
  const [first] = quotes;
  const told = best.sentence.text;
  // Only what the quote shows in full is put before it.
  const isQuoted = first?.text.includes(told) ?? false;
  const short = isQuoted ? shortAnswer(told, expectation, matters) : undefined;
  const lead = short ?? (isQuoted && first?.text.startsWith(told) === false ? told : undefined);
  return reply({
    kind: 'answer',
    answered: true,
    blocks: [
      ...(lead === undefined ? [] : [paragraph(lead)]),
      ...quotes.map(quote),
      ...papers.map((paper) => paragraph(titleSpan(paper), text(` · ${factLine(paper)}`))),
      ...(asked.intent === 'yes-no' ? [note('The papers’ words, without a verdict.')] : []),
      ...alsoNote(hits, papers),
    ],
    papers,
    quotes,
    actions: paperActions(best.paper),
  });
}

/** Passages by the best that holds such an answer where nothing else is one, if its paper is the best one's. */
function demanded(
  ranked: readonly RankedPassage[],
  { isDemanded, kind, thing }: Expectation,
): readonly RankedPassage[] {
  const [first] = ranked;
  if (first !== undefined && thing?.withNumber === true && !tellsThing(first.passage.sentence.text, thing)) {
    const telling = ranked.filter(
      ({ passage, score, fits }) =>
        fits &&
        passage.paper.id === first.passage.paper.id &&
        score >= first.score - DEMANDED_MARGIN &&
        tellsThing(passage.sentence.text, thing),
    );
    if (telling.length > 0) return telling;
  }
  if (!isDemanded || first === undefined || first.fits) return ranked;
  const fitting = ranked.filter(
    ({ passage, score, fits }) =>
      fits &&
      passage.paper.id === first.passage.paper.id &&
      (kind === 'place' || score >= first.score - DEMANDED_MARGIN),
  );
  return fitting;
}

/** A place that a named paper tells in its title only. */
function titlePlace({ kind }: Expectation, paper: Paper | undefined): Reply | undefined {
  const places = kind === 'place' && paper !== undefined ? placesIn(paper.title) : [];
  if (paper === undefined || places.length === 0) return undefined;
  return reply({
    kind: 'answer',
    blocks: [
      paragraph(`By its title: ${places.join(', ')}`),
      paragraph(titleSpan(paper), text(` · ${factLine(paper)}`)),
    ],
    papers: [paper],
    actions: paperActions(paper),
  });
}

/** A question for a fact: the sentence that tells, then its paper. */
export async function answerFact(asked: Interpretation, engine: Engine): Promise<Reply> {
  const evidence = await gather(asked, engine);
  const { result, hits, passages } = evidence;
  const [named] = asked.named;
  const read = named === undefined ? passages : await readNamed(asked, engine);
  const best = named?.id ?? evidence.hits[0]?.paper.id;
  const beside = besideNames(asked);
  const expectation = expectedAnswer(fold(beside.question));
  if (best === undefined || (named !== undefined && !isNamedCovered(asked, read, expectation))) {
    return refuse(result.searched, hits, named);
  }
  const ranked = demanded(await rankPassages(read, { asked: beside, expectation, best }), expectation);
  const [first] = ranked;
  const isTrusted =
    named !== undefined || confidenceOf(featuresOf(asked, evidence, ranked)) >= MIN_CONFIDENCE;
  // Where no figure or name is asked for, a paper on the matter helps though no sentence is sure to tell.
  if (!isTrusted && expectation.kind === 'text' && OPEN.test(asked.question))
    return answerFind(asked, engine);
  if (
    first === undefined ||
    !isTrusted ||
    missingNames(asked.words, first.passage.paper).length > 0 ||
    missingProperNames(asked.words, first.passage.paper).length > 0 ||
    lacksThing(expectation, first.passage.paper)
  ) {
    return titlePlace(expectation, named) ?? refuse(result.searched, hits, named);
  }
  return factReply(first.passage, { ranked, asked: beside, expectation, hits });
}
