import { ChannelType } from 'discord-api-types/v10';
import { contextOf } from './command-options.ts';
import type { Interaction } from './interaction.ts';
import { integrationOwners } from './interaction.ts';
import { channelPayload, memberPayload, personPermissions, userPayload } from './payloads.ts';
import type { World } from './world.ts';
import { botPermissions } from './world.ts';

const ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024;

/** INTERACTION_CREATE as the gateway sends it: a member in guilds, a user in direct channels. */
export function interactionPayload(world: World, interaction: Interaction, data: object): object {
  const { channel, user, source, type } = interaction;
  const { guild } = channel;
  const person = userPayload(user);
  const permissions = String(personPermissions(user));
  const direct = channel.type === ChannelType.DM;
  const who = direct
    ? { user: person }
    : {
        guild_id: guild?.id,
        guild_locale: guild?.locale,
        guild: { id: guild?.id, locale: guild?.locale, features: [] },
        member: { ...memberPayload(user), permissions },
      };
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type,
    data,
    ...who,
    channel: { ...channelPayload(world, channel), ...(direct ? {} : { permissions }) },
    channel_id: channel.id,
    token: interaction.token,
    version: 1,
    ...(source ? { message: structuredClone(source) } : {}),
    app_permissions: String(botPermissions(channel)),
    locale: user.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: integrationOwners(interaction),
    context: contextOf(channel),
    attachment_size_limit: ATTACHMENT_LIMIT_BYTES,
  };
}
