import { type AnswerContext, type ListedRow, MAX_SHOWN } from '../answers/conversation/context.ts';
import { UserError } from '../errors.ts';
import type { PaperId } from '../paper.ts';
import type { ListItem, Reply } from '../reply/reply.ts';
import { rowNumbers } from '../reply/row-numbers.ts';

/** Numbers that mean the rows of a list: those that stand before the rows of the list that somebody was shown last. */

function paperOf({ action }: ListItem, held: ReadonlySet<string>): PaperId | undefined {
  const args = action?.state.args ?? {};
  const id = [args.paper, args.query].find((one) => one !== undefined && held.has(one));
  return id as PaperId | undefined;
}

/** The rows of a reply; of a list that goes on over pages, also those of its other pages where the reply tells them. */
function rowsOf(reply: Pick<Reply, 'blocks' | 'papers'>): readonly ListedRow[] {
  const held = new Set<string>(reply.papers.map(({ id }) => id));
  const visible = [...rowNumbers(reply)].map(([item, number]): ListedRow => {
    const paper = paperOf(item, held);
    return paper === undefined ? { number } : { number, paper };
  });
  const isWhole = visible.every(
    ({ number, paper }) => paper !== undefined && reply.papers[number - 1]?.id === paper,
  );
  if (visible.length === 0 || !isWhole) return visible;
  return reply.papers.map(({ id }, index) => ({ number: index + 1, paper: id }));
}

/** The rows that numbers mean after a reply: those before where it shows no list, beside its own where it goes on with theirs. */
export function rowsAfter(
  reply: Pick<Reply, 'blocks' | 'papers'>,
  before: readonly ListedRow[] = [],
): readonly ListedRow[] {
  const rows = rowsOf(reply);
  const [first] = rows;
  if (first === undefined) return before;
  const earlier = before.filter(({ number }) => number < first.number);
  const goesOn = earlier.length === first.number - 1;
  return (goesOn ? [...earlier, ...rows] : rows).slice(0, MAX_SHOWN);
}

const NUMBER = /^(?:#|no\.? ?|nr\.? ?|number |row )?(\d{1,3})\.?$/i;

/** The number that a reference is and nothing else. */
export function rowNumber(reference: string): number | undefined {
  const digits = NUMBER.exec(reference.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * The paper in the row that a number means; undefined where the reference is no number.
 *
 * @param needsList whether a number means a row or nothing; otherwise it is a word where no list was shown
 * @throws {UserError} where there is no such row, or no paper in it
 */
export function listedPaper(
  reference: string,
  { rows = [] }: Pick<AnswerContext, 'rows'>,
  { needsList = true }: { readonly needsList?: boolean } = {},
): PaperId | undefined {
  const wanted = rowNumber(reference);
  if (wanted === undefined) return undefined;
  const numbers = rows.map(({ number }) => number);
  if (numbers.length === 0) {
    if (!needsList) return undefined;
    throw new UserError(
      `${wanted} would be a row of a list, and none was shown to you here lately. Name the paper, or see /new first.`,
    );
  }
  const row = rows.find(({ number }) => number === wanted);
  if (row === undefined) {
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    const extent = least === most ? `only has a ${least}` : `goes from ${least} to ${most}`;
    throw new UserError(`There is no ${wanted} in the list that was shown last: it ${extent}.`);
  }
  if (row.paper === undefined)
    throw new UserError(
      `${wanted} in the list that was shown last is no paper. Name the paper, or see /new first.`,
    );
  return row.paper;
}
