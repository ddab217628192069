import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { ComponentType, InteractionType } from 'discord-api-types/v10';
import type { TypedOptions } from './command-options.ts';
import { sentOptions, visibleCommand } from './command-options.ts';
import type { Gateway } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import { interactionPayload } from './interaction-payload.ts';
import type { ChangeableView, Choice, InteractionView } from './interaction-view.ts';
import { isSettled } from './interaction-view.ts';
import type { Interactions } from './interactions.ts';
import { createdMessage } from './message-payload.ts';
import { componentsOf } from './message-routes.ts';
import type { Messages } from './messages.ts';
import type { Channel, User, World } from './world.ts';
import { directChannel } from './world.ts';

/** Where somebody does something: a channel, or `direct` for the bot's direct messages. Default: the first channel. */
export type Place = { readonly channel?: Channel | 'direct' };

/** Somebody in front of Discord's client. What resolves to a view resolves when there is something to read. */
export type Person = User & {
  /** `/name options`; a subcommand is written after a space: `alerts add`. */
  slash(name: string, options?: TypedOptions, place?: Place): Promise<InteractionView>;
  /** As `slash`, at once: to look at the states in between, or when nothing is to come. */
  startSlash(name: string, options?: TypedOptions, place?: Place): InteractionView;
  /** Completion of an option while it is being typed. */
  autocomplete(
    name: string,
    option: string,
    typed: string,
    others?: TypedOptions,
    place?: Place,
  ): Promise<readonly Choice[]>;
  startAutocomplete(
    name: string,
    option: string,
    typed: string,
    others?: TypedOptions,
    place?: Place,
  ): InteractionView;
  /** Presses a button, by its custom_id or its label. */
  press(message: APIMessage | undefined, customIdOrLabel: string): Promise<InteractionView>;
  startPress(message: APIMessage | undefined, customIdOrLabel: string): InteractionView;
  /** Sends a component interaction without looking whether such a button is there: what a forger does. */
  forgePress(message: APIMessage, customId: string): InteractionView;
  /** Chooses from a select. */
  choose(
    message: APIMessage | undefined,
    customId: string,
    values: readonly string[],
  ): Promise<InteractionView>;
  /** Sends a form off; `values` by the inputs' custom_ids. */
  submit(opened: InteractionView, values?: Readonly<Record<string, string>>): Promise<InteractionView>;
  /** Writes a message. */
  say(channel: Channel | 'direct', content: string): APIMessage;
};

type Node = Readonly<Record<string, unknown>>;

export type PersonParts = {
  readonly world: World;
  readonly gateway: Gateway;
  readonly messages: Messages;
  readonly interactions: Interactions;
};

