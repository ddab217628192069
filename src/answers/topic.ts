import type { Engine } from '../engine/engine.ts';
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

function allStems(text: string): Set<string> {
  return new Set(
    tokenize(text).flatMap(({ words, joined }) => [
      ...words.map(stem),
      ...(joined === undefined ? [] : [stem(joined)]),
    ]),
  );
}

function holds(text: string, { parts }: Topic): boolean {
  const held = allStems(text);
  return parts.every((alternatives) => alternatives.some((stems) => stems.every((one) => held.has(one))));
}

/** Whether the title or one sentence holds all of a topic's words. */
export function isAbout(paper: Paper, topic: Topic): boolean {
  return holds(paper.title, topic) || sentences(paper.abstract).some(({ text }) => holds(text, topic));
}

/** The papers of a topic: those that name it in one place, else those that hold all of its words. */
export function papersAbout(papers: readonly Paper[], topic: Topic | undefined): Paper[] {
  if (topic === undefined) return [...papers];
  const inOnePlace = papers.filter((paper) => isAbout(paper, topic));
  return inOnePlace.length > 0
    ? inOnePlace
    : papers.filter(({ title, abstract }) => holds(`${title}\n${abstract}`, topic));
}
