import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../bench/engine.ts';
import { readQuestions } from '../../bench/question.ts';
import { readPapers } from '../../bench/question-eval.ts';
import { differences, openWithStream, readStream } from '../../bench/stream-check.ts';
import type { Paper, PaperDraft } from '../../src/paper.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { NOT_OF_THE_PROJECT } from '../closing-reporter.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const SHIPPED = readPapers(shippedDataPath('papers.json'));
const QUESTIONS = readQuestions('test/eval/questions.jsonl');
/** A large collection of arXiv papers that is not part of the project. */
const COLLECTION = '../shared/bench/arxiv/corpus.jsonl.gz';
const WORDS_ALONE = { isWanted: false };

function draftOf({ id: _id, shelf: _shelf, ...draft }: Paper): PaperDraft {
  return draft;
}

/** A later version of a paper as a feed tells it, everything in it another. */
function laterVersion(paper: Paper): PaperDraft {
  const [first] = paper.authors;
  return {
    ...draftOf(paper),
    title: `${paper.title} and Quantum Chromodynamics`,
    rawTitle: `${paper.title} and Quantum Chromodynamics`,
    abstract: `Gluons and quarks (GQ). ${paper.abstract}`,
    rawAbstract: `Gluons and quarks (GQ). ${paper.abstract}`,
    authors: [...(first === undefined ? [] : [first]), { name: 'Max Gluon', given: 'Max', family: 'Gluon' }],
    authorsComplete: true,
    categories: ['hep-th'],
    hasCode: true,
    versions: [{ number: 7, date: '2026-11-01', comment: 'In another journal' }],
  };
}

const OTHERS = ['science', 'clinic'].flatMap((name) => readPapers(`test/eval/${name}/papers.json`));
const STREAM = [...OTHERS.map(draftOf), ...SHIPPED.map(laterVersion)];

async function compared(stream: readonly PaperDraft[], papers: readonly Paper[] = SHIPPED) {
  const plain = await openEngine(SHIPPED, WORDS_ALONE);
  const full = await openWithStream(papers, stream, WORDS_ALONE);
  const found = await differences([plain.engine, full.engine], { questions: QUESTIONS, stream, now: NOW });
  await Promise.all([plain.close(), full.close()]);
  return { found, size: full.engine.size('stream') };
}

describe.skipIf(SHIPPED.length === 0)('with papers in the stream', () => {
  it('everything that is said of the library stays the same', { timeout: 60_000 }, async () => {
    const { found, size } = await compared(STREAM);
    expect(found).toEqual([]);
    expect(size).toBeGreaterThan(40);
  });

  it('would be seen to change, were it the library that they are in', { timeout: 60_000 }, async () => {
    const one = OTHERS.slice(0, 1).map((paper) => ({ ...paper, shelf: 'library' as const }));
    const { found } = await compared([], [...SHIPPED, ...one]);
    expect(found.length).toBeGreaterThan(5);
  });

  it(`stays the same with 2,000 of ${COLLECTION}`, { timeout: 120_000 }, async ({ skip }) => {
    skip(!existsSync(COLLECTION), `${COLLECTION} ${NOT_OF_THE_PROJECT}`);
    const { found, size } = await compared(readStream(COLLECTION, 2000, SHIPPED));
    expect(found).toEqual([]);
    expect(size).toBe(2000);
  });
});
