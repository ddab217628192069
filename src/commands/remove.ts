import { UserError } from '../errors.ts';
import { type Paper, PaperId } from '../paper.ts';
import { commandAction, list, note, paragraph, reply, undoAction } from '../reply/build.ts';
import { paperItem, titleAtEnd } from '../reply/paper-card.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { type CommandContext, defineCommand, type Shelves } from './command.ts';
import { listedPaper } from './listed-rows.ts';
import { namedPaper, PAPER_OPTION } from './named-paper.ts';
import { withShelves } from './shelves.ts';

/** Everybody may add; what is there for all is taken out by whoever answers for the place. */
function requireRight({ isDirect, actor }: CommandContext): void {
  if (isDirect || actor.mayManage) return;
  throw new UserError('Only who manages this place may take papers out of the library. Ask one of them.');
}

async function removed(paper: Paper, context: CommandContext, { library }: Shelves): Promise<Reply> {
  requireRight(context);
  await library.remove(paper.id);
  return reply({
    kind: 'done',
    blocks: [
      paragraph('Taken out of the library: ', ...titleAtEnd(paper)),
      note(`To bring it back as it was: /add ${paper.id}`),
    ],
    papers: [paper],
    actions: [undoAction('add', { paper: paper.id })],
  });
}

async function takenBack(
  reference: string,
  to: 'stream' | 'nowhere',
  { now }: CommandContext,
  { library }: Shelves,
): Promise<Reply> {
  const id = PaperId.safeParse(reference);
  if (!id.success) throw new UserError('An addition is taken back by the id that stands under it.');
  const paper = await library.undoAdd(id.data, { to, at: now() });
  // It is not believed that a paper came from nowhere.
  const isInStream = paper.shelf === 'stream';
  const said = isInStream ? 'Back in the stream: ' : 'Not in the library any more: ';
  return reply({
    kind: 'done',
    blocks: [paragraph(said, ...titleAtEnd(paper))],
    papers: [paper],
    actions: [
      commandAction('Add again', 'add', { paper: isInStream ? paper.id : (paper.arxivId ?? paper.id) }),
    ],
  });
}

/** Words may fit a paper that nobody meant: then the paper is shown first. */
function asked(paper: Paper, reference: string): Reply {
  const action = commandAction('Take it out', 'remove', { paper: paper.id });
  return reply({
    kind: 'choice',
    blocks: [paragraph(`Take this one out, which fits ${cut(reference, 80)}?`), list([paperItem(paper)])],
    papers: [paper],
    actions: [action],
    confirms: action.state,
  });
}

export const removeCommand = defineCommand(
  {
    name: 'remove',
    beside: 'add',
    description: 'Take a paper out of the library',
    options: [
      PAPER_OPTION,
      {
        name: 'to',
        description: 'Takes an addition back: to the stream, or to nowhere',
        choices: ['stream', 'nowhere'],
      },
    ],
    needsRights: true,
    spokenOf: {
      verbs: ['remove', 'delete', 'take', 'drop', 'throw'],
      things: ['paper', 'preprint', 'article', 'collection'],
    },
    canBeUndone: true,
    examples: ['{title}', '{id}'],
  },
  withShelves(async ({ paper: reference, to }, context, shelves) => {
    if (to !== undefined) return takenBack(reference, to, context, shelves);
    const listed = listedPaper(reference, context.remembered);
    const id = listed ?? PaperId.safeParse(reference.toLowerCase()).data;
    const held = id === undefined ? undefined : await shelves.library.get(id);
    if (listed !== undefined && held === undefined)
      throw new UserError(`The paper in row ${reference} is not in the library any more.`);
    if (held?.shelf === 'stream')
      throw new UserError(`"${cut(held.title, 80)}" is in the stream, not in the library.`);
    if (held !== undefined) return removed(held, context, shelves);
    const found = await context.engine.paper(reference);
    if (found.kind !== 'one') {
      const named = await namedPaper(reference, 'remove', context);
      return 'reply' in named ? named.reply : asked(named.paper, reference);
    }
    return found.by === 'search' ? asked(found.paper, reference) : removed(found.paper, context, shelves);
  }),
);
