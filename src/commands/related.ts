import { commandAction, list, paragraph, reply, strong } from '../reply/build.ts';
import { paperItem } from '../reply/paper-card.ts';
import { cut } from '../text/cut.ts';
import { defineCommand } from './command.ts';
import { namedPaper, PAPER_OPTION } from './named-paper.ts';
import { PAGE_SIZE } from './paper-lists.ts';

const REASONS = 3;

export const relatedCommand = defineCommand(
  {
    name: 'related',
    description: 'Papers near to a paper',
    options: [PAPER_OPTION],
    spokenOf: {
      verbs: ['find', 'see', 'get'],
      things: ['similar', 'related', 'like', 'near', 'nearby'],
    },
    examples: ['{title}'],
  },
  async ({ paper: reference }, context) => {
    const named = await namedPaper(reference, 'related', context);
    if ('reply' in named) return named.reply;
    const { paper, readAs } = named;
    if (paper.shelf === 'stream') await context.openStream();
    const hits = await context.engine.related(paper.id, PAGE_SIZE);
    const open = commandAction('This paper', 'paper', { query: paper.id });
    const title = strong(cut(paper.title, 110));
    if (hits.length === 0) {
      const blocks = [...readAs, paragraph('Nothing here is near to ', title, '.')];
      return reply({ kind: 'none', answered: false, blocks, papers: [paper], actions: [open] });
    }
    const rows = hits.map((hit) => {
      const shared = context.engine.inCommon(paper.id, hit.paper.id, REASONS);
      return paperItem(hit.paper, shared.length === 0 ? undefined : `both: ${shared.join(', ')}`);
    });
    return reply({
      kind: 'list',
      blocks: [...readAs, paragraph('Near to ', title, ':'), list(rows, 1)],
      papers: hits.map((hit) => hit.paper),
      actions: [open],
    });
  },
);
