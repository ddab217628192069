import { ApplicationCommandOptionType, InteractionContextType } from 'discord-api-types/v10';
import type { Channel, Command, User, World } from './world.ts';

/** What Discord's own client does with what somebody types, before the bot hears of it. */

export type TypedOptions = Readonly<Record<string, string | number | boolean>>;

type OptionDefinition = {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly options?: readonly OptionDefinition[];
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
};

export type SentOption = {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly SentOption[];
};

/** Shown to this person, in this place: a guild's own command hides a global one of the same name. */
export function visibleCommand(world: World, user: User, channel: Channel, name: string): Command {
  const { guild } = channel;
  const offered = world.commands.filter(
    (command) =>
      command.name === name &&
      (command.guild_id === undefined ? isOffered(command, channel) : command.guild_id === guild?.id) &&
      isAllowed(command, user, channel),
  );
  const command = offered.find(({ guild_id }) => guild_id !== undefined) ?? offered[0];
  if (command === undefined) {
    const names = world.commands.map((one) => one.name).join(', ') || 'none';
    throw new Error(`${user.name} is not offered /${name} in ${channel.name}; registered: ${names}`);
  }
  return command;
}

function isOffered(command: Command, channel: Channel): boolean {
  const context = contextOf(channel);
  const types: readonly number[] = command.integration_types ?? [0];
  // Without the bot in the guild only what people installed for themselves is there.
  const installed = channel.guild?.botIsMember === false ? types.includes(1) : true;
  return installed && (command.contexts?.includes(context) ?? true);
}

function isAllowed(command: Command, user: User, channel: Channel): boolean {
  const needed = command.default_member_permissions;
  return needed === null || needed === undefined || channel.guild === undefined || user.manager;
}

export function contextOf(channel: Channel): InteractionContextType {
  return channel.guild ? InteractionContextType.Guild : InteractionContextType.BotDM;
}

function convert(option: OptionDefinition, value: string | number | boolean): string | number | boolean {
  const where = `option ${option.name}`;
  const { type, choices } = option;
  const choice = choices?.find((one) => one.name === value || one.value === value);
  if (choices && choices.length > 0 && !choice) throw new Error(`${where}: ${value} is none of the choices`);
  if (choice) return choice.value;
  if (type === ApplicationCommandOptionType.Boolean) return value === true || value === 'true';
  if (type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number) {
    const number = Number(value);
    const isWhole = type === ApplicationCommandOptionType.Number || Number.isInteger(number);
    const { min_value = -Infinity, max_value = Infinity } = option;
    if (!isWhole || !(number >= min_value && number <= max_value)) {
      throw new Error(`${where}: ${value} is not a number that fits`);
    }
    return number;
  }
  const { min_length = 0, max_length = 6000 } = option;
  const typed = String(value);
  if (typed.length < min_length || typed.length > max_length) {
    throw new Error(`${where}: ${typed.length} characters, ${min_length} to ${max_length}`);
  }
  return typed;
}

/** @param path subcommand names, outermost first */
export function sentOptions(
  command: Command,
  path: readonly string[],
  typed: TypedOptions,
  focused?: string,
): SentOption[] {
  const definitions = (command.options ?? []) as readonly OptionDefinition[];
  return sentWithin(definitions, path, typed, focused);
}

function sentWithin(
  definitions: readonly OptionDefinition[],
  [sub, ...rest]: readonly string[],
  typed: TypedOptions,
  focused: string | undefined,
): SentOption[] {
  if (sub !== undefined) {
    const found = definitions.find(({ name }) => name === sub);
    if (found === undefined) throw new Error(`No subcommand ${sub}`);
    return [{ type: found.type, name: sub, options: sentWithin(found.options ?? [], rest, typed, focused) }];
  }
  for (const name of Object.keys(typed)) {
    if (!definitions.some((option) => option.name === name)) throw new Error(`No option ${name}`);
  }
  if (focused === undefined) {
    const missing = definitions.find(({ name, required }) => required === true && typed[name] === undefined);
    if (missing) throw new Error(`option ${missing.name}: it is required`);
  }
  return definitions.flatMap((option): SentOption[] => {
    const { name, type } = option;
    const value = typed[name];
    if (value === undefined) return [];
    if (name !== focused) return [{ name, type, value: convert(option, value) }];
    if (option.autocomplete !== true) throw new Error(`option ${name}: it has no completion`);
    return [{ name, type, value: String(value), focused: true }];
  });
}
