import type { TopicCount } from '../engine/engine.ts';
import { commandAction, note } from '../reply/build.ts';
import type { Block, CommandAction } from '../reply/reply.ts';
import type { CommandContext } from './command.ts';

/** What the library is about, for where nothing in it is near to what was asked. */

const TOPICS = 3;

export function topicAction({ topic, papers }: TopicCount): CommandAction {
  return commandAction(`${topic} (${papers})`, 'topic', { words: topic });
}

/** "Often here: roots (19), ..."; nothing where the papers share no topic. */
export async function collectionBlocks({ engine }: CommandContext): Promise<Block[]> {
  const topics = await engine.topics(TOPICS);
  const named = topics.map(({ topic, papers }) => `${topic} (${papers})`).join(', ');
  return topics.length === 0 ? [] : [note(`Often here: ${named}`)];
}

export async function collectionActions({ engine }: CommandContext): Promise<CommandAction[]> {
  return (await engine.topics(TOPICS)).map(topicAction);
}
