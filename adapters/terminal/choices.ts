import type { CommandAction, CommandState, Reply } from '../../src/reply/reply.ts';
import { rowNumbers } from '../../src/reply/row-numbers.ts';

/** What a shown reply offers to choose: rows and actions by number, actions by label. */
export type Choices = {
  readonly byNumber: ReadonlyMap<number, CommandState>;
  readonly byLabel: ReadonlyMap<string, CommandState>;
};

const NUMBER = /^\[?(\d{1,4})[\].]?$/;
const MAX_ROW = 999;
const LABEL_WORDS: ReadonlyMap<string, string> = new Map([
  ['next', 'more'],
  ['n', 'more'],
  ['prev', 'previous'],
  ['p', 'previous'],
  ['back', 'previous'],
]);

/** The number of the first action: rows keep the numbers that their list shows. */
function firstActionNumber(reply: Reply): number {
  return Math.max(0, ...rowNumbers(reply).values()) + 1;
}

/** The actions that have a number of their own: what a row does already is not offered under two. */
export function numberedActions(reply: Reply): ReadonlyMap<number, CommandAction> {
  const inRows = new Set([...rowNumbers(reply).keys()].map(({ action }) => JSON.stringify(action?.state)));
  const commands = reply.actions.filter((action) => action.type === 'command');
  const others = commands.filter(({ state }) => !inRows.has(JSON.stringify(state)));
  const first = firstActionNumber(reply);
  return new Map(others.map((action, index) => [first + index, action]));
}

export function choicesOf(reply: Reply): Choices {
  const byNumber = new Map<number, CommandState>();
  for (const [{ action }, number] of rowNumbers(reply))
    if (action !== undefined) byNumber.set(number, action.state);
  const byLabel = new Map<string, CommandState>();
  for (const [number, action] of numberedActions(reply)) byNumber.set(number, action.state);
  for (const action of reply.actions)
    if (action.type === 'command') byLabel.set(action.label.toLowerCase(), action.state);
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

/** What to say of a page, or of a number that no list has; undefined where the line is a question of its own. */
export function notThere(line: string): string | undefined {
  const typed = line.trim().toLowerCase();
  const number = NUMBER.exec(typed)?.[1];
  // Smaller ones may be of a list that was shown before what stands there last: the bot knows.
  if (number !== undefined && Number(number) > MAX_ROW)
    return `There is no ${Number(number)} to choose here.`;
  return LABEL_WORDS.get(typed) === 'previous' || typed === 'previous'
    ? 'There is no previous page.'
    : undefined;
}
