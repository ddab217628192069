import type { APIMessage } from 'discord-api-types/v10';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import {
  cannotMessageUser,
  invalidForm,
  missingAccess,
  missingPermissions,
  notTheAuthor,
  threadExists,
  threadIsArchived,
  unknown,
  wrongChannelType,
} from './api-error.ts';
import type { Gateway } from './gateway.ts';
import type { AttachedFile, MessageBody } from './message-payload.ts';
import { applyEdit, createdMessage } from './message-payload.ts';
import { memberPayload } from './payloads.ts';
import type { Channel, World } from './world.ts';
import { botPermissions } from './world.ts';

/** "In the past few minutes", says the reference of `enforce_nonce`. */
const NONCE_IS_KEPT_MS = 5 * 60_000;
const LIST_DEFAULT = 50;
const LIST_MAX = 100;

export type Messages = {
  /** @throws ApiError 50013, 50024, 160004 */
  checkThread(channel: Channel, message: string | undefined): void;
  /** @throws ApiError 10003, 50001 */
  channelForBot(id: string | undefined): Channel;
  /** The bot's post; with `enforce_nonce` a second one with the same nonce is the first one again. */
  post(channel: Channel, body: MessageBody, files: readonly AttachedFile[]): APIMessage;
  edit(
    channel: Channel,
    id: string | undefined,
    body: MessageBody,
    files: readonly AttachedFile[],
  ): APIMessage;
  remove(channel: Channel, id: string | undefined): void;
  get(channel: Channel, id: string | undefined): APIMessage;
  /** Newest first, as Discord lists. */
  list(channel: Channel, query: URLSearchParams): APIMessage[];
  /** Puts a message into a channel and tells the gateway. */
  publish(channel: Channel, message: APIMessage): void;
  announceEdit(channel: Channel, message: APIMessage): void;
  announceRemoval(channel: Channel, message: APIMessage): void;
};

function isSeenByBot(channel: Channel): boolean {
  return channel.guild?.botIsMember !== false && may(channel, PermissionFlagsBits.ViewChannel);
}

function may(channel: Channel, permission: bigint): boolean {
  return (botPermissions(channel) & permission) !== 0n;
}

/** Messages as bots see them: without the message content intent only their own, mentions and direct ones. */
export function createMessages(world: World, gateway: Gateway): Messages {
  const nonces = new Map<string, { readonly message: APIMessage; readonly at: number }>();

  function emit(name: string, channel: Channel, message: APIMessage): void {
    if (!isSeenByBot(channel)) return;
    const author = world.users.find(({ id }) => id === message.author.id) ?? world.bot;
    const { user: _, ...member } = memberPayload(author);
    const guild = channel.guild ? { guild_id: channel.guild.id, member } : {};
    const data = { ...message, ...guild, channel_type: channel.type };
    const isOpen =
      author === world.bot ||
      channel.type === ChannelType.DM ||
      message.mentions.some(({ id }) => id === world.bot.id);
    const withoutContent = { ...data, content: '', embeds: [], attachments: [], components: [] };
    gateway.emit({
      name,
      data: structuredClone(data),
      scope: channel.guild ? 'guild' : 'direct',
      ...(isOpen ? {} : { withoutContent }),
    });
  }

  /** @throws ApiError 50007, 50013, 50083 */
  function checkPost(channel: Channel, files: readonly AttachedFile[]): void {
    const needed =
      channel.type === ChannelType.PublicThread
        ? PermissionFlagsBits.SendMessagesInThreads
        : PermissionFlagsBits.SendMessages;
    if (channel.recipient && !channel.recipient.acceptsDirectMessages) throw cannotMessageUser();
    if (!may(channel, needed)) throw missingPermissions();
    if (files.length > 0 && !may(channel, PermissionFlagsBits.AttachFiles)) throw missingPermissions();
    if (channel.archived) throw threadIsArchived();
  }

  function get(channel: Channel, id: string | undefined): APIMessage {
    const message = channel.messages.find((one) => one.id === id);
    if (message === undefined) throw unknown.message();
    return message;
  }

  function publish(channel: Channel, message: APIMessage): void {
    channel.messages.push(message);
    emit('MESSAGE_CREATE', channel, message);
  }

  return {
    channelForBot(id) {
      const channel = world.channels.find((one) => one.id === id);
      if (channel === undefined || channel.deleted) throw unknown.channel();
      if (!isSeenByBot(channel)) throw missingAccess();
      return channel;
    },
    checkThread(channel, message) {
      if (channel.guild === undefined || channel.type === ChannelType.PublicThread) throw wrongChannelType();
      if (!may(channel, PermissionFlagsBits.CreatePublicThreads)) throw missingPermissions();
      if (world.channels.some(({ id, deleted }) => id === message && !deleted)) throw threadExists();
    },
    post(channel, body, files) {
      checkPost(channel, files);
      const key = `${channel.id} ${body.nonce}`;
      const known = body.enforce_nonce ? nonces.get(key) : undefined;
      if (known && known.at > world.now() - NONCE_IS_KEPT_MS) return known.message;
      const replied = body.message_reference?.message_id;
      if (replied !== undefined && !channel.messages.some(({ id }) => id === replied)) {
        throw invalidForm(['message_reference: Unknown message']);
      }
      // Without the permission Discord posts the message and leaves the embeds out.
      const shown = may(channel, PermissionFlagsBits.EmbedLinks) ? body : { ...body, embeds: [] };
      const message = createdMessage(world, channel, world.bot, shown, files);
      if (body.nonce !== undefined && body.nonce !== null) nonces.set(key, { message, at: world.now() });
      publish(channel, message);
      return message;
    },
    edit(channel, id, body, files) {
      const message = get(channel, id);
      if (message.author.id !== world.bot.id) throw notTheAuthor();
      applyEdit(world, message, body, files);
      emit('MESSAGE_UPDATE', channel, message);
      return message;
    },
    remove(channel, id) {
      const message = get(channel, id);
      if (message.author.id !== world.bot.id) throw missingPermissions();
      channel.messages.splice(channel.messages.indexOf(message), 1);
      this.announceRemoval(channel, message);
    },
    get,
    list(channel, query) {
      const limit = Math.min(Number(query.get('limit') ?? LIST_DEFAULT), LIST_MAX);
      const before = query.get('before');
      const after = query.get('after');
      if (!may(channel, PermissionFlagsBits.ReadMessageHistory)) return [];
      const within = channel.messages.filter(
        ({ id }) =>
          (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
      );
      // `after` takes the oldest ones after it, everything else the newest ones.
      const page = after === null ? within.slice(-limit) : within.slice(0, limit);
      // A nonce is for whoever waits for the answer; it is not counted on in what was said before.
      return page.reverse().map(({ nonce: _, ...message }) => message);
    },
    publish,
    announceEdit: (channel, message) => emit('MESSAGE_UPDATE', channel, message),
    announceRemoval(channel, message) {
      if (!isSeenByBot(channel)) return;
      gateway.emit({
        name: 'MESSAGE_DELETE',
        data: {
          id: message.id,
          channel_id: channel.id,
          ...(channel.guild ? { guild_id: channel.guild.id } : {}),
        },
        scope: channel.guild ? 'guild' : 'direct',
      });
    },
  };
}
