import type { Arguments } from '../arguments.ts';
import type { Channel, Message } from '../workspace.ts';
import {
  kindScope,
  type Method,
  type MethodContext,
  messageJson,
  needScope,
  SlackError,
  visibleChannel,
} from './method.ts';

const HISTORY_PAGE = 100;

function readable(args: Arguments, context: MethodContext, action: 'history' | 'read'): Channel {
  const channel = visibleChannel(args, context);
  needScope(context, kindScope(channel, action));
  const isOutside = !channel.members.has(context.workspace.bot.id);
  if (action === 'history' && isOutside) throw new SlackError('not_in_channel');
  return channel;
}

function publicMessages(channel: Channel, { workspace }: MethodContext): Message[] {
  return workspace.messages.filter(
    (message) => message.channel === channel.id && message.onlyFor === undefined && !message.deleted,
  );
}

function isWithin(message: Message, { oldest = '0', latest, inclusive = false }: Arguments): boolean {
  const atBorder = message.ts === oldest || message.ts === latest;
  if (atBorder) return inclusive;
  return message.ts > oldest && (latest === undefined || message.ts < latest);
}

/** One page of messages, and where the next begins. Metadata are given only to who asks for them and may read them. */
function page(messages: readonly Message[], args: Arguments, { workspace, scopes }: MethodContext) {
  const showsMetadata = args.include_all_metadata === true && scopes.has('metadata.message:read');
  const start = Number(args.cursor ?? 0);
  const end = start + Math.min(args.limit ?? HISTORY_PAGE, 1000);
  const hasMore = end < messages.length;
  return {
    messages: messages.slice(start, end).map((message) => {
      const { metadata, ...json } = messageJson(message, workspace);
      return showsMetadata && metadata !== undefined ? { ...json, metadata } : json;
    }),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(end) : '' },
  };
}

const history: Method = {
  handle(args, context) {
    const channel = readable(args, context, 'history');
    const messages = publicMessages(channel, context)
      .filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts)
      .filter((message) => isWithin(message, args));
    return page(messages.reverse(), args, context);
  },
};

const replies: Method = {
  handle(args, context) {
    const channel = readable(args, context, 'history');
    const messages = publicMessages(channel, context).filter(
      ({ threadTs, ts }) => ts === args.ts || threadTs === args.ts,
    );
    if (messages.length === 0) throw new SlackError('thread_not_found');
    return page(messages, args, context);
  },
};

function channelJson(channel: Channel, { workspace }: MethodContext): Record<string, unknown> {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'im',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_member: channel.members.has(workspace.bot.id),
    context_team_id: workspace.teamId,
    ...(channel.kind === 'im'
      ? { user: [...channel.members].find((id) => id !== workspace.bot.id) }
      : { num_members: channel.members.size }),
  };
}

const info: Method = {
  handle: (args, context) => ({ channel: channelJson(readable(args, context, 'read'), context) }),
};

const join: Method = {
  handle(args, context) {
    const channel = visibleChannel(args, context);
    if (channel.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
    needScope(context, 'channels:join');
    if (channel.archived) throw new SlackError('is_archived');
    channel.members.add(context.workspace.bot.id);
    return { channel: channelJson(channel, context) };
  },
};

const open: Method = {
  scope: 'im:write',
  handle(args, context) {
    const { workspace } = context;
    const ids = (args.users ?? '').split(',').filter(Boolean);
    if (args.channel !== undefined) {
      return { channel: { id: visibleChannel(args, context).id }, no_op: true, already_open: true };
    }
    const user = workspace.users.find(({ id }) => id === ids[0]);
    if (ids.length === 0) throw new SlackError('users_list_not_supplied');
    if (user === undefined) throw new SlackError('user_not_found');
    const channel = workspace.directChannel(user.id);
    return { channel: args.return_im ? channelJson(channel, context) : { id: channel.id } };
  },
};

export const CONVERSATION_METHODS: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': info,
  'conversations.join': join,
  'conversations.open': open,
};
