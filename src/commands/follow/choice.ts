import { commandAction, item, list, paragraph, reply } from '../../reply/build.ts';
import type { CommandAction, Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import type { CommandContext } from '../command.ts';

/** What may mean two things becomes a choice, each way of saying it a button. */

export const MAX_PEOPLE = 5;

/** The same `/follow` with another `what`: when, at what time and in which zone stay as they were said. */
export function again(label: string, what: string, { typed }: CommandContext): CommandAction {
  const { what: _, ...others } = typed;
  return commandAction(cut(label, 60), 'follow', { what, ...others });
}

export function choice(question: string, actions: readonly CommandAction[]): { readonly reply: Reply } {
  const rows = actions.map((action) => item([action.label], [], action));
  return { reply: reply({ kind: 'choice', blocks: [paragraph(question), list(rows, 1)], actions }) };
}
