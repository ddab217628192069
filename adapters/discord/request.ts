import {
  type BaseInteraction,
  type Channel,
  type ChatInputCommandInteraction,
  InteractionContextType,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import type { Actor, CommandRequest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { readMessage } from '../../src/commands/read-message.ts';
import { type ConversationId, encodeConversation } from '../../src/conversation.ts';
import type { CommandState } from '../../src/reply/reply.ts';
import { HIDE_OPTION, SHARE_OPTION } from '../../src/reply/visibility.ts';
import type { Place } from './access.ts';

/** Discord's objects as what core takes. */

function actor(id: string, name: string, mayManage: boolean): Actor {
  return { id: `discord:${id}`, name, mayManage };
}

const MANAGE = PermissionFlagsBits.ManageGuild;

export function conversationOf(guildId: string | null, channelId: string): ConversationId {
  return encodeConversation('discord', [guildId ?? 'dm', channelId]);
}

function withParent(channelId: string, channel: Channel | null): string[] {
  const parent = channel?.isThread() ? channel.parentId : null;
  return parent === null ? [channelId] : [channelId, parent];
}

export function interactionPlace(interaction: BaseInteraction): Place {
  const { guildId, channelId, channel, user, authorizingIntegrationOwners: owners } = interaction;
  return {
    guildId,
    channelIds: withParent(channelId ?? '', channel),
    userId: user.id,
    isPersonal: owners.guildId === null && owners.userId !== null,
  };
}

export function messagePlace({ guildId, channelId, channel, author }: Message): Place {
  return { guildId, channelIds: withParent(channelId, channel), userId: author.id, isPersonal: false };
}

/** True where nobody but the person reads along, so that there is nothing to hide and nobody to share with. */
export function isDirect({ context, guildId, channel }: BaseInteraction): boolean {
  if (context !== null) return context === InteractionContextType.BotDM;
  return guildId === null && channel?.isDMBased() === true;
}

/** Who types, and where, for completion. */
export function interactionAsker({ guildId, channelId, user }: BaseInteraction) {
  return { actorId: `discord:${user.id}`, room: conversationOf(guildId, channelId ?? '') };
}

/** A request from a state: of a slash command's options, or that a button carries. */
export function interactionRequest(interaction: BaseInteraction, state: CommandState): CommandRequest {
  const { guildId, channelId, user, locale, memberPermissions } = interaction;
  const isAlone = isDirect(interaction);
  return {
    ...state,
    actor: actor(user.id, user.displayName, isAlone || memberPermissions?.has(MANAGE) === true),
    conversation: conversationOf(guildId, channelId ?? ''),
    isDirect: isAlone,
    locale,
  };
}

/** A slash command's name and options; who sees the reply is no argument of it. */
export function commandState({ commandName, options }: ChatInputCommandInteraction): CommandState {
  const texts = options.data.filter(({ value }) => typeof value === 'string');
  return {
    command: commandName,
    args: Object.fromEntries(texts.map(({ name, value }) => [name, String(value)])),
  };
}

export function visibilityFlags({ options }: ChatInputCommandInteraction): { hide: boolean; share: boolean } {
  const isSet = (name: string) =>
    options.data.some((option) => option.name === name && option.value === true);
  return { hide: isSet(HIDE_OPTION), share: isSet(SHARE_OPTION) };
}

/**
 * What somebody has written, without the bot's name, and with other people's names instead of their ids. Names of channels and roles
 * are not looked up: who asks may not be allowed to see them.
 */
export function messageText({ content, mentions }: Message, botId: string): string {
  return content.replace(/<@!?(\d+)>/g, (mention, id: string) => {
    if (id === botId) return ' ';
    const user = mentions.users.get(id);
    return user === undefined ? mention : `@${user.displayName}`;
  });
}

export function messageRequest(
  message: Message,
  text: string,
  definitions: readonly CommandDefinition[],
): CommandRequest {
  const { author, member, guildId } = message;
  const isAlone = guildId === null;
  const mayManage = isAlone || member?.permissions.has(MANAGE) === true;
  return {
    ...readMessage(text, definitions),
    actor: actor(author.id, member?.displayName ?? author.displayName, mayManage),
    conversation: conversationOf(guildId, message.channelId),
    isDirect: isAlone,
    locale: message.guild?.preferredLocale ?? 'en-US',
  };
}
