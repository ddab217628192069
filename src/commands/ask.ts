import { defineCommand } from './command.ts';

export const askCommand = defineCommand(
  {
    name: 'ask',
    description: 'Ask a question; the answer is quoted from the papers',
    options: [{ name: 'question', description: 'A question in plain words', rest: true, required: true }],
    examples: ['which papers have code and are from {year}?', 'which papers are about {topic}?'],
  },
  async ({ question }, context) => {
    const { signal, onProgress } = context;
    const answered = await context.answer(question, context.remembered, { signal, onProgress });
    context.remember(answered.context);
    return answered.answer;
  },
);
