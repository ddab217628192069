import { DiscordAPIError, type REST, Routes } from 'discord.js';
import type { DiscordConfig } from '../../src/config.ts';

/** Who may ask, and where: a stranger who has the invite link must not read a lab's library. */

export type Place = {
  /** Null in direct messages. */
  readonly guildId: string | null;
  /** The channel, and for a thread the channel that it belongs to. */
  readonly channelIds: readonly string[];
  readonly userId: string;
  /** True where only the person has installed the bot, not the server. */
  readonly isPersonal: boolean;
};

export const REFUSALS = {
  server: 'Labrarian answers only in the servers of the lab that runs it, and this is not one of them.',
  channel: 'Labrarian does not answer in this channel. Ask in another one, or in a direct message.',
  person: 'Labrarian answers only people of the lab that runs it, and you are in none of its servers.',
  personal:
    'Labrarian answers only in servers that have invited it, and in direct messages of their members.',
  unknown: 'Discord did not say whether you are in one of the servers of the lab. Try again in a minute.',
} as const;
export type Refusal = keyof typeof REFUSALS;

/** `members`: only who is in one of the allowed servers, which Discord has to be asked. */
export type Access = 'allowed' | 'members' | Refusal;

/** Pure. */
export function accessTo(
  { guildId, channelIds, isPersonal }: Place,
  config: Pick<DiscordConfig, 'guildIds' | 'channelIds' | 'userInstall'>,
): Access {
  if (isPersonal && !config.userInstall) return 'personal';
  if (guildId === null) return config.guildIds.length === 0 ? 'allowed' : 'members';
  if (config.guildIds.length > 0 && !config.guildIds.includes(guildId)) return 'server';
  if (config.channelIds.length > 0 && !channelIds.some((id) => config.channelIds.includes(id)))
    return 'channel';
  return 'allowed';
}

/** Long enough for a conversation, short enough that who has left the lab does not read on. */
const REMEMBER_MS = 10 * 60_000;
const MAX_REMEMBERED = 1000;

export type Membership = (userId: string) => Promise<boolean>;

async function isMember(rest: REST, guildId: string, userId: string): Promise<boolean> {
  try {
    await rest.get(Routes.guildMember(guildId, userId));
    return true;
  } catch (error) {
    // 404: not a member; 403: the bot itself is not in that server (any more).
    if (error instanceof DiscordAPIError && (error.status === 404 || error.status === 403)) return false;
    throw error;
  }
}

/** Asks Discord whether a person is in one of the servers; rejects where it does not say. Answers are remembered for a while. */
export function createMembership(rest: REST, guildIds: readonly string[], now: () => number): Membership {
  const known = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>();

  async function ask(userId: string): Promise<boolean> {
    for (const guildId of guildIds) if (await isMember(rest, guildId, userId)) return true;
    return false;
  }

  return (userId) => {
    const remembered = known.get(userId);
    if (remembered !== undefined && remembered.until > now()) return remembered.answer;
    const answer = ask(userId);
    known.delete(userId);
    known.set(userId, { answer, until: now() + REMEMBER_MS });
    answer.catch(() => known.delete(userId));
    const [oldest] = known.keys();
    if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
