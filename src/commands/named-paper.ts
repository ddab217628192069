import type { Correction, PaperLookup } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import { type Paper, PaperId } from '../paper.ts';
import { commandAction, list, note, paragraph, reply } from '../reply/build.ts';
import { paperItem } from '../reply/paper-card.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { collectionBlocks } from './collection.ts';
import type { CommandContext } from './command.ts';
import { listedPaper } from './listed-rows.ts';

const NEAREST = 3;
/** Where choosing a row takes something away, the question says so. */
const WHICH: Readonly<Record<string, string>> = {
  remove: 'Take which one out of the library?',
  unsave: 'Take which one off your list?',
};
const NEAREST_TITLES: Readonly<Record<string, string>> = {
  remove: 'Nearest titles; the one you choose is taken out:',
  unsave: 'Nearest titles; the one you choose is taken off your list:',
};

/** The option by which a command is told which paper it is about. */
export const PAPER_OPTION = {
  name: 'paper',
  description: 'A title or words of it, its number in the list shown last, an id or a link',
  rest: true,
  required: true,
  suggest: 'paper',
} as const;

/** The word of the title that a misspelt one was read as, in the title's own spelling. */
function inTitleSpelling(word: string, title: string): string {
  const found = title.split(/[^\p{L}\p{N}-]+/u).find((one) => one.toLowerCase() === word.toLowerCase());
  return found ?? word;
}

/** "Showing Leafformer (no paper has "leaformer")." where a word was read as another; nothing where none was. */
export function showing(correction: Correction | undefined, title = ''): Block[] {
  if (correction === undefined) return [];
  const { from, to } = correction;
  return [paragraph(`Showing ${inTitleSpelling(to, title)} (no paper has "${cut(from, 60)}").`)];
}

export type NamedPaper = {
  readonly paper: Paper;
  /** What a reply must begin with: how the name was read, where it was misspelt. */
  readonly readAs: readonly Block[];
};

/** Whether a paper's title, authors and year hold all the words by which a search has found it; whoever acts on a paper must not act on another. */
function isCalled(paper: Paper, reference: string, correction: Correction | undefined): boolean {
  const { title, authors, date } = paper;
  const names = new Set(termsOf([title, ...authors.map(({ name }) => name), date.slice(0, 4)].join(' ')));
  const misread = correction === undefined ? [] : termsOf(correction.from);
  return termsOf(reference).every((term) => names.has(term) || misread.includes(term));
}

function termsOf(text: string): string[] {
  return tokenize(text).flatMap(({ words }) => words.filter((word) => !isStopWord(word)).map(stem));
}

/**
 * The paper that has exactly this id, on whichever shelf it stands: so a button under it works wherever it moves to; or that stands in
 * the row with this number.
 *
 * @throws {UserError} on a number that no row has
 */
export async function ofId(
  reference: string,
  { held, remembered }: Pick<CommandContext, 'held' | 'remembered'>,
  options?: { readonly needsList?: boolean },
): Promise<Paper | undefined> {
  const listed = listedPaper(reference, remembered, options);
  if (listed !== undefined) {
    const paper = await held(listed);
    if (paper === undefined)
      throw new UserError(`The paper in row ${reference.trim()} is not here any more.`);
    return paper;
  }
  const id = PaperId.safeParse(reference.trim());
  return id.success ? held(id.data) : undefined;
}

function nearestTo(found: PaperLookup): readonly Paper[] {
  if (found.kind === 'one') return [found.paper, ...found.also];
  return (found.kind === 'several' ? found.result.hits : found.nearest).map(({ paper }) => paper);
}

/**
 * The paper that somebody named, for commands that need one: either the paper, or the reply that offers the nearest
 * titles, each leading back to the same command.
 */
export async function namedPaper(
  reference: string,
  command: string,
  context: CommandContext,
): Promise<NamedPaper | { readonly reply: Reply }> {
  const known = await ofId(reference, context);
  if (known !== undefined) return { paper: known, readAs: [] };
  const found = await context.engine.paper(reference);
  const isSure =
    found.kind === 'one' && (found.by !== 'search' || isCalled(found.paper, reference, found.correction));
  if (isSure) return { paper: found.paper, readAs: showing(found.correction, found.paper.title) };
  const shown = nearestTo(found).slice(0, NEAREST);
  const rows = shown.map((paper) => ({
    ...paperItem(paper),
    action: commandAction(cut(paper.title, 60), command, { ...context.typed, paper: paper.id }),
  }));
  const actions = rows.map(({ action }) => action);
  if (found.kind === 'several') {
    const blocks = [
      ...showing(found.result.corrections[0]),
      paragraph(`${found.result.total} papers fit ${cut(reference, 80)}. ${WHICH[command] ?? 'Which one?'}`),
      list(rows, 1),
    ];
    return { reply: reply({ kind: 'choice', blocks, papers: shown, actions }) };
  }
  const blocks = [
    paragraph(`No paper here is called ${cut(reference, 80)}.`),
    ...(shown.length > 0
      ? [note(NEAREST_TITLES[command] ?? 'Nearest titles:'), list(rows, 1)]
      : await collectionBlocks(context)),
  ];
  return { reply: reply({ kind: 'none', answered: false, blocks, papers: shown, actions }) };
}
