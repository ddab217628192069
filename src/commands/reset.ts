import { EMPTY_CONTEXT } from '../answers/conversation/context.ts';
import { paragraph, reply } from '../reply/build.ts';
import { defineCommand } from './command.ts';

export const resetCommand = defineCommand(
  {
    name: 'reset',
    description: 'Forget what this conversation was about',
    options: [],
    spokenOf: {
      verbs: ['reset', 'forget', 'clear', 'restart'],
      things: ['conversation', 'context', 'over', 'beginning'],
    },
    examples: [''],
  },
  async (_, context) => {
    context.remember(EMPTY_CONTEXT, { forgetsAll: true });
    return reply({
      kind: 'notice',
      blocks: [paragraph('Forgotten. The next question stands on its own.')],
    });
  },
);
