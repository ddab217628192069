import type { Engine } from '../engine/engine.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import type { LibraryFacts } from './interpret.ts';
import { indexPaperNames } from './paper-names.ts';
import { indexPeople } from './recognise/people.ts';
import type { Writer } from './writer.ts';

export type AnswerParts = {
  readonly engine: Engine;
  /** Decides what "last year" means. */
  readonly now: () => Date;
  /** Puts answers from texts into words; absent: they are quoted only. */
  readonly writer?: Writer | undefined;
};

/** A category's name that stands in at least this many papers is a topic. */
const TOPIC_PAPERS = 3;

async function readLibrary(engine: Engine): Promise<Omit<LibraryFacts, 'now'>> {
  const papers = await engine.list(EMPTY_QUERY);
  const texts = papers.map(({ title, abstract }) => `${title} ${abstract}`.toLowerCase());
  return {
    people: indexPeople(await engine.authors()),
    papers: indexPaperNames(papers),
    categories: new Set(papers.flatMap(({ categories }) => categories)),
    organisations: [...new Set(papers.flatMap(({ organisation }) => organisation ?? []))],
    knowsWord: (word) => engine.knowsWord(word),
    isTopic: (words) => texts.filter((value) => value.includes(words)).length >= TOPIC_PAPERS,
  };
}

/** What questions may name, read anew after the library has changed. */
export function createLibraryFacts({ engine, now }: AnswerParts): () => Promise<LibraryFacts> {
  let read: { readonly revision: number; readonly facts: Omit<LibraryFacts, 'now'> } | undefined;
  return async () => {
    const revision = engine.revision();
    if (read?.revision !== revision) read = { revision, facts: await readLibrary(engine) };
    return { ...read.facts, now: now() };
  };
}
