import type { Arguments } from '../arguments.ts';
import type { Interactions } from '../interactions.ts';
import type { Channel, Content, Message, Workspace } from '../workspace.ts';

/** What a method refuses with: `error` of Slack's envelope, and what stands beside it. */
export class SlackError extends Error {
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(error: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.fields = fields;
  }
}

export type MethodContext = {
  readonly workspace: Workspace;
  readonly interactions: Interactions;
  readonly scopes: ReadonlySet<string>;
  /** Where the bot's sockets connect to; a fresh ticket each time. */
  socketUrl(): string;
};

export type Method = {
  /** Which token it wants; the bot's where it is not said. */
  readonly token?: 'app';
  readonly scope?: string;
  handle(args: Arguments, context: MethodContext): Record<string, unknown>;
};

/** @throws SlackError `missing_scope`, in Slack's words. */
export function needScope(context: MethodContext, scope: string): void {
  if (context.scopes.has(scope)) return;
  throw new SlackError('missing_scope', { needed: scope, provided: [...context.scopes].join(',') });
}

/** The scope that a kind of conversation asks for: `history`, `read` or `write` of channels, groups or direct ones. */
export function kindScope({ kind }: Channel, action: 'history' | 'read' | 'write'): string {
  const prefix = kind === 'im' ? 'im' : kind === 'private' ? 'groups' : 'channels';
  return `${prefix}:${action}`;
}

/** A conversation that the bot may know of; a private one without it does not exist for it. */
export function visibleChannel(args: Arguments, { workspace }: MethodContext): Channel {
  const channel = workspace.channels.find(
    ({ id, name }) => id === args.channel || `#${name}` === args.channel || name === args.channel,
  );
  const isHidden = channel?.kind === 'private' && !channel.members.has(workspace.bot.id);
  if (channel === undefined || isHidden) throw new SlackError('channel_not_found');
  return channel;
}

/** A conversation to write to. A user's id means the direct conversation with them. */
export function writableChannel(args: Arguments, context: MethodContext): Channel {
  const { workspace, scopes } = context;
  const isUser = workspace.users.some(({ id }) => id === args.channel);
  const channel = isUser ? workspace.directChannel(args.channel ?? '') : visibleChannel(args, context);
  if (channel.archived) throw new SlackError('is_archived');
  const mayWrite = channel.members.has(workspace.bot.id) || scopes.has('chat:write.public');
  if (!mayWrite) throw new SlackError('not_in_channel');
  return channel;
}

/** A message as the Web API and events show it. */
export function messageJson(message: Message, workspace: Workspace): Record<string, unknown> {
  const shown: Content | undefined = message.versions.at(-1);
  const isBot = message.author === workspace.bot.id;
  return {
    type: 'message',
    ts: message.ts,
    user: message.author,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(shown?.metadata === undefined ? {} : { metadata: shown.metadata }),
    ...(message.versions.length > 1 ? { edited: { user: message.author, ts: message.ts } } : {}),
    ...(message.reactions.length > 0
      ? {
          reactions: message.reactions.map((name) => ({ name, count: 1, users: [workspace.bot.id] })),
        }
      : {}),
    ...(isBot ? { bot_id: workspace.bot.botId, app_id: workspace.appId } : {}),
    team: workspace.teamId,
  };
}