export function createPerson({ world, gateway, messages, interactions }: PersonParts, user: User): Person {
  function place(given: Channel | 'direct' | undefined): Channel {
    if (given === 'direct') return directChannel(world, user);
    const channel = given ?? world.channels.find(({ guild }) => guild?.botIsMember);
    if (channel === undefined) throw new Error('There is no channel');
    return channel;
  }

  function send(opening: Omit<Parameters<Interactions['open']>[0], 'user'>, data: object): ChangeableView {
    const interaction: Interaction = interactions.open({ ...opening, user });
    // With nobody to hear it, Discord tells the person so; it keeps nothing for later.
    if (gateway.reachable()) {
      gateway.emit({
        name: 'INTERACTION_CREATE',
        data: interactionPayload(world, interaction, data),
        scope: 'direct',
      });
    } else interactions.expire(interaction.view);
    return interaction.view;
  }

  function command(
    type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
    words: string,
    typed: TypedOptions,
    where: Place,
    focused?: string,
  ): InteractionView {
    const channel = place(where.channel);
    const [name = '', ...path] = words.split(' ');
    const found = visibleCommand(world, user, channel, name);
    const options = sentOptions(found, path, typed, focused);
    return send(
      { type, channel, source: undefined, commandName: name },
      {
        id: found.id,
        name,
        type: found.type,
        options,
        ...(found.guild_id ? { guild_id: found.guild_id } : {}),
      },
    );
  }

  function channelOf(message: APIMessage): Channel {
    const channel = world.channels.find(({ id }) => id === message.channel_id);
    if (channel === undefined) throw new Error(`No channel ${message.channel_id}`);
    return channel;
  }

  function component(message: APIMessage, data: Node): InteractionView {
    const channel = channelOf(message);
    const type = InteractionType.MessageComponent;
    return send({ type, channel, source: message, commandName: undefined }, data);
  }

  function findComponent(message: APIMessage | undefined, name: string): Node {
    if (message === undefined) throw new Error('There is no message to press anything in');
    const all = componentsOf(message as unknown as Node);
    const found = all.find(({ custom_id, label }) => custom_id === name || label === name);
    if (found === undefined) {
      const offered = all.flatMap(({ label, custom_id }) =>
        custom_id ? [`${label ?? ''} (${custom_id})`] : [],
      );
      throw new Error(`No component ${name}; there are ${offered.join(', ') || 'none'}`);
    }
    if (found.disabled === true) throw new Error(`The component ${name} is disabled`);
    if (found.url !== undefined) throw new Error(`The button ${name} is a link`);
    return found;
  }

  function startPress(message: APIMessage | undefined, name: string): InteractionView {
    const found = findComponent(message, name);
    const { type, custom_id, id } = found;
    return component(message as APIMessage, { component_type: type, custom_id, id });
  }

  const { ApplicationCommand, ApplicationCommandAutocomplete, ModalSubmit } = InteractionType;
  const person: Person = {
    ...user,
    startSlash: (name, options = {}, where = {}) => command(ApplicationCommand, name, options, where),
    slash: (name, options, where) => person.startSlash(name, options, where).until(isSettled),
    startAutocomplete: (name, option, typed, others = {}, where = {}) =>
      command(ApplicationCommandAutocomplete, name, { ...others, [option]: typed }, where, option),
    async autocomplete(name, option, typed, others, where) {
      const view = person.startAutocomplete(name, option, typed, others, where);
      return (await view.until(isSettled)).choices ?? [];
    },
    startPress,
    press: (message, name) => startPress(message, name).until(isSettled),
    forgePress: (message, customId) =>
      component(message, { component_type: ComponentType.Button, custom_id: customId, id: 1 }),
    choose(message, name, values) {
      const { type, custom_id, id, options = [] } = findComponent(message, name);
      const offered = (options as Node[]).map(({ value }) => value);
      const foreign = values.find((value) => !offered.includes(value));
      if (foreign !== undefined) throw new Error(`The select ${name} has no ${foreign}`);
      return component(message as APIMessage, { component_type: type, custom_id, id, values }).until(
        isSettled,
      );
    },
    submit(opened, values = {}) {
      if (opened.modal === undefined) throw new Error('There is no form to send off');
      const { source, channel } = interactions.of(opened);
      const data = { custom_id: opened.modal.custom_id, components: filledIn(opened.modal, values) };
      return send({ type: ModalSubmit, channel, source, commandName: undefined }, data).until(isSettled);
    },
    say(where, content) {
      const channel = place(where);
      const message = createdMessage(world, channel, user, { content });
      messages.publish(channel, message);
      return message;
    },
  };
  return person;
}

/** The form's components as MODAL_SUBMIT carries them: type, id, custom_id and value. */
function filledIn(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, string>>,
): object[] {
  const inputs = componentsOf(modal as unknown as Node).filter(({ custom_id }) => custom_id !== undefined);
  for (const name of Object.keys(values)) {
    if (!inputs.some(({ custom_id }) => custom_id === name)) throw new Error(`The form has no input ${name}`);
  }
  let lastId = 0;
  const fill = (node: Node): Node => {
    lastId += 1;
    const id = lastId;
    const { type, custom_id, value = '', components, component } = node;
    return {
      type,
      id,
      ...(custom_id ? { custom_id, value: values[String(custom_id)] ?? value } : {}),
      ...(Array.isArray(components) ? { components: (components as Node[]).map(fill) } : {}),
      ...(component ? { component: fill(component as Node) } : {}),
    };
  };
  return (modal.components as unknown as Node[]).map(fill);
}
