import type { Paper } from '../paper.ts';
import { commandAction, list, note, paragraph, reply } from '../reply/build.ts';
import { paperItem } from '../reply/paper-card.ts';
import type { Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import type { CommandContext } from './command.ts';

const NEAREST = 3;

/**
 * The paper that somebody named, for commands that need one: either the paper, or the reply that offers the nearest
 * titles, each leading back to the same command.
 */
export async function namedPaper(
  reference: string,
  command: string,
  context: CommandContext,
): Promise<{ readonly paper: Paper } | { readonly reply: Reply }> {
  const found = await context.engine.paper(reference);
  if (found.kind === 'one') return { paper: found.paper };
  const hits = found.kind === 'several' ? found.result.hits : found.nearest;
  const shown = hits.slice(0, NEAREST).map(({ paper }) => paper);
  const first =
    found.kind === 'several'
      ? `${found.result.total} papers fit ${cut(reference, 80)}. Which one?`
      : `No paper here is called ${cut(reference, 80)}.`;
  const rows = shown.map((paper) => ({
    ...paperItem(paper),
    action: commandAction(cut(paper.title, 60), command, { ...context.typed, paper: paper.id }),
  }));
  return {
    reply: reply({
      kind: found.kind === 'several' ? 'choice' : 'none',
      answered: found.kind === 'several',
      blocks: [
        paragraph(first),
        ...(found.kind === 'none' && shown.length > 0 ? [note('Nearest titles:')] : []),
        list(rows, 1),
      ],
      papers: shown,
      actions: rows.map(({ action }) => action),
    }),
  };
}
