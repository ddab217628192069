import type { CommandRequest } from '../adapter.ts';
import type { PaperId } from '../paper.ts';
import { commandAction, UNDO } from '../reply/build.ts';
import type { CommandState, Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';

/**
 * What one side of a conversation did and listed last, as commands: held in the process only, since a question's text is among them, and
 * that is never stored. A restart costs the way back to a list and the word "undo"; the buttons under the replies still work.
 */

/** Something done, and the command that takes it back. */
export type Deed = { readonly said: string; readonly undo: CommandState };

export type RecentCommands = {
  readonly deed?: Deed;
  /** What showed the list that was on the screen last. */
  readonly list?: CommandState;
};

type Asking = Pick<CommandRequest, 'conversation' | 'actor'>;

const NOTHING: RecentCommands = {};
/** A side that was silent for so long begins anew. */
const REMEMBER_MS = 30 * 60 * 1000;
const MAX_SIDES = 2000;
const MAX_STATE = 600;

/** Keeps it for each side of a conversation. */
export function createRecentCommands(now: () => Date) {
  const sides = new Map<string, { readonly recent: RecentCommands; readonly until: number }>();
  const keyOf = ({ conversation, actor }: Asking) => `${conversation} ${actor.id}`;

  return {
    get(asking: Asking): RecentCommands {
      const held = sides.get(keyOf(asking));
      return held === undefined || held.until <= now().getTime() ? NOTHING : held.recent;
    },
    set(asking: Asking, recent: RecentCommands): void {
      const key = keyOf(asking);
      // The side that was silent longest is the first of the map.
      sides.delete(key);
      if (Object.values(recent).every((one) => one === undefined)) return;
      sides.set(key, { recent, until: now().getTime() + REMEMBER_MS });
      const [oldest] = sides.keys();
      if (sides.size > MAX_SIDES && oldest !== undefined) sides.delete(oldest);
    },
    forget(asking: Asking): void {
      sides.delete(keyOf(asking));
    },
  };
}

/** What a reply says was done, where it offers to take it back. */
function deedOf({ kind, blocks, actions }: Reply): Deed | undefined {
  if (kind !== 'done') return undefined;
  const undo = actions.find((action) => action.type === 'command' && action.label === UNDO);
  if (undo?.type !== 'command') return undefined;
  const said = blocks.flatMap((block) =>
    block.type === 'paragraph' || block.type === 'heading'
      ? [block.spans.map(({ text }) => text).join('')]
      : [],
  );
  return { said: cut(said.slice(0, 2).join(' '), 200), undo: undo.state };
}

/** Whether a reply is a list of papers to open. */
function isList({ blocks }: Reply): boolean {
  return blocks.some(
    (block) =>
      block.type === 'list' &&
      block.start !== undefined &&
      block.items.length > 1 &&
      block.items.every(({ action }) => action?.state.command === 'paper'),
  );
}

/**
 * What is remembered after a reply.
 *
 * @param state what was asked; undefined where asking it again may lead elsewhere
 */
export function recentAfter(
  recent: RecentCommands,
  made: Reply,
  state: CommandState | undefined,
): RecentCommands {
  const isReplayable = state !== undefined && JSON.stringify(state).length <= MAX_STATE;
  const list = isList(made) ? (isReplayable ? state : undefined) : recent.list;
  // What was taken back is not taken back again.
  const deed = deedOf(made) ?? (made.kind === 'done' ? undefined : recent.deed);
  return {
    ...(deed !== undefined && { deed }),
    ...(list !== undefined && { list }),
  };
}

/** A card that was opened from a list leads back to it. */
export function withWayBack(made: Reply, { list }: RecentCommands, shown: readonly PaperId[]): Reply {
  const [paper, another] = made.papers;
  const isOpened = made.kind === 'card' && another === undefined && paper !== undefined;
  if (list === undefined || !isOpened || !shown.includes(paper.id)) return made;
  const back = commandAction('Back to the list', list.command, list.args, list.page);
  return { ...made, actions: [...made.actions, back] };
}
