import { ChannelType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { PostResult } from '../../src/adapter.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { accessTo, type Membership } from './access.ts';
import { loggable } from './errors.ts';
import { failedPost } from './post-outcome.ts';
import { THREADS } from './posting-right.ts';

/** Whether the lab still lets a place read along: the configuration may have changed since somebody followed there. */

const Place = z.object({
  type: z.number(),
  parent_id: z.string().nullish(),
  recipients: z.array(z.object({ id: z.string() })).default([]),
});

export type PostAccessParts = {
  readonly config: Pick<DiscordConfig, 'guildIds' | 'channelIds' | 'userInstall'>;
  readonly rest: REST;
  readonly membership: Membership;
};

const GONE = {
  server: 'DISCORD_GUILD_IDS does not name the server any more',
  channel: 'DISCORD_CHANNEL_IDS does not name the channel any more',
  person: "the person is in none of the lab's servers any more",
} as const;

/**
 * Undefined where it may be posted. Asks Discord only where the configuration names servers (for direct messages) or channels. Never
 * rejects.
 */
export async function postAccess(
  guildId: string | null,
  channelId: string,
  { config, rest, membership }: PostAccessParts,
): Promise<Exclude<PostResult, { outcome: 'sent' }> | undefined> {
  const access = (channelIds: readonly string[]) =>
    accessTo({ guildId, channelIds, userId: '', isPersonal: false }, config);
  const first = access([channelId]);
  if (first === 'allowed') return undefined;
  if (first === 'server') return { outcome: 'gone', reason: GONE.server };
  try {
    const { type, parent_id: parent, recipients } = Place.parse(await rest.get(Routes.channel(channelId)));
    if (type === ChannelType.DM) {
      const isMember = recipients[0] !== undefined && (await membership(recipients[0].id));
      return isMember ? undefined : { outcome: 'gone', reason: GONE.person };
    }
    const isThreadOfOne = THREADS.has(type) && parent != null && access([parent]) === 'allowed';
    return isThreadOfOne ? undefined : { outcome: 'gone', reason: GONE.channel };
  } catch (error) {
    const failed = failedPost(error);
    if (failed.outcome === 'gone') return failed;
    const { name, status, code } = loggable(error);
    return { outcome: 'retry', reason: `Discord did not say who reads there (${status ?? code ?? name})` };
  }
}
