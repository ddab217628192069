import { commandAction, paragraph, reply, strong } from '../reply/build.ts';
import { cut } from '../text/cut.ts';
import { defineCommand } from './command.ts';
import { namedPaper } from './named-paper.ts';
import { hitList, PAGE_SIZE } from './paper-lists.ts';

export const relatedCommand = defineCommand(
  {
    name: 'related',
    description: 'Papers near to a paper',
    options: [
      {
        name: 'paper',
        description: 'A title or words of it, an id or a link',
        rest: true,
        required: true,
        suggest: 'paper',
      },
    ],
    examples: ['relationformer'],
  },
  async ({ paper: reference }, context) => {
    const named = await namedPaper(reference, 'related', context);
    if ('reply' in named) return named.reply;
    const { paper } = named;
    const hits = await context.engine.related(paper.id, PAGE_SIZE);
    const open = commandAction('Open', 'paper', { query: paper.id });
    if (hits.length === 0) {
      const blocks = [paragraph('Nothing here is near to ', strong(cut(paper.title, 110)), '.')];
      return reply({ kind: 'none', answered: false, blocks, papers: [paper], actions: [open] });
    }
    return reply({
      kind: 'list',
      blocks: [paragraph('Near to ', strong(cut(paper.title, 110)), ':'), hitList(hits)],
      papers: hits.map((hit) => hit.paper),
      actions: [open],
    });
  },
);
