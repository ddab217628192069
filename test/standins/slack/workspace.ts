import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import type { Clock, Identifiers } from './identifiers.ts';

export const BlockSchema = z.looseObject({ type: z.string(), block_id: z.string().optional() });
export type Block = z.infer<typeof BlockSchema>;

export const ViewPayloadSchema = z.looseObject({
  type: z.enum(['modal', 'home']),
  blocks: z.array(BlockSchema),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  external_id: z.string().optional(),
});
export type ViewPayload = z.infer<typeof ViewPayloadSchema>;

export type User = {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly isAdmin: boolean;
};

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  archived: boolean;
  /** User ids, the bot's included where it has joined. */
  readonly members: Set<string>;
};

export type Content = {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata?: unknown;
};

/** One state of a message. `interaction` names the press or command whose response_url or acknowledgement made it. */
export type Version = Content & { readonly interaction?: string };

export type Message = {
  readonly ts: string;
  readonly channel: string;
  readonly author: string;
  readonly threadTs?: string;
  /** The only person who sees it, where it is ephemeral. */
  readonly onlyFor?: string;
  /** Oldest first; the last is what is shown. */
  readonly versions: Version[];
  readonly reactions: string[];
  deleted: boolean;
  readonly text: string;
  readonly blocks: readonly Block[];
};

export type View = {
  readonly id: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId?: string;
  payload: ViewPayload;
  hash: string;
  open: boolean;
  /** What the bot's last `response_action: errors` said, by block id. */
  errors: Readonly<Record<string, string>>;
};

export type Workspace = {
  readonly teamId: string;
  readonly appId: string;
  readonly bot: User & { readonly botId: string };
  readonly users: User[];
  readonly channels: Channel[];
  readonly messages: Message[];
  readonly views: View[];
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  /** What was changed, in order: a message, a view, or something else that somebody may wait for. */
  readonly changes: readonly (Message | View | undefined)[];
  /** Says that something was changed, so that who waits for it looks. */
  changed(what?: Message | View): void;
  /** Waits until `holds`, looking again after every change. @throws Error with `describe()` after `timeoutMs`. */
  until(holds: () => boolean, timeoutMs: number, describe: () => string): Promise<void>;
  addMessage(message: NewMessage, content: Content, interaction?: string): Message;
  changeMessage(message: Message, content: Content, interaction?: string): void;
  deleteMessage(message: Message, interaction?: string): void;
  directChannel(userId: string): Channel;
};

type NewMessage = {
  readonly channel: string;
  readonly author: string;
  readonly threadTs?: string | undefined;
  readonly onlyFor?: string | undefined;
};

/** Slack gives an id to every block and element that was sent without one. */
function withIds(blocks: readonly Block[], identifiers: Identifiers): Block[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? identifiers.id('b') }));
}

export type WorkspaceOptions = {
  readonly people: readonly string[];
  /** Who administers the workspace, by name. */
  readonly admins?: readonly string[];
  readonly channels: readonly ChannelOptions[];
};

export type ChannelOptions = {
  readonly name: string;
  readonly kind?: 'public' | 'private';
  readonly archived?: boolean;
  /** Whether the bot has joined; true where it is not said. */
  readonly bot?: boolean;
};

/** The state of one workspace with one bot installed: who and what is there, and a way to wait for changes. */
export function createWorkspace(
  options: WorkspaceOptions,
  clock: Clock,
  identifiers: Identifiers,
): Workspace {
  const events = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
  const changes: (Message | View | undefined)[] = [];
  const changed = (what?: Message | View) => {
    changes.push(what);
    events.emit('change');
  };
  const person = (name: string): User => ({
    id: identifiers.id('U'),
    name,
    locale: 'en-US',
    isAdmin: options.admins?.includes(name) === true,
  });
  const bot = { ...person('labrarian'), botId: identifiers.id('B') };
  const users = options.people.map(person);
  const channels: Channel[] = options.channels.map((channel) => ({
    id: identifiers.id('C'),
    name: channel.name,
    kind: channel.kind ?? 'public',
    archived: channel.archived ?? false,
    members: new Set([...users.map(({ id }) => id), ...(channel.bot === false ? [] : [bot.id])]),
  }));
  const messages: Message[] = [];

  const version = (content: Content, interaction: string | undefined): Version => ({
    ...content,
    blocks: withIds(content.blocks, identifiers),
    ...(interaction === undefined ? {} : { interaction }),
  });
  const shown = (message: Message): Content => message.versions.at(-1) ?? { text: '', blocks: [] };

  return {
    teamId: identifiers.id('T'),
    appId: identifiers.id('A'),
    bot,
    users,
    channels,
    messages,
    views: [],
    clock,
    identifiers,
    changes,
    changed,
    async until(holds, timeoutMs, describe) {
      const signal = AbortSignal.timeout(timeoutMs);
      while (!holds()) {
        await once(events, 'change', { signal }).catch(() => {
          throw new Error(`Waited ${timeoutMs} ms in vain. ${describe()}`);
        });
      }
    },
    addMessage({ channel, author, threadTs, onlyFor }, content, interaction) {
      const message: Message = {
        ts: identifiers.ts(),
        channel,
        author,
        ...(threadTs === undefined ? {} : { threadTs }),
        ...(onlyFor === undefined ? {} : { onlyFor }),
        versions: [version(content, interaction)],
        reactions: [],
        deleted: false,
        get text() {
          return shown(message).text;
        },
        get blocks() {
          return shown(message).blocks;
        },
      };
      messages.push(message);
      changed(message);
      return message;
    },
    changeMessage(message, content, interaction) {
      message.versions.push(version(content, interaction));
      changed(message);
    },
    deleteMessage(message, interaction) {
      message.versions.push(version({ text: '', blocks: [] }, interaction));
      message.deleted = true;
      changed(message);
    },
    directChannel(userId) {
      const existing = channels.find(({ kind, members }) => kind === 'im' && members.has(userId));
      if (existing !== undefined) return existing;
      const channel: Channel = {
        id: identifiers.id('D'),
        name: 'directmessage',
        kind: 'im',
        archived: false,
        members: new Set([userId, bot.id]),
      };
      channels.push(channel);
      return channel;
    },
  };
}
