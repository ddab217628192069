import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { NextId } from './snowflake.ts';
import { createIds } from './snowflake.ts';

/** What a test says of the guilds, channels and people it needs; names are how it finds them again. */
export type ChannelOptions = {
  readonly name: string;
  readonly type?: ChannelType.GuildText | ChannelType.GuildAnnouncement;
  /** Permissions (`PermissionFlagsBits`) that the bot lacks in this channel. */
  readonly denied?: bigint;
};

export type GuildOptions = {
  readonly name: string;
  readonly channels?: readonly (string | ChannelOptions)[];
  readonly locale?: string;
  /** False: only its members have installed the app, the bot is not in it. Default true. */
  readonly botIsMember?: boolean;
};

export type UserOptions = {
  readonly name: string;
  readonly displayName?: string;
  /** Discord's locale code. Default `en-US`. */
  readonly locale?: string;
  /** False: does not take direct messages from the bot (50007). Default true. */
  readonly acceptsDirectMessages?: boolean;
  /** False: has no permission beyond reading and writing, so commands for managers are not shown. Default true. */
  readonly manager?: boolean;
};

export type WorldOptions = {
  readonly guilds?: readonly GuildOptions[];
  readonly users?: readonly (string | UserOptions)[];
  readonly applicationName?: string;
};

export type User = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly locale: string;
  readonly bot: boolean;
  readonly acceptsDirectMessages: boolean;
  readonly manager: boolean;
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly channels: Channel[];
  botIsMember: boolean;
  /** False during an outage of Discord's own: the guild is still the bot's. */
  available: boolean;
};

export type Channel = {
  readonly id: string;
  readonly type:
    | ChannelType.GuildText
    | ChannelType.GuildAnnouncement
    | ChannelType.DM
    | ChannelType.PublicThread;
  readonly name: string;
  readonly guild?: Guild;
  readonly parent?: Channel;
  readonly recipient?: User;
  denied: bigint;
  archived: boolean;
  deleted: boolean;
  /** Oldest first; ephemeral ones are not among them. */
  readonly messages: APIMessage[];
};

/** A command as stored; `guild_id` tells one that only a guild has. */
export type Command = APIApplicationCommand;

export type World = {
  readonly now: () => number;
  readonly nextId: NextId;
  readonly applicationId: string;
  readonly applicationName: string;
  readonly bot: User;
  readonly users: User[];
  readonly guilds: Guild[];
  readonly channels: Channel[];
  readonly commands: Command[];
};

const DEFAULT_GUILDS: readonly GuildOptions[] = [{ name: 'Lab', channels: ['general', 'papers'] }];
const DEFAULT_USERS: readonly string[] = ['ada', 'bob'];

/** What @everyone may in every channel, the bot included: reading, writing, embedding, threads, reactions. */
export const EVERYONE_MAY: bigint =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

export function createWorld(options: WorldOptions, now: () => number): World {
  const nextId = createIds(now);
  const applicationName = options.applicationName ?? 'Labrarian';
  // A modern application and its bot user share one id.
  const applicationId = nextId();
  const bot: User = {
    id: applicationId,
    name: applicationName.toLowerCase(),
    displayName: applicationName,
    locale: 'en-US',
    bot: true,
    acceptsDirectMessages: true,
    manager: false,
  };
  const world: World = {
    now,
    nextId,
    applicationId,
    applicationName,
    bot,
    users: [],
    guilds: [],
    channels: [],
    commands: [],
  };
  for (const user of options.users ?? DEFAULT_USERS) addUser(world, user);
  for (const guild of options.guilds ?? DEFAULT_GUILDS) addGuild(world, guild);
  return world;
}

export function addUser(world: World, given: string | UserOptions): User {
  const options = typeof given === 'string' ? { name: given } : given;
  const user: User = {
    id: world.nextId(),
    name: options.name,
    displayName: options.displayName ?? options.name,
    locale: options.locale ?? 'en-US',
    bot: false,
    acceptsDirectMessages: options.acceptsDirectMessages ?? true,
    manager: options.manager ?? true,
  };
  world.users.push(user);
  return user;
}

export function addGuild(world: World, options: GuildOptions): Guild {
  const guild: Guild = {
    id: world.nextId(),
    name: options.name,
    locale: options.locale ?? 'en-US',
    channels: [],
    botIsMember: options.botIsMember ?? true,
    available: true,
  };
  world.guilds.push(guild);
  for (const channel of options.channels ?? ['general']) addChannel(world, guild, channel);
  return guild;
}

export function addChannel(world: World, guild: Guild, given: string | ChannelOptions): Channel {
  const options = typeof given === 'string' ? { name: given } : given;
  const type = options.type ?? ChannelType.GuildText;
  return keep(world, { type, name: options.name, guild, denied: options.denied ?? 0n });
}

export function addThread(world: World, parent: Channel, name: string, id?: string): Channel {
  const guild = parent.guild;
  if (guild === undefined) throw new Error('Direct messages have no threads');
  return keep(world, { type: ChannelType.PublicThread, name, guild, parent, denied: parent.denied }, id);
}

/** The direct channel with a person, opened when it is first asked for. */
export function directChannel(world: World, recipient: User): Channel {
  const open = world.channels.find((channel) => channel.recipient === recipient);
  return open ?? keep(world, { type: ChannelType.DM, name: recipient.name, recipient, denied: 0n });
}

function keep(
  world: World,
  channel: Omit<Channel, 'id' | 'archived' | 'deleted' | 'messages'>,
  id: string = world.nextId(),
): Channel {
  const kept: Channel = { ...channel, id, archived: false, deleted: false, messages: [] };
  world.channels.push(kept);
  kept.guild?.channels.push(kept);
  return kept;
}

/** Finds by name or id. */
export function find<Item extends { readonly id: string; readonly name: string }>(
  what: string,
  items: readonly Item[],
  nameOrId: string,
): Item {
  const found = items.find((item) => item.name === nameOrId || item.id === nameOrId);
  if (found === undefined) {
    throw new Error(`No ${what} ${nameOrId}; there are ${items.map((item) => item.name).join(', ')}`);
  }
  return found;
}

/** What the bot may do in a channel; in direct messages everything. */
export function botPermissions(channel: Channel): bigint {
  return EVERYONE_MAY & ~channel.denied;
}
