import type { Acknowledgement } from './acknowledgement.ts';
import type { Message, View, Workspace } from './workspace.ts';

/** What a person sees come of what they did. Messages and views are the workspace's own: they change as it does. */
export type Outcome = {
  readonly ack: Acknowledgement | undefined;
  /** Messages that this person can see and that were posted, changed or deleted since, the last changed last. */
  readonly messages: readonly Message[];
  /** The last of them that is still there. */
  readonly message: Message | undefined;
  /** The modal or home that was opened or changed last. */
  readonly view: View | undefined;
};

export type Since = {
  readonly workspace: Workspace;
  readonly userId: string;
  readonly channel?: string | undefined;
  readonly interaction?: string | undefined;
  /** How many changes there had been when the person acted. */
  readonly changes: number;
};

/** Changes by an interaction's own response_url belong to it alone; the bot's other posts to whoever is in the channel. */
function concerns(message: Message, { userId, channel, interaction, workspace }: Since): boolean {
  const isVisible = message.onlyFor === undefined || message.onlyFor === userId;
  const by = message.versions.at(-1)?.interaction;
  const isOurs = by === undefined ? message.channel === channel : by === interaction;
  return message.author === workspace.bot.id && isVisible && isOurs;
}

export function outcomeSince(since: Since, ack: Acknowledgement | undefined): Outcome {
  const changed = [...new Set(since.workspace.changes.slice(since.changes).reverse())].reverse();
  const messages = changed.filter(
    (what): what is Message => what !== undefined && 'ts' in what && concerns(what, since),
  );
  const views = changed.filter(
    (what): what is View => what !== undefined && 'payload' in what && what.userId === since.userId,
  );
  return {
    ack,
    messages,
    message: messages.findLast(({ deleted }) => !deleted),
    view: views.at(-1),
  };
}

/** When an outcome is complete enough to be given to the test. */
export type Until = (outcome: Outcome) => boolean;

export const UNTIL_SEEN: Until = ({ ack, messages, view }) =>
  (ack !== undefined && (messages.length > 0 || view !== undefined)) || ack?.ok === false;
export const UNTIL_ACKNOWLEDGED: Until = ({ ack }) => ack !== undefined;

/** For errors: what has come so far. */
export function describeOutcome({ ack, messages, view }: Outcome): string {
  const texts = messages.map(({ text, deleted }) => JSON.stringify(deleted ? '(deleted)' : text));
  return `Acknowledged: ${JSON.stringify(ack)}. Messages: ${texts.join(', ') || 'none'}. View: ${view?.id ?? 'none'}.`;
}
