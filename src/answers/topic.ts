import type { Engine, TopicParts } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { fold } from '../text/fold.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { isFiller } from './cue-words.ts';

/** What a set of papers must speak of. */
export type Topic = {
  /** As typed, without words that tell nothing. */
  readonly words: string;
  readonly parts: TopicParts;
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

/** The papers of a topic: those that name it in one place, else those that hold all of its words. */
export async function papersAbout(
  papers: readonly Paper[],
  topic: Topic | undefined,
  engine: Engine,
): Promise<Paper[]> {
  if (topic === undefined) return [...papers];
  const { holding, together } = await engine.about(topic.parts);
  const inOnePlace = papers.filter(({ id }) => together.has(id));
  return inOnePlace.length > 0 ? inOnePlace : papers.filter(({ id }) => holding.has(id));
}
