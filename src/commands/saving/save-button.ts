import { commandAction } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';

/** A card with the button that keeps its paper for whoever presses. */
export function withSaveButton(reply: Reply): Reply {
  const [paper, another] = reply.papers;
  if (reply.kind !== 'card' || paper === undefined || another !== undefined) return reply;
  const isThere = reply.actions.some(
    (action) => action.type === 'command' && action.state.command === 'save',
  );
  if (isThere) return reply;
  return { ...reply, actions: [...reply.actions, commandAction('Save', 'save', { paper: paper.id })] };
}
