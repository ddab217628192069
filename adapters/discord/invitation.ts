import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import type { DiscordConfig } from '../../src/config.ts';

/** What the bot must be allowed to do, and the link that asks for exactly that. */

export const PERMISSIONS: readonly { readonly name: string; readonly bit: bigint; readonly why: string }[] = [
  { name: 'View Channels', bit: PermissionFlagsBits.ViewChannel, why: 'to see where it is mentioned' },
  {
    name: 'Send Messages',
    bit: PermissionFlagsBits.SendMessages,
    why: 'to answer a mention, and to announce',
  },
  {
    name: 'Send Messages in Threads',
    bit: PermissionFlagsBits.SendMessagesInThreads,
    why: 'the same in a thread',
  },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    why: 'to answer as a reply to the message, and to see after a crash what it has announced',
  },
  {
    name: 'Create Public Threads',
    bit: PermissionFlagsBits.CreatePublicThreads,
    why: 'to put the details of an announcement into a thread',
  },
];

/** Pure: the page on which somebody adds the bot to a server. */
export function inviteLink({ applicationId }: Pick<DiscordConfig, 'applicationId'>): string {
  const link = new URL('https://discord.com/oauth2/authorize');
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('scope', 'bot applications.commands');
  link.searchParams.set('permissions', String(PERMISSIONS.reduce((all, { bit }) => all | bit, 0n)));
  return link.href;
}

/** What the gateway is asked for. None is privileged but the content of messages, which is asked for by configuration only. */
export function intents({ messageContent }: Pick<DiscordConfig, 'messageContent'>): GatewayIntentBits[] {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  return [Guilds, GuildMessages, DirectMessages, ...(messageContent ? [MessageContent] : [])];
}
