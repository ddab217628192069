import type { APIMessage } from 'discord-api-types/v10';
import { ComponentType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { invalidForm } from './api-error.ts';
import { componentsOf } from './message-routes.ts';
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
  readonly allowed_mentions?: {
    readonly parse?: readonly string[] | null;
    readonly users?: readonly string[] | null;
  } | null;
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
  const text = textOf(body);
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
    mention_everyone: author.bot && /@(everyone|here)/.test(text) && parses(body, 'everyone'),
    mentions: pinged(world, author, body, text).map(userPayload),
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

/** All text in which Discord looks for mentions. */
function textOf(body: MessageBody): string {
  const texts = componentsOf({ components: body.components }).map(({ content }) => content ?? '');
  return [body.content ?? '', ...texts].join('\n');
}

/** Without `allowed_mentions` everything is parsed. */
function parses({ allowed_mentions: allowed }: MessageBody, what: string): boolean {
  return allowed === undefined || allowed === null || (allowed.parse ?? []).includes(what);
}

function pinged(world: World, author: User, body: MessageBody, text: string): User[] {
  const ids = new Set([...text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id));
  const named = [...world.users, world.bot].filter(({ id }) => ids.has(id));
  if (!author.bot || parses(body, 'users')) return named;
  return named.filter(({ id }) => body.allowed_mentions?.users?.includes(id));
}

/** Components that only the V2 layout has. */
const V2_ONLY: ReadonlySet<unknown> = new Set([
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.Thumbnail,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
  ComponentType.Container,
]);

/** What an edit may not do to this message: the V2 layout cannot be left, nor mixed with content and embeds. */
function editProblems(message: APIMessage, body: MessageBody): string[] {
  const flags = (message.flags ?? 0) | (body.flags ?? 0);
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const embeds = body.embeds === undefined ? message.embeds : (body.embeds ?? []);
  const content = body.content === undefined ? message.content : body.content;
  if (isV2 && (content || embeds.length > 0))
    return ['content, embeds: not together with the components flag'];
  const foreign =
    !isV2 && componentsOf({ components: body.components }).some(({ type }) => V2_ONLY.has(type));
  return foreign ? ['components: this type needs the components flag'] : [];
}

/** Changes a message in place, so that whoever holds it sees the edit. Fields that are left out stay. */
export function applyEdit(
  world: World,
  message: APIMessage,
  body: MessageBody,
  files: readonly AttachedFile[] = [],
): void {
  const problems = editProblems(message, body);
  if (problems.length > 0) throw invalidForm(problems);
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
