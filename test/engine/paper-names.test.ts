import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../src/answers/reading.ts';
import { recognisePapers } from '../../src/answers/recognise/papers.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Paper } from '../../src/paper.ts';
import { samplePaper } from './sample-papers.ts';

const PAPERS: readonly Paper[] = [
  samplePaper({
    id: 'a',
    title: 'YeastNet: a map of yeast',
    abstract: 'We propose YeastNet. It beats FoldIt-2 on GrainSet.',
  }),
  samplePaper({
    id: 'b',
    title: 'Bounding the growth of yeast',
    abstract: 'We introduce growth maps, called GroMa. GrainSet is used. Code: https://example.org/groma',
  }),
  samplePaper({ id: 'c', title: 'SPACE: a score for bread', abstract: 'The oven needs space.' }),
];
const engine = createEngine();
await engine.add(PAPERS);
const { papers: names } = await engine.names();

function named(question: string): string[] {
  const { papers } = recognisePapers(
    readQuestion(question, (word) => word),
    names,
    (word) => ['yeast', 'space', 'bread'].includes(word),
  );
  return papers.map(({ id }) => id);
}

describe('papers called by name', () => {
  it.each([
    ['what does YeastNet do', ['a']],
    ['yeastnet code?', ['a']],
    ['yeasnet code?', ['a']],
    ['who made GroMa', ['b']],
    ['compare YeastNet and GroMa', ['a', 'b']],
    ['when was “Bounding the growth of yeast” published', ['b']],
  ])('“%s”', (question, ids) => {
    expect(named(question)).toEqual(ids);
  });

  it('does not take for a name what several papers hold, or what a paper only mentions', () => {
    expect(named('results on GrainSet')).toEqual([]);
    expect(named('what beats FoldIt-2')).toEqual([]);
    expect(named('bread in space')).toEqual([]);
  });

  it('finds nothing in words that are none', () => {
    expect(names.named('?', () => false)).toBeUndefined();
  });

  it('knows a name in small letters though the address of the code holds it', () => {
    expect(named('what does groma show')).toEqual(['b']);
  });
});
