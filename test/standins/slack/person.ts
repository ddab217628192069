import type { Acknowledgement, DeliveryKind } from './acknowledgement.ts';
import type { Delivery, DeliveryOptions, Payload } from './delivery.ts';
import { filledIn, findElement, formValues, type Option, optionsOf } from './elements.ts';
import type { Interactions } from './interactions.ts';
import { viewJson } from './methods/views.ts';
import {
  describeOutcome,
  type Outcome,
  outcomeSince,
  type Since,
  UNTIL_ACKNOWLEDGED,
  UNTIL_SEEN,
  type Until,
} from './outcome.ts';
import {
  actionPayload,
  commandPayload,
  escapeTyped,
  eventPayload,
  messageEvent,
  type PayloadContext,
  type Surface,
  suggestionPayload,
  viewPayload,
} from './payloads.ts';
import { applySubmission, messageOfAck } from './responses.ts';
import type { Channel, Message, User, View, Workspace } from './workspace.ts';

/** Slack asks the bot for options once this much is typed, where `min_query_length` is not set. */
const MIN_QUERY_LENGTH = 3;
const WAIT_MS = 10_000;

export type ActOptions = DeliveryOptions & {
  /** A channel's name or id, or `dm` for the direct conversation with the bot. `general` by default. */
  readonly channel?: string;
  /** When there is enough to see; by default after the acknowledgement and the first message or view. */
  readonly until?: Until;
  readonly waitMs?: number;
};

/** What somebody of the workspace can do. Each act waits for the bot and gives what this person then sees. */
export type Person = User & {
  command(command: string, text?: string, options?: ActOptions): Promise<Outcome>;
  /** Presses a button, or chooses `value` from a menu, on a message or view. */
  press(
    on: Message | View,
    actionId: string,
    options?: ActOptions & { value?: string | Option },
  ): Promise<Outcome>;
  /** Writes to the bot in a channel: `@bot text`. `thread`: the ts of the thread's first message. */
  mention(channel: string, text: string, options?: ActOptions & { thread?: string }): Promise<Outcome>;
  dm(text: string, options?: ActOptions & { thread?: string }): Promise<Outcome>;
  openHome(options?: ActOptions & { tab?: 'home' | 'messages' }): Promise<Outcome>;
  /** Types into an external select and gets the bot's options; none where too little is typed to ask. */
  suggest(on: Message | View, actionId: string, typed: string, options?: DeliveryOptions): Promise<Option[]>;
  /** Fills in a form by action_id and sends it. The outcome's view has `errors` where the bot found some. */
  submit(
    view: View,
    values?: Readonly<Record<string, string | Option>>,
    options?: ActOptions,
  ): Promise<Outcome>;
  closeView(view: View, options?: ActOptions): Promise<Outcome>;
  /** What this person sees in a channel now, oldest first. */
  sees(channel: string): Message[];
};

type Context = PayloadContext & {
  readonly workspace: Workspace;
  readonly interactions: Interactions;
  readonly delivery: Delivery;
};

/** @throws Error naming the channels, where none has this name or id. */
export function findChannel(workspace: Workspace, name: string, userId?: string): Channel {
  if (name === 'dm' && userId !== undefined) return workspace.directChannel(userId);
  const channel = workspace.channels.find((candidate) => candidate.name === name || candidate.id === name);
  if (channel !== undefined) return channel;
  throw new Error(
    `No channel ${name}; there are ${workspace.channels.map(({ name: other }) => other).join(', ')}`,
  );
}

