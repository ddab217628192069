import { ChannelType, DiscordAPIError, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { PostingRight } from '../../src/adapter.ts';
import { loggable } from './errors.ts';

/** What the bot may do in a channel, as Discord computes it: roles, then the channel's own exceptions. */

const Bits = z.string().transform(BigInt);
const Overwrite = z.object({ id: z.string(), allow: Bits, deny: Bits });
export const Channel = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(Overwrite).optional(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean() }).nullish(),
});
export type Channel = z.infer<typeof Channel>;
const Guild = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: Bits })),
});
const Member = z.object({ roles: z.array(z.string()) });

export type Standing = {
  readonly botId: string;
  readonly guild: z.infer<typeof Guild>;
  readonly member: z.infer<typeof Member>;
};

const ALL = ~0n;
const { Administrator, ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory } =
  PermissionFlagsBits;

/** Pure: the permissions of the bot in a channel (not a thread) of the server, as bits. */
export function permissionsIn(
  { permission_overwrites: overwrites = [] }: Pick<Channel, 'permission_overwrites'>,
  { botId, guild, member }: Standing,
): bigint {
  if (guild.owner_id === botId) return ALL;
  const mine = (id: string) => id === guild.id || member.roles.includes(id);
  const base = guild.roles
    .filter(({ id }) => mine(id))
    .reduce((all, { permissions }) => all | permissions, 0n);
  if ((base & Administrator) !== 0n) return ALL;
  // Everybody's exception, then those of all roles together, then the member's own: each may take and give.
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id }) => id !== guild.id && member.roles.includes(id)),
    overwrites.filter(({ id }) => id === botId),
  ];
  return steps.reduce((bits, step) => {
    const deny = step.reduce((all, overwrite) => all | overwrite.deny, 0n);
    const allow = step.reduce((all, overwrite) => all | overwrite.allow, 0n);
    return (bits & ~deny) | allow;
  }, base);
}

const NEEDED = [
  { bit: ViewChannel, name: 'View Channel' },
  { bit: ReadMessageHistory, name: 'Read Message History' },
];
const TO_WRITE = { bit: SendMessages, name: 'Send Messages' };
const TO_WRITE_IN_THREADS = { bit: SendMessagesInThreads, name: 'Send Messages in Threads' };

export const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);
/** Of a server: where a message can be posted as it is. */
const WRITABLE: ReadonlySet<number> = new Set([
  ...THREADS,
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

/** Pure: true for channels in which people write as they do anywhere. */
export function isForText({ type }: Pick<Channel, 'type'>): boolean {
  return type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;
}

/** The names of the permissions that are lacking. Pure. */
export function lacking(channel: Pick<Channel, 'type'>, permissions: bigint): string[] {
  const toWrite = THREADS.has(channel.type) ? TO_WRITE_IN_THREADS : TO_WRITE;
  return [...NEEDED, toWrite].filter(({ bit }) => (permissions & bit) === 0n).map(({ name }) => name);
}

export type RightParts = { readonly rest: REST; readonly botId: string; readonly invite: string };

export async function fetchStanding(rest: REST, botId: string, guildId: string): Promise<Standing> {
  const [guild, member] = await Promise.all([
    rest.get(Routes.guild(guildId)),
    rest.get(Routes.guildMember(guildId, botId)),
  ]);
  return { botId, guild: Guild.parse(guild), member: Member.parse(member) };
}

export async function fetchChannel(rest: REST, channelId: string): Promise<Channel> {
  return Channel.parse(await rest.get(Routes.channel(channelId)));
}

/** The permissions in a channel or thread of a server. Rejects with what the library throws. */
export async function fetchPermissions(rest: REST, botId: string, channel: Channel): Promise<bigint> {
  const standing = await fetchStanding(rest, botId, channel.guild_id ?? '');
  // A thread has the exceptions of the channel that it belongs to.
  const parent = THREADS.has(channel.type) ? channel.parent_id : undefined;
  return permissionsIn(parent == null ? channel : await fetchChannel(rest, parent), standing);
}

function refusal(error: unknown, invite: string): PostingRight {
  if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404))
    return {
      canPost: false,
      remedy: `I cannot see this channel by myself. Somebody who manages the server can invite me (${invite}), or allow me "View Channel" here.`,
    };
  const { name, status, code } = loggable(error);
  return {
    canPost: false,
    remedy: `Discord did not say whether I may write here (${status ?? code ?? name}). Try again in a minute.`,
  };
}

/** Whether the bot may post in a channel by itself, and else what somebody can do about it. Never rejects. */
export async function postingRight(
  channelId: string,
  { rest, botId, invite }: RightParts,
): Promise<PostingRight> {
  try {
    const channel = await fetchChannel(rest, channelId);
    if (channel.type === ChannelType.DM) return { canPost: true };
    if (!WRITABLE.has(channel.type) || channel.guild_id == null)
      return {
        canPost: false,
        remedy: 'I can post by myself only in channels of servers and in direct messages.',
      };
    if (channel.thread_metadata?.locked === true)
      return { canPost: false, remedy: 'This thread is locked: use another one, or its channel.' };
    const names = lacking(channel, await fetchPermissions(rest, botId, channel));
    if (names.length === 0) return { canPost: true };
    return {
      canPost: false,
      remedy: `I lack ${names.map((name) => `"${name}"`).join(' and ')} here. Somebody who manages the channel can allow it: its settings, "Permissions", the role Labrarian.`,
    };
  } catch (error) {
    return refusal(error, invite);
  }
}
