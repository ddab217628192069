import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { note, paragraph, quote, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { fold } from '../text/fold.ts';
import type { AnswerOptions } from './answer.ts';
import { besideNames, gather, lacksThing, missingNames } from './evidence.ts';
import { expectedAnswer, sentenceFits } from './expected-kind.ts';
import { constrainedPapers } from './field-answers.ts';
import type { Intent, Interpretation } from './interpretation.ts';
import { factLine, paperActions } from './replies.ts';
import { explainInterpretation } from './trace.ts';
import type { NumberedPassage, Writer } from './writer.ts';
import { type CheckedSentence, checkWriting } from './written-check.ts';

/** An answer in a language model's words, where there is one: written from numbered passages, checked, with the quotes beside it. */

/** Questions that texts answer. Counts, dates, people and lists are computed, and no model is asked about them. */
const FROM_TEXT: ReadonlySet<Intent> = new Set(['fact', 'find', 'define', 'compare', 'yes-no']);
/** A text of which more is wrong is not to be trusted in the rest. */
const MIN_KEPT = 0.5;
const MAX_PASSAGE = 4000;
/** Bytes that number a passage and set its title apart. */
const NUMBERING = 12;
/** Less room than this is not worth filling. */
const MIN_ROOM = 200;

type Question = {
  readonly asked: Interpretation;
  /** As it was asked. */
  readonly question: string;
  /** What was answered before in the same message: numbers go on from there. */
  readonly before: readonly Reply[];
};

function isFromText({ asked }: Question, found: Reply): boolean {
  const isQuoted = found.kind === 'answer' && found.quotes.length > 0;
  return FROM_TEXT.has(asked.intent) && (isQuoted || found.kind === 'refusal');
}

/**
 * The papers that may tell, likeliest first: those found, then all others that fulfil the constraints. A paper that is named
 * is read alone, as the search does: another paper's number would be the likeliest false answer.
 */
async function candidates(asked: Interpretation, engine: Engine): Promise<readonly Paper[]> {
  if (asked.named.length > 0 && asked.intent !== 'find') return asked.named;
  const { hits, passages } = await gather(asked, engine);
  const others = await constrainedPapers(asked, engine);
  const found = [...hits, ...passages].map(({ paper }) => paper);
  const inOrder = [...asked.named, ...found, ...others];
  return [...new Map(inOrder.map((paper) => [paper.id, paper])).values()];
}

type Given = { readonly papers: readonly Paper[]; readonly passages: readonly NumberedPassage[] };

/** As many papers as fit: of a small library all of it. */
function fitting(papers: readonly Paper[], capacity: number): Given {
  const given: { paper: Paper; passage: NumberedPassage }[] = [];
  let room = capacity;
  for (const paper of papers) {
    if (room < MIN_ROOM) break;
    if (paper.abstract === '') continue;
    const passage = { number: given.length + 1, title: paper.title, text: cut(paper.abstract, MAX_PASSAGE) };
    const size = Buffer.byteLength(`${passage.title}${passage.text}`) + NUMBERING;
    if (size > room) continue;
    room -= size;
    given.push({ paper, passage });
  }
  return { papers: given.map(({ paper }) => paper), passages: given.map(({ passage }) => passage) };
}

/**
 * Whether what is left of a text may stand for what the search found. Where it found nothing, more is asked: all sentences
 * hold, one of them is of the kind that was asked for, and its paper has the names in the question.
 */
function isEnough(
  { written, kept }: { readonly written: number; readonly kept: readonly CheckedSentence[] },
  { asked }: Question,
  found: Reply,
): boolean {
  if (kept.length === 0) return false;
  if (found.kind !== 'refusal') return kept.length >= written * MIN_KEPT;
  const beside = besideNames(asked);
  const expectation = expectedAnswer(fold(beside.question));
  const isTold = kept.some(
    ({ text: sentence, support }) =>
      sentenceFits(sentence, expectation.kind) &&
      support.some(
        ({ paper }) => missingNames(asked.words, paper).length === 0 && !lacksThing(expectation, paper),
      ),
  );
  return kept.length === written && isTold;
}

type Source = { readonly paper: Paper; readonly quotes: Set<string> };

/** The cited papers in the order of their first citation, each with its own words. */
function sourcesOf(kept: readonly CheckedSentence[]): Source[] {
  const sources = new Map<string, Source>();
  for (const { paper, quote: said } of kept.flatMap(({ support }) => support)) {
    const source = sources.get(paper.id) ?? { paper, quotes: new Set() };
    if (said !== undefined) source.quotes.add(said);
    sources.set(paper.id, source);
  }
  return [...sources.values()];
}

/** `It takes 5 minutes [1][2].` */
function withNumbers(
  { text: sentence, support }: CheckedSentence,
  sources: readonly Source[],
  first: number,
): string {
  const [, words = '', stop = ''] = /^(.*?)([.!?]*)$/.exec(sentence) ?? [];
  const numbers = support.map(
    ({ paper }) => first + sources.findIndex((source) => source.paper.id === paper.id),
  );
  return `${words} ${numbers.map((number) => `[${number}]`).join('')}${stop || '.'}`;
}

function quotesOf({ paper, quotes }: Source): { readonly paperId: Paper['id']; readonly text: string }[] {
  return [...quotes].map((said) => ({ paperId: paper.id, text: said }));
}

const MARK = /^\[(\d+)\] $/;

/** The highest number that stands before a paper; 0 where none does. */
function lastNumber(replies: readonly Reply[]): number {
  const starts = replies
    .flatMap(({ blocks }) => blocks)
    .map((block) => (block.type === 'paragraph' ? MARK.exec(block.spans[0]?.text ?? '') : null));
  return Math.max(0, ...starts.map((mark) => Number(mark?.[1] ?? 0)));
}

function sourceBlocks(source: Source, number: number | undefined): Block[] {
  const mark = number === undefined ? [] : [text(`[${number}] `)];
  return [
    paragraph(...mark, titleSpan(source.paper), text(` · ${factLine(source.paper)}`)),
    ...quotesOf(source).map(quote),
  ];
}

/** What search found stays: its quotes stand with their papers, below those that the text cites. */
function writtenReply(
  kept: readonly CheckedSentence[],
  found: Reply,
  { before, name, engine }: { before: readonly Reply[]; name: string; engine: Engine },
): Reply {
  const start = lastNumber(before) + 1;
  const cited = sourcesOf(kept);
  const others: Source[] = [];
  for (const { paperId, text: said } of found.quotes) {
    const known = [...cited, ...others].find(({ paper }) => paper.id === paperId);
    const paper = known?.paper ?? engine.get(paperId);
    if (paper === undefined) continue;
    const source = known ?? { paper, quotes: new Set<string>() };
    if (known === undefined) others.push(source);
    if (![...source.quotes].some((one) => said.includes(one) || one.includes(said))) source.quotes.add(said);
  }
  const sources = [...cited, ...others];
  const [first] = sources;
  return reply({
    kind: 'answer',
    blocks: [
      paragraph(kept.map((sentence) => withNumbers(sentence, cited, start)).join(' ')),
      note(`Written by a language model (${name}) from the quoted abstracts.`),
      ...cited.flatMap((source, at) => sourceBlocks(source, start + at)),
      ...others.flatMap((source) => sourceBlocks(source, undefined)),
    ],
    papers: sources.map(({ paper }) => paper),
    quotes: sources.flatMap(quotesOf),
    actions: first === undefined ? [] : paperActions(first.paper),
  });
}

/**
 * The answer in a model's words where one is configured, is asked about texts, and wrote what holds; else what was found.
 *
 * @param found what fields and search answer, shown whenever anything is amiss
 */
export async function inWrittenWords(
  found: Reply,
  question: Question,
  { engine, writer, signal, onProgress }: { engine: Engine; writer: Writer | undefined } & AnswerOptions,
): Promise<Reply> {
  if (writer === undefined || !isFromText(question, found) || !writer.isReady()) return found;
  const { asked, before } = question;
  const { papers, passages } = fitting(await candidates(asked, engine), writer.capacity);
  if (papers.length === 0) return found;
  onProgress?.(`Reading ${papers.length} ${papers.length === 1 ? 'paper' : 'papers'} …`);
  const understood = explainInterpretation(asked, []).filter((line) => line !== '');
  const task = { question: question.question, understood, passages };
  const written = await writer.write(task, signal === undefined ? {} : { signal });
  if (written === undefined) return found;
  const checked = checkWriting(written, papers);
  const isShown = isEnough(checked, question, found);
  writer.checked({ written: checked.written, kept: checked.kept.length, isShown });
  return isShown ? writtenReply(checked.kept, found, { before, name: writer.name, engine }) : found;
}
