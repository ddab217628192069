import { EMPTY_CONTEXT } from '../answers/conversation/context.ts';
import { paragraph, reply } from '../reply/build.ts';
import { defineCommand } from './command.ts';

export const resetCommand = defineCommand(
  {
    name: 'reset',
    description: 'Forget what this conversation was about',
    options: [],
    examples: [''],
  },
  async (_, context) => {
    context.remember(EMPTY_CONTEXT);
    return reply({
      kind: 'notice',
      blocks: [paragraph('Forgotten. The next question stands on its own.')],
    });
  },
);
