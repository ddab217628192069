import type { Acknowledgement } from './acknowledgement.ts';
import type { Message, View, Workspace } from './workspace.ts';

/** What a person sees come of what they did. Messages and views are the workspace's own: they change as it does. */
export type Outcome = {
  readonly ack: Acknowledgement | undefined;
  /** Messages that this person can see and that were posted, changed or deleted since, the earliest first. */
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
  /** The workspace's sequence when the person acted. */
  readonly sequence: number;
};

/** Changes by an interaction's own response_url belong to it alone; the bot's other posts to whoever is in the channel. */
function concerns(message: Message, { userId, channel, interaction, sequence, workspace }: Since): boolean {
  const isVisible = message.onlyFor === undefined || message.onlyFor === userId;
  const change = message.versions.at(-1);
  const isNew = change !== undefined && change.sequence > sequence;
  const isOurs =
    change?.interaction === undefined ? message.channel === channel : change.interaction === interaction;
  return message.author === workspace.bot.id && isVisible && isNew && isOurs;
}

export function outcomeSince(since: Since, ack: Acknowledgement | undefined): Outcome {
  const { workspace, userId, sequence } = since;
  const messages = workspace.messages.filter((message) => concerns(message, since));
  const views = workspace.views
    .filter((view) => view.userId === userId && view.sequence > sequence)
    .sort((one, other) => one.sequence - other.sequence);
  return {
    ack,
    messages,
    message: messages.filter(({ deleted }) => !deleted).at(-1),
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
