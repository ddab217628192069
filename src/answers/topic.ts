import type { Engine } from '../engine/engine.ts';
import { inSlices } from '../engine/time-slices.ts';
import type { Paper } from '../paper.ts';
import { fold } from '../text/fold.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { isFiller } from './cue-words.ts';

/** What a set of papers must speak of. */
export type Topic = {
  /** As typed, without words that tell nothing. */
  readonly words: string;
  /** Each word as the stems that stand for it, any group of which must be there whole: `GNN`, or `graph neural network`. */
  readonly parts: readonly (readonly (readonly string[])[])[];
};

/** The words of a subject that tell something; empty where none does. */
function tellingWords(words: string): string[] {
  return words.split(' ').filter((word) => word !== '' && !isFiller(fold(word)) && !isStopWord(fold(word)));
}

function stemsOf(text: string): string[] {
  return tokenize(text).flatMap(({ words }) => words.filter((word) => !isStopWord(word)).map(stem));
}

/** What a question's remaining words mean as a topic; undefined where they tell nothing. */
export async function topicOf(words: string, engine: Engine): Promise<Topic | undefined> {
  const telling = tellingWords(words);
  if (telling.length === 0) return undefined;
  const parts = await Promise.all(
    telling.map(async (word) => {
      const expansions = (await engine.definitions(word)).map(({ expansion }) => stemsOf(expansion));
      const joined = tokenize(word).flatMap((token) =>
        token.joined === undefined ? [] : [[stem(token.joined)]],
      );
      return [stemsOf(word), ...joined, ...expansions].filter((stems) => stems.length > 0);
    }),
  );
  return { words: telling.join(' '), parts: parts.filter((alternatives) => alternatives.length > 0) };
}

/** A text's stems in order, each between two spaces. */
function allStems(text: string): string {
  const stems = tokenize(text).flatMap(({ words, joined }) => [
    ...words.map(stem),
    ...(joined === undefined ? [] : [stem(joined)]),
  ]);
  return ` ${stems.join(' ')} `;
}

/** The stems of each place of a paper: its title and its sentences. Stemming thousands of papers takes seconds. */
const placesOfPapers = new WeakMap<Paper, readonly string[]>();

function placesOf(paper: Paper): readonly string[] {
  const known = placesOfPapers.get(paper);
  if (known !== undefined) return known;
  const places = [paper.title, ...sentences(paper.abstract).map(({ text }) => text)].map(allStems);
  placesOfPapers.set(paper, places);
  return places;
}

/** Whether every word stands somewhere, in one of its forms. */
function hasAll({ parts }: Topic, has: (stem: string) => boolean): boolean {
  return parts.every((alternatives) => alternatives.some((stems) => stems.every(has)));
}

/** Whether the title or one sentence holds all of a topic's words. */
export function isAbout(paper: Paper, topic: Topic): boolean {
  return placesOf(paper).some((place) => hasAll(topic, (one) => place.includes(` ${one} `)));
}

/** The papers of a topic: those that name it in one place, else those that hold all of its words. */
export async function papersAbout(
  papers: readonly Paper[],
  topic: Topic | undefined,
  engine: Engine,
): Promise<Paper[]> {
  if (topic === undefined) return [...papers];
  const holding = papers.filter(({ id }) => hasAll(topic, (one) => engine.holdsTerm(id, one)));
  await inSlices(holding, placesOf);
  const inOnePlace = holding.filter((paper) => isAbout(paper, topic));
  return inOnePlace.length > 0 ? inOnePlace : holding;
}
