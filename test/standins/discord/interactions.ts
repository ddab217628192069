import type { APIMessage } from 'discord-api-types/v10';
import { InteractionResponseType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import {
  alreadyAcknowledged,
  invalidForm,
  invalidWebhookToken,
  tooManyFollowUps,
  unknown,
} from './api-error.ts';
import type { Callback, Interaction } from './interaction.ts';
import { allowedCallbacks, integrationOwners } from './interaction.ts';
import type { Choice, InteractionView } from './interaction-view.ts';
import { createView } from './interaction-view.ts';
import type { AttachedFile, MessageBody } from './message-payload.ts';
import { applyEdit, createdMessage } from './message-payload.ts';
import type { Messages } from './messages.ts';
import { userPayload } from './payloads.ts';
import type { World } from './world.ts';

/** "Interaction tokens are valid for 15 minutes." */
const TOKEN_LIVES_MS = 15 * 60_000;
/** Follow-ups of an app that only the person has installed, where the bot is not in the server. */
const MAX_FOLLOW_UPS_AS_GUEST = 5;

type Opening = Pick<Interaction, 'type' | 'user' | 'channel' | 'source' | 'commandName'>;

export type Interactions = {
  open(opening: Opening): Interaction;
  /** POST callback. @throws ApiError 10062, 40060, 50035 */
  answer(
    id: string | undefined,
    token: string | undefined,
    callback: Callback,
    files: readonly AttachedFile[],
  ): Interaction;
  /** Of a webhook route. @throws ApiError 10015, 50027 */
  byToken(token: string | undefined): Interaction;
  /** @throws ApiError 10008, 10015 */
  message(interaction: Interaction, id: string): APIMessage;
  edit(interaction: Interaction, id: string, body: MessageBody, files: readonly AttachedFile[]): APIMessage;
  remove(interaction: Interaction, id: string): void;
  followUp(interaction: Interaction, body: MessageBody, files: readonly AttachedFile[]): APIMessage;
  /** Ends the wait for a response, as after 3 seconds; later callbacks are answered with 10062. */
  expire(view: InteractionView): void;
  /** Ends the token's life, as after 15 minutes. */
  expireToken(view: InteractionView): void;
  of(view: InteractionView): Interaction;
  /** Every token given out so far. */
  readonly tokens: readonly string[];
};

export const ORIGINAL = '@original';

export type InteractionOptions = {
  readonly newToken: () => string;
  /** The bot's time for a first response. */
  readonly respondWithinMs: number;
  /** True: real time ends the wait, not only the clock that late callbacks are judged by. */
  readonly realTime: boolean;
};

export function createInteractions(
  world: World,
  messages: Messages,
  { newToken, respondWithinMs, realTime }: InteractionOptions,
): Interactions {
  const all: Interaction[] = [];
  const byToken = new Map<string, Interaction>();

  function responseMessage(
    interaction: Interaction,
    body: MessageBody,
    files: readonly AttachedFile[],
  ): APIMessage {
    const message = createdMessage(world, interaction.channel, world.bot, body, files);
    const metadata = {
      id: interaction.id,
      type: interaction.type,
      user: userPayload(interaction.user),
      authorizing_integration_owners: integrationOwners(interaction),
      ...(interaction.source ? { interacted_message_id: interaction.source.id } : {}),
    };
    const isModal = interaction.type === InteractionType.ModalSubmit;
    return {
      ...message,
      webhook_id: world.applicationId,
      application_id: world.applicationId,
      ...(isModal ? {} : { interaction_metadata: metadata }),
    } as unknown as APIMessage;
  }

  function isEphemeral(message: APIMessage): boolean {
    return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  }

  function show(interaction: Interaction, message: APIMessage): void {
    if (!isEphemeral(message)) messages.publish(interaction.channel, message);
  }

  function respond(
    interaction: Interaction,
    body: MessageBody,
    loading: boolean,
    files: readonly AttachedFile[],
  ) {
    const message = responseMessage(interaction, body, files);
    if (loading) message.flags = (message.flags ?? 0) | MessageFlags.Loading;
    interaction.original = message;
    interaction.loading = loading;
    show(interaction, message);
    interaction.view.change({
      state: loading ? 'deferred' : 'answered',
      visibility: isEphemeral(message) ? 'ephemeral' : 'public',
      message,
    });
  }

  function change(
    interaction: Interaction,
    message: APIMessage,
    body: MessageBody,
    files: readonly AttachedFile[],
  ) {
    applyEdit(world, message, body, files);
    if (!isEphemeral(message)) messages.announceEdit(interaction.channel, message);
    if (message !== interaction.original) return interaction.view.change({});
    interaction.loading = false;
    interaction.view.change({ state: 'answered', message, edits: interaction.view.edits + 1 });
  }

  function sourceOf(interaction: Interaction): APIMessage {
    if (interaction.source === undefined) throw invalidForm(['type: only a component is answered in place']);
    interaction.original = interaction.source;
    return interaction.source;
  }

  function perform(interaction: Interaction, { type, data }: Callback, files: readonly AttachedFile[]): void {
    const body = (data ?? {}) as MessageBody;
    if (type === InteractionResponseType.ChannelMessageWithSource) respond(interaction, body, false, files);
    if (type === InteractionResponseType.DeferredChannelMessageWithSource) {
      respond(interaction, { flags: body.flags ?? 0 }, true, []);
    }
    if (type === InteractionResponseType.UpdateMessage) {
      change(interaction, sourceOf(interaction), body, files);
      interaction.view.change({ visibility: isEphemeral(sourceOf(interaction)) ? 'ephemeral' : 'public' });
    }
    if (type === InteractionResponseType.DeferredMessageUpdate) {
      interaction.view.change({ state: 'deferred', message: sourceOf(interaction) });
    }
    if (type === InteractionResponseType.ApplicationCommandAutocompleteResult) {
      const { choices } = data as { choices: Choice[] };
      interaction.view.change({ state: 'choices', choices });
    }
    if (type === InteractionResponseType.Modal) {
      interaction.view.change({ state: 'modal', modal: data as NonNullable<InteractionView['modal']> });
    }
  }

  function of(view: InteractionView): Interaction {
    const found = all.find((one) => one.id === view.id);
    if (found === undefined) throw new Error(`No interaction ${view.id}`);
    return found;
  }

  function expire(view: InteractionView): void {
    const interaction = of(view);
    if (interaction.acknowledged) return;
    interaction.expired = true;
    interaction.view.change({ state: 'failed' });
  }

  function message(interaction: Interaction, id: string): APIMessage {
    if (!interaction.acknowledged) throw unknown.webhook();
    const { original } = interaction;
    const found =
      id === ORIGINAL || id === original?.id
        ? original
        : interaction.view.followUps.find((followUp) => followUp.id === id);
    if (found === undefined) throw unknown.message();
    return found;
  }

  return {
    open(opening) {
      const id = world.nextId();
      const interaction: Interaction = {
        ...opening,
        id,
        token: newToken(),
        createdAt: world.now(),
        view: createView(id),
        original: undefined,
        acknowledged: false,
        loading: false,
        expired: false,
        tokenExpired: false,
      };
      all.push(interaction);
      byToken.set(interaction.token, interaction);
      if (realTime) setTimeout(() => expire(interaction.view), respondWithinMs).unref();
      return interaction;
    },
    answer(id, token, callback, files) {
      const interaction = byToken.get(token ?? '');
      if (interaction === undefined || interaction.id !== id || interaction.expired)
        throw unknown.interaction();
      if (interaction.acknowledged) throw alreadyAcknowledged();
      const elapsed = world.now() - interaction.createdAt;
      if (elapsed > respondWithinMs) {
        interaction.expired = true;
        interaction.view.change({ state: 'failed' });
        throw unknown.interaction();
      }
      if (!allowedCallbacks(interaction).includes(callback.type)) {
        throw invalidForm([
          `type: ${callback.type} does not answer an interaction of type ${interaction.type}`,
        ]);
      }
      interaction.acknowledged = true;
      interaction.view.change({ acknowledgedAfterMs: elapsed });
      perform(interaction, callback, files);
      return interaction;
    },
    byToken(token) {
      const interaction = byToken.get(token ?? '');
      if (interaction === undefined) throw unknown.webhook();
      const age = world.now() - interaction.createdAt;
      if (interaction.tokenExpired || age > TOKEN_LIVES_MS) throw invalidWebhookToken();
      return interaction;
    },
    message,
    edit(interaction, id, body, files) {
      const edited = message(interaction, id);
      change(interaction, edited, body, files);
      return edited;
    },
    remove(interaction, id) {
      const removed = message(interaction, id);
      const { channel, view } = interaction;
      const place = channel.messages.indexOf(removed);
      if (place >= 0) channel.messages.splice(place, 1);
      if (place >= 0) messages.announceRemoval(channel, removed);
      if (removed === interaction.original) {
        interaction.original = undefined;
        return view.change({ state: 'deleted', message: undefined });
      }
      view.followUps.splice(view.followUps.indexOf(removed), 1);
      view.change({});
    },
    followUp(interaction, body, files) {
      if (!interaction.acknowledged) throw unknown.webhook();
      const { original, view } = interaction;
      // The first follow-up after a defer edits the "thinking" message; its own ephemeral flag counts for nothing.
      if (interaction.loading && original) {
        change(interaction, original, body, files);
        return original;
      }
      const isGuest = interaction.channel.guild?.botIsMember === false;
      if (isGuest && view.followUps.length >= MAX_FOLLOW_UPS_AS_GUEST) throw tooManyFollowUps();
      const followUp = responseMessage(interaction, body, files);
      view.followUps.push(followUp);
      show(interaction, followUp);
      view.change({});
      return followUp;
    },
    of,
    expire,
    expireToken(view) {
      of(view).tokenExpired = true;
    },
    get tokens() {
      return all.map(({ token }) => token);
    },
  };
}
