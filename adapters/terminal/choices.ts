import type { CommandState, Reply } from '../../src/reply/reply.ts';
import { rowNumbers } from '../../src/reply/row-numbers.ts';

/** What a shown reply offers to choose: rows and actions by number, actions by label. */
export type Choices = {
  readonly byNumber: ReadonlyMap<number, CommandState>;
  readonly byLabel: ReadonlyMap<string, CommandState>;
};

const NUMBER = /^\[?(\d{1,4})[\].]?$/;
const LABEL_WORDS: ReadonlyMap<string, string> = new Map([
  ['next', 'more'],
  ['n', 'more'],
  ['prev', 'previous'],
  ['p', 'previous'],
  ['back', 'previous'],
]);

/** The number of the first action: rows keep the numbers that their list shows. */
export function firstActionNumber(reply: Reply): number {
  return Math.max(0, ...rowNumbers(reply).values()) + 1;
}

export function choicesOf(reply: Reply): Choices {
  const byNumber = new Map<number, CommandState>();
  for (const [{ action }, number] of rowNumbers(reply))
    if (action !== undefined) byNumber.set(number, action.state);
  const byLabel = new Map<string, CommandState>();
  let number = firstActionNumber(reply);
  for (const action of reply.actions) {
    if (action.type !== 'command') continue;
    byNumber.set(number, action.state);
    byLabel.set(action.label.toLowerCase(), action.state);
    number += 1;
  }
  return { byNumber, byLabel };
}

/** The state that a typed number or label chooses from what is shown; undefined for everything else. */
export function choose(line: string, { byNumber, byLabel }: Choices): CommandState | undefined {
  const typed = line.trim().toLowerCase();
  if (typed.length > 100) return undefined;
  const number = NUMBER.exec(typed)?.[1];
  if (number !== undefined) return byNumber.get(Number(number));
  return byLabel.get(LABEL_WORDS.get(typed) ?? typed);
}

/** What to say of a number or a page that is not there; undefined where the line is a question of its own. */
export function notThere(line: string): string | undefined {
  const typed = line.trim().toLowerCase();
  if (typed.length > 20) return undefined;
  const number = NUMBER.exec(typed)?.[1];
  if (number !== undefined) return `There is no ${Number(number)} to choose here.`;
  return typed === 'previous' || typed === 'prev' || typed === 'back'
    ? 'There is no previous page.'
    : undefined;
}
