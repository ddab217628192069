import { listPage } from '../answers/replies.ts';
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
    // Another page is the same answer: what the conversation speaks of stays.
    if (context.page === 1) context.remember(answered.context);
    const papers = answered.answer.papers.flatMap(({ id }) => context.engine.get(id) ?? []);
    return listPage(answered.answer, papers, question, context.page);
  },
);
