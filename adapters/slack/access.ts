import type { SlackConfig } from '../../src/config.ts';
import type { BlockAction } from './payloads.ts';

/** Who may ask, and where. */

/** The workspace (and organisation) in which the app is installed, and the bot's own ids. */
export type Installation = {
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
  readonly botUserId: string;
  readonly botId: string | undefined;
};

/** Where something comes from; `userTeam` where the person belongs to another workspace than the one it was delivered for. */
export type Origin = {
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  readonly userTeam: string | undefined;
  readonly channel: string | undefined;
};

/** Where a press, a form or a completion comes from. */
export function originOf({
  team,
  enterprise,
  user,
  channel,
}: Pick<BlockAction, 'team' | 'enterprise' | 'user'> & Partial<Pick<BlockAction, 'channel'>>): Origin {
  return { team: team?.id, enterprise: enterprise?.id, userTeam: user.team_id, channel: channel?.id };
}

/** A refusal to show to whoever asked; undefined where it is allowed. */
export type Access = (origin: Origin) => string | undefined;

/** Direct conversations' ids begin with D. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/**
 * Without an allow-list only people of the workspace or organisation in which the app is installed may ask: in a channel that is
 * shared with another company its people could read the lab's library else.
 */
export function createAccess(
  { teamIds, channelIds }: Pick<SlackConfig, 'teamIds' | 'channelIds'>,
  { teamId, enterpriseId }: Installation,
): Access {
  const home = enterpriseId === undefined ? [teamId] : [teamId, enterpriseId];
  const allowed = new Set(teamIds.length > 0 ? teamIds : home);
  const channels = new Set(channelIds);

  function mayAsk({ team, enterprise, userTeam }: Origin): boolean {
    // A guest from elsewhere: the workspace to which it was delivered says nothing about this person.
    const isGuest =
      team !== undefined && userTeam !== undefined && userTeam !== team && userTeam !== enterprise;
    const ids = isGuest ? [userTeam] : [team, enterprise];
    return ids.some((id) => id !== undefined && allowed.has(id));
  }

  return (origin) => {
    if (!mayAsk(origin)) return 'I answer only people of the workspace that I belong to.';
    const { channel } = origin;
    if (channel === undefined || isDirect(channel) || channels.size === 0 || channels.has(channel))
      return undefined;
    return 'I do not answer in this channel. Ask me in a direct message.';
  };
}
