import type { APIMessage } from 'discord-api-types/v10';
import { ChannelType } from 'discord-api-types/v10';
import type { Gateway } from './gateway.ts';
import type { Messages } from './messages.ts';
import { channelPayload, guildCreatePayload } from './payloads.ts';
import type { Channel, ChannelOptions, Guild, GuildOptions, World } from './world.ts';
import { addChannel, addGuild, addThread } from './world.ts';

/** What administrators and Discord itself do to guilds and channels; the bot is told of each. */
export type WorldChanges = {
  /** The bot is added to a guild. */
  addGuild(options: GuildOptions): Guild;
  /** The bot is removed from a guild: GUILD_DELETE without `unavailable`. */
  removeBot(guild: Guild): void;
  /** Discord loses the guild for a while: GUILD_DELETE with `unavailable`. */
  beginOutage(guild: Guild): void;
  endOutage(guild: Guild): void;
  addChannel(guild: Guild, options: string | ChannelOptions): Channel;
  addThread(parent: Channel, name: string): Channel;
  deleteChannel(channel: Channel): void;
  /** Takes permissions (`PermissionFlagsBits`) from the bot in a channel; 0n gives all back. */
  deny(channel: Channel, permissions: bigint): void;
  archive(thread: Channel): void;
  /** An administrator deletes a message. */
  deleteMessage(channel: Channel, message: APIMessage): void;
};

export function createWorldChanges(world: World, gateway: Gateway, messages: Messages): WorldChanges {
  const emit = (name: string, data: object) => gateway.emit({ name, data, scope: 'guild' });
  const kind = ({ type }: Channel) => (type === ChannelType.PublicThread ? 'THREAD' : 'CHANNEL');
  const tell = (what: 'CREATE' | 'UPDATE' | 'DELETE', channel: Channel) => {
    if (channel.guild?.botIsMember) emit(`${kind(channel)}_${what}`, channelPayload(world, channel));
    return channel;
  };
  return {
    addGuild(options) {
      const guild = addGuild(world, options);
      if (guild.botIsMember) emit('GUILD_CREATE', guildCreatePayload(world, guild));
      return guild;
    },
    removeBot(guild) {
      guild.botIsMember = false;
      emit('GUILD_DELETE', { id: guild.id });
    },
    beginOutage(guild) {
      guild.available = false;
      emit('GUILD_DELETE', { id: guild.id, unavailable: true });
    },
    endOutage(guild) {
      guild.available = true;
      emit('GUILD_CREATE', guildCreatePayload(world, guild));
    },
    addChannel: (guild, options) => tell('CREATE', addChannel(world, guild, options)),
    addThread: (parent, name) => tell('CREATE', addThread(world, parent, name)),
    deleteChannel(channel) {
      channel.deleted = true;
      tell('DELETE', channel);
    },
    deny(channel, permissions) {
      channel.denied = permissions;
      tell('UPDATE', channel);
    },
    archive(thread) {
      thread.archived = true;
      tell('UPDATE', thread);
    },
    deleteMessage(channel, message) {
      channel.messages.splice(channel.messages.indexOf(message), 1);
      messages.announceRemoval(channel, message);
    },
  };
}
