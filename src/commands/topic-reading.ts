import { wholeTopics, withTopics } from '../query/parse.ts';
import { commandAction, note } from '../reply/build.ts';
import type { CommandState, Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';

/** `topic:differential privacy` is read as words in a row; whoever meant one word and another beside it is one press away from that. */

/** The same words with only the first of an unquoted topic as the topic. */
export function withShortTopics(words: string): string {
  return withTopics(words, ({ first, rest }) => `topic:"${first}" ${rest}`);
}

/** A search's reply that says how its topic was read, where that was not said by quotation marks. */
export function sayingTopic(reply: Reply, words: string, { command, args }: CommandState): Reply {
  const [read] = wholeTopics(words);
  const name = Object.keys(args).find((one) => args[one] === words);
  if (read === undefined || name === undefined) return reply;
  const { topic, first, rest } = read;
  const action = commandAction(cut(`About "${first}", with ${rest} anywhere`, 60), command, {
    ...args,
    [name]: withShortTopics(words),
  });
  return {
    ...reply,
    blocks: [...reply.blocks, note(`Read as topic:"${cut(topic, 80)}", its words in a row.`)],
    actions: [...reply.actions, action],
  };
}
