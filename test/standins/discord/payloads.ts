import type { APIGuildMember, APIUser, GuildMemberFlags, UserFlags } from 'discord-api-types/v10';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, User, World } from './world.ts';
import { EVERYONE_MAY } from './world.ts';

/** How the world's nouns look on the wire. The judge compares each with Discord's own specification. */

const NO_FLAGS = 0 as UserFlags & GuildMemberFlags;
const JOINED_AT = '2024-01-01T00:00:00.000Z';
const THREAD_LIVES_MINUTES = 1440;

export function userPayload(user: User): APIUser {
  return {
    id: user.id,
    username: user.name,
    global_name: user.bot ? null : user.displayName,
    discriminator: user.bot ? '0001' : '0',
    avatar: null,
    public_flags: NO_FLAGS,
    flags: NO_FLAGS,
    bot: user.bot,
    primary_guild: null,
  };
}

export function ownUserPayload(user: User): object {
  return { ...userPayload(user), mfa_enabled: false, locale: 'en-US', verified: true, email: null };
}

export function memberPayload(user: User): APIGuildMember {
  return {
    user: userPayload(user),
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: NO_FLAGS,
  };
}

export function applicationPayload(world: World): object {
  return {
    id: world.applicationId,
    name: world.applicationName,
    icon: null,
    description: '',
    type: null,
    flags: 0,
    flags_new: '0',
    bot: userPayload(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userPayload(world.users[0] ?? world.bot),
    approximate_guild_count: world.guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  };
}

function overwrites(world: World, channel: Channel): object[] {
  if (channel.denied === 0n) return [];
  return [{ id: world.bot.id, type: 1, allow: '0', deny: String(channel.denied) }];
}

function threadPayload(world: World, channel: Channel, guild: Guild): object {
  const count = channel.messages.length;
  return {
    id: channel.id,
    type: channel.type,
    guild_id: guild.id,
    name: channel.name,
    parent_id: channel.parent?.id ?? null,
    owner_id: world.bot.id,
    last_message_id: channel.messages.at(-1)?.id ?? null,
    flags: 0,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: channel.archived,
      archive_timestamp: new Date(world.now()).toISOString(),
      auto_archive_duration: THREAD_LIVES_MINUTES,
      locked: false,
    },
    message_count: count,
    member_count: 1,
    total_message_sent: count,
  };
}

/** A channel, thread or direct channel as REST and events give it. */
export function channelPayload(world: World, channel: Channel): Record<string, unknown> & { id: string } {
  const { guild, recipient } = channel;
  const last_message_id = channel.messages.at(-1)?.id ?? null;
  if (recipient !== undefined) {
    const recipients = [userPayload(recipient)];
    return { id: channel.id, type: channel.type, last_message_id, flags: 0, recipients };
  }
  if (guild === undefined) throw new Error(`Channel ${channel.name} is neither direct nor in a guild`);
  if (channel.type === ChannelType.PublicThread) {
    return { id: channel.id, ...threadPayload(world, channel, guild) };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: guild.id,
    name: channel.name,
    last_message_id,
    flags: 0,
    parent_id: null,
    rate_limit_per_user: 0,
    topic: null,
    position: guild.channels.indexOf(channel),
    permission_overwrites: overwrites(world, channel),
    nsfw: false,
  };
}

function everyoneRole(guild: Guild): object {
  return {
    id: guild.id,
    name: '@everyone',
    permissions: String(EVERYONE_MAY),
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function guildPayload(world: World, guild: Guild): Record<string, unknown> & { id: string } {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: (world.users[0] ?? world.bot).id,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [everyoneRole(guild)],
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 0,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** GUILD_CREATE: the guild with its channels, threads and the members that the bot is told of at first. */
export function guildCreatePayload(world: World, guild: Guild): object {
  const open = guild.channels.filter((channel) => !channel.deleted);
  const isThread = (channel: Channel) => channel.type === ChannelType.PublicThread;
  return {
    ...guildPayload(world, guild),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: world.users.length + 1,
    voice_states: [],
    members: [memberPayload(world.bot)],
    channels: open.filter((channel) => !isThread(channel)).map((channel) => channelPayload(world, channel)),
    threads: open.filter(isThread).map((channel) => channelPayload(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** What a person may in a channel, as interactions tell it. */
export function personPermissions(user: User): bigint {
  return user.manager
    ? EVERYONE_MAY | PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels
    : EVERYONE_MAY;
}
