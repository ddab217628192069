import type { APIMessage } from 'discord-api-types/v10';
import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { userPayload } from './payloads.ts';
import type { Channel, User, World } from './world.ts';

/** The parts of a message body that the bot may send; shape and lengths were judged before. */
export type MessageBody = {
  readonly content?: string | null;
  readonly embeds?: readonly object[] | null;
  readonly components?: readonly object[] | null;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: { readonly message_id: string } | null;
  readonly allowed_mentions?: object | null;
  readonly attachments?: readonly object[] | null;
};

export type AttachedFile = { readonly name: string; readonly type: string; readonly text: string };

type Node = Readonly<Record<string, unknown>>;

/** What Discord fills in where a component leaves it out, by component type. */
const DEFAULTS: Readonly<Record<number, Node>> = {
  3: { min_values: 1, max_values: 1 },
  9: {},
  11: { description: null, spoiler: false },
  13: { spoiler: false, name: null, size: null },
  14: { spacing: 1, divider: true },
  17: { accent_color: null, spoiler: false },
};
const MEDIA_KEYS = ['media', 'file'];

/** Components as Discord gives them back: each with an id, defaults filled in, media unfurled, nulls gone. */
export function storedComponents(world: World, components: readonly object[]): APIMessage['components'] {
  let lastId = 0;
  const media = (value: unknown) => {
    const url = (value as { url: string }).url;
    return { id: world.nextId(), url, proxy_url: url, width: null, height: null };
  };
  const store = (component: Node): Node => {
    lastId += 1;
    const id = typeof component.id === 'number' && component.id > 0 ? component.id : lastId;
    const given = Object.entries(component).flatMap(([key, value]): [string, unknown][] => {
      if (value === null || value === undefined) return [];
      if (key === 'components') return [[key, (value as Node[]).map(store)]];
      if (key === 'accessory' || key === 'component') return [[key, store(value as Node)]];
      if (MEDIA_KEYS.includes(key)) return [[key, media(value)]];
      if (key === 'items') {
        const items = (value as Node[]).map((item) => ({
          description: null,
          spoiler: false,
          ...item,
          media: media(item.media),
        }));
        return [[key, items]];
      }
      return [[key, value]];
    });
    return { ...DEFAULTS[Number(component.type)], ...Object.fromEntries(given), id };
  };
  return (components as readonly Node[]).map(store) as unknown as NonNullable<APIMessage['components']>;
}

function storedEmbeds(embeds: readonly object[]): APIMessage['embeds'] {
  return embeds.map((embed) => {
    const given = Object.entries(embed).filter(([, value]) => value !== null && value !== undefined);
    const fields = (embed as { fields?: { inline?: boolean }[] }).fields;
    return {
      type: 'rich',
      ...Object.fromEntries(given),
      ...(fields ? { fields: fields.map((field) => ({ ...field, inline: field.inline ?? false })) } : {}),
    };
  }) as APIMessage['embeds'];
}

function storedFiles(world: World, files: readonly AttachedFile[]): APIMessage['attachments'] {
  return files.map(({ name, type, text }) => {
    const id = world.nextId();
    const url = `https://cdn.example.org/${id}/${encodeURIComponent(name)}`;
    const size = Buffer.byteLength(text);
    return { id, filename: name, size, url, proxy_url: url, content_type: type };
  });
}

/** The flags of a message that Discord keeps from what was sent. */
const KEPT_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

/** A new message, complete as MESSAGE_CREATE and REST give it. */
export function createdMessage(
  world: World,
  channel: Channel,
  author: User,
  body: MessageBody,
  files: readonly AttachedFile[] = [],
): APIMessage {
  const mentioned = world.users.filter(({ id }) => new RegExp(`<@!?${id}>`).test(body.content ?? ''));
  const mentions = author.bot ? [] : [...mentioned, ...mentionsOfBot(world, body)];
  const reference = body.message_reference;
  return {
    id: world.nextId(),
    channel_id: channel.id,
    type: reference ? MessageType.Reply : MessageType.Default,
    author: userPayload(author),
    content: body.content ?? '',
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: mentions.map(userPayload),
    mention_roles: [],
    attachments: storedFiles(world, files),
    embeds: storedEmbeds(body.embeds ?? []),
    pinned: false,
    flags: (body.flags ?? 0) & KEPT_FLAGS,
    components: storedComponents(world, body.components ?? []),
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    ...(reference
      ? { message_reference: { type: 0, channel_id: channel.id, message_id: reference.message_id } }
      : {}),
  } as APIMessage;
}

function mentionsOfBot(world: World, body: MessageBody): User[] {
  return new RegExp(`<@!?${world.bot.id}>`).test(body.content ?? '') ? [world.bot] : [];
}

/** Changes a message in place, so that whoever holds it sees the edit. Fields that are left out stay. */
export function applyEdit(
  world: World,
  message: APIMessage,
  body: MessageBody,
  files: readonly AttachedFile[] = [],
): void {
  if (body.content !== undefined) message.content = body.content ?? '';
  if (body.embeds !== undefined) message.embeds = storedEmbeds(body.embeds ?? []);
  if (body.components !== undefined) {
    const components = storedComponents(world, body.components ?? []);
    if (components) message.components = components;
  }
  if (body.attachments !== undefined || files.length > 0) message.attachments = storedFiles(world, files);
  const added = (body.flags ?? 0) & (MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds);
  message.flags = ((message.flags ?? 0) | added) & ~MessageFlags.Loading;
  message.edited_timestamp = new Date(world.now()).toISOString();
}
