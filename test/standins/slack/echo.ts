import { messageJson } from './methods/method.ts';
import { messageEvent } from './payloads.ts';
import type { Message, Workspace } from './workspace.ts';

/** What Slack tells of a message that was changed or deleted: an event without a `user` or `text` of its own. */
function changeEvent(message: Message, workspace: Workspace): Record<string, unknown> {
  const ts = workspace.identifiers.ts();
  const common = {
    type: 'message',
    hidden: true,
    channel: message.channel,
    channel_type: 'im',
    ts,
    event_ts: ts,
  };
  const json = messageJson(message, workspace);
  const before = message.versions.at(-2);
  const previous = { ...json, text: before?.text, blocks: before?.blocks };
  return message.deleted
    ? { ...common, subtype: 'message_deleted', deleted_ts: message.ts, previous_message: previous }
    : { ...common, subtype: 'message_changed', message: json, previous_message: previous };
}

/**
 * In a direct conversation Slack tells the bot of its own messages too: who answers them talks with itself for ever.
 * The function that is given sends an event for each of the bot's messages there, and for each change since.
 */
export function createEcho(
  workspace: Workspace,
  send: (event: Record<string, unknown>) => unknown,
): () => void {
  const sent = new Map<Message, number>();
  let next = 0;
  return () => {
    const changed = workspace.changes.slice(next);
    next += changed.length;
    for (const message of changed) {
      if (message === undefined || !('ts' in message)) continue;
      const isOwn = message.author === workspace.bot.id && message.onlyFor === undefined;
      const channel = workspace.channels.find(({ id, kind }) => id === message.channel && kind === 'im');
      if (!isOwn || channel === undefined) continue;
      const version = sent.get(message) ?? 0;
      sent.set(message, version + 1);
      send(
        version === 0
          ? messageEvent(workspace, 'message', message, channel)
          : changeEvent(message, workspace),
      );
    }
  };
}
