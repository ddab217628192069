import { isRest } from '../answers/replies.ts';
import { pageActions } from '../reply/pagination.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { wishReply } from './follow/wish-reply.ts';
import { howToReply } from './how-to/how-to-reply.ts';
import { listedPaper, rowNumber } from './listed-rows.ts';

/** The answer on the page that is wanted, the last one where there are fewer: each asks on from the one before. */
async function answerOnPage(question: string, context: CommandContext) {
  const { signal, onProgress } = context;
  let answered = await context.answer(question, context.remembered, { signal, onProgress });
  let page = 1;
  while (page < context.page && answered.answer.blocks.some(isRest)) {
    answered = await context.answer('more', answered.context, { signal });
    page += 1;
  }
  return { ...answered, page };
}

/**
 * A number alone is a row of the list that was shown last.
 *
 * @throws {UserError} where it has no such row
 */
function plainNumber(question: string, { remembered }: CommandContext): string | undefined {
  const listed = listedPaper(question, remembered, { needsList: false });
  return listed === undefined ? undefined : String(rowNumber(question));
}

export const askCommand = defineCommand(
  {
    name: 'ask',
    description: 'Ask a question; the answer is quoted from the papers',
    options: [{ name: 'question', description: 'A question in plain words', rest: true, required: true }],
    spokenOf: {
      verbs: ['ask'],
      things: ['question'],
    },
    examples: ['which papers have code and are from {year}?', 'which papers are about {topic}?'],
  },
  async ({ question }, context) => {
    const wished = await wishReply(question, context);
    if (wished !== undefined) return wished;
    const shown = await howToReply(question, context);
    if (shown !== undefined) return shown;
    const plain = plainNumber(question, context) ?? question;
    const { answer, context: next, page, followsUp = false } = await answerOnPage(plain, context);
    context.remember(next, { standsAlone: !followsUp && plain === question });
    const list = answer.blocks.find((block) => block.type === 'list');
    // A question that speaks of what was shown would lead elsewhere when it is asked again: words turn its page.
    if (page === 1 && (followsUp || list?.start !== 1)) return answer;
    const pages = answer.blocks.some(isRest) ? page + 1 : page;
    return { ...answer, actions: [...pageActions({ page, pages }, 'ask', { question }), ...answer.actions] };
  },
);