export function createPerson(user: User, context: Context): Person {
  const { workspace, interactions, delivery } = context;

  /** Delivers, shows what the acknowledgement says, and waits until there is enough to see. */
  async function act(
    kind: DeliveryKind,
    payload: Payload,
    where: Omit<Since, 'workspace' | 'userId'>,
    { until = UNTIL_SEEN, waitMs = WAIT_MS, ...options }: ActOptions,
    onAck: (ack: Acknowledgement) => void = () => {},
  ): Promise<Outcome> {
    const since: Since = { ...where, workspace, userId: user.id };
    let ack: Acknowledgement | undefined;
    const { channel: _, ...delivering } = options;
    const acknowledged = delivery.deliver(kind, payload, delivering).then((given) => {
      if (given.ok) onAck(given);
      ack = given;
      workspace.changed();
    });
    const look = () => outcomeSince(since, ack);
    const seen = workspace.until(
      () => until(look()),
      waitMs,
      () => describeOutcome(look()),
    );
    await Promise.all([seen, Promise.race([seen, acknowledged])]);
    return look();
  }

  function surfaceOf(on: Message | View): Surface {
    if ('payload' in on) return { view: on, values: formValues(on, {}) };
    const isVisible = !on.deleted && (on.onlyFor === undefined || on.onlyFor === user.id);
    if (!isVisible) throw new Error(`${user.name} cannot see this message`);
    return { message: on, channel: findChannel(workspace, on.channel) };
  }

  async function say(
    channel: Channel,
    type: 'app_mention' | 'message',
    text: string,
    { thread, ...options }: ActOptions & { thread?: string },
  ): Promise<Outcome> {
    if (!channel.members.has(workspace.bot.id)) throw new Error(`The bot hears nothing in ${channel.name}`);
    const changes = workspace.changes.length;
    const message = workspace.addMessage(
      { channel: channel.id, author: user.id, threadTs: thread },
      { text, blocks: [] },
    );
    const event = messageEvent(workspace, type, message, channel);
    return act('events_api', eventPayload(context, event), { changes, channel: channel.id }, options);
  }

  const person: Person = {
    ...user,
    command(command, text = '', options = {}) {
      const channel = findChannel(workspace, options.channel ?? 'general', user.id);
      const interaction = interactions.begin({ userId: user.id, channel: channel.id });
      const payload = commandPayload(context, user, channel, command, text, interaction);
      const where = { changes: workspace.changes.length, channel: channel.id, interaction: interaction.id };
      return act('slash_commands', payload, where, options, (ack) =>
        messageOfAck(ack.body, interaction, workspace),
      );
    },
    press(on, actionId, { value, ...options } = {}) {
      const surface = surfaceOf(on);
      const found = findElement(on, actionId);
      const isMessage = 'message' in surface;
      const interaction = interactions.begin({
        userId: user.id,
        ...(isMessage
          ? { channel: surface.channel.id, original: surface.message }
          : { viewId: surface.view.id }),
      });
      const change = value === undefined ? {} : filledIn(found, value);
      const payload = actionPayload(context, user, surface, found, change, interaction);
      const channel = isMessage ? surface.channel.id : undefined;
      return act(
        'interactive',
        payload,
        { changes: workspace.changes.length, channel, interaction: interaction.id },
        options,
      );
    },
    mention(channel, text, options = {}) {
      const typed = `<@${workspace.bot.id}> ${escapeTyped(text)}`;
      return say(findChannel(workspace, channel, user.id), 'app_mention', typed, options);
    },
    dm: (text, options = {}) => say(workspace.directChannel(user.id), 'message', escapeTyped(text), options),
    openHome({ tab = 'home', ...options } = {}) {
      const home = workspace.views.find(
        ({ payload, userId }) => payload.type === 'home' && userId === user.id,
      );
      const channel = workspace.directChannel(user.id).id;
      const event = {
        type: 'app_home_opened',
        user: user.id,
        channel,
        tab,
        event_ts: workspace.identifiers.ts(),
        ...(home === undefined || tab !== 'home' ? {} : { view: viewJson(home, workspace) }),
      };
      const where = { changes: workspace.changes.length, channel };
      return act('events_api', eventPayload(context, event), where, options);
    },
    async suggest(on, actionId, typed, options = {}) {
      const found = findElement(on, actionId);
      if (found.element.type !== 'external_select') throw new Error(`${actionId} asks nobody for options`);
      const least = Number(found.element.min_query_length ?? MIN_QUERY_LENGTH);
      if ([...typed].length < least) return [];
      const payload = suggestionPayload(context, user, surfaceOf(on), found, typed);
      const ack = await delivery.deliver('interactive', payload, options);
      if (!ack.ok) throw new Error(`The bot gave no options: ${JSON.stringify(ack)}`);
      return optionsOf(ack.body);
    },
    submit(view, values = {}, options = {}) {
      const interaction = interactions.begin({ userId: user.id, viewId: view.id });
      const payload = viewPayload(
        context,
        'view_submission',
        user,
        view,
        formValues(view, values),
        interaction,
      );
      const where = {
        changes: workspace.changes.length,
        interaction: interaction.id,
        channel: options.channel,
      };
      const channel = options.channel && findChannel(workspace, options.channel, user.id).id;
      return act(
        'interactive',
        payload,
        { ...where, channel },
        { until: UNTIL_ACKNOWLEDGED, ...options },
        (ack) => applySubmission(view, ack.body, workspace),
      );
    },
    closeView(view, options = {}) {
      view.open = false;
      workspace.changed();
      const interaction = interactions.begin({ userId: user.id, viewId: view.id });
      const payload = viewPayload(context, 'view_closed', user, view, {}, interaction);
      return act(
        'interactive',
        payload,
        { changes: workspace.changes.length },
        { until: UNTIL_ACKNOWLEDGED, ...options },
      );
    },
    sees(name) {
      const channel = findChannel(workspace, name, user.id);
      return workspace.messages.filter(
        ({ channel: id, onlyFor, deleted }) =>
          id === channel.id && !deleted && (onlyFor === undefined || onlyFor === user.id),
      );
    },
  };
  return person;
}
