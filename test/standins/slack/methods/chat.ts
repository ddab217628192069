import type { Arguments } from '../arguments.ts';
import type { Channel, Content, Message } from '../workspace.ts';
import {
  type Method,
  type MethodContext,
  messageJson,
  SlackError,
  visibleChannel,
  writableChannel,
} from './method.ts';

/** Slack cuts longer texts, and says so in a warning. */
const TEXT_LIMIT = 40_000;

/** What a message says. @throws SlackError `no_text` where it says nothing. */
export function contentOf(args: Arguments): Content {
  const text = args.text ?? args.markdown_text ?? '';
  const blocks = args.blocks ?? [];
  if (text === '' && blocks.length === 0) throw new SlackError('no_text');
  return {
    text: [...text].slice(0, TEXT_LIMIT).join(''),
    blocks,
    ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
  };
}

function truncation(args: Arguments): Record<string, unknown> {
  if ([...(args.text ?? '')].length <= TEXT_LIMIT) return {};
  return { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } };
}

function ownMessage(channel: Channel, args: Arguments, context: MethodContext, refusal: string): Message {
  const message = context.workspace.messages.find(
    ({ ts, channel: id, onlyFor, deleted }) =>
      ts === args.ts && id === channel.id && onlyFor === undefined && !deleted,
  );
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.author !== context.workspace.bot.id) throw new SlackError(refusal);
  return message;
}

const postMessage: Method = {
  scope: 'chat:write',
  handle(args, context) {
    const { workspace } = context;
    const content = contentOf(args);
    const channel = writableChannel(args, context);
    const message = workspace.addMessage(
      { channel: channel.id, author: workspace.bot.id, threadTs: args.thread_ts },
      content,
    );
    return {
      channel: channel.id,
      ts: message.ts,
      message: messageJson(message, workspace),
      ...truncation(args),
    };
  },
};

const postEphemeral: Method = {
  scope: 'chat:write',
  handle(args, context) {
    const { workspace } = context;
    const content = contentOf(args);
    const channel = writableChannel({ ...args, channel: args.channel ?? '' }, context);
    if (!channel.members.has(args.user ?? '')) throw new SlackError('user_not_in_channel');
    const message = workspace.addMessage(
      { channel: channel.id, author: workspace.bot.id, threadTs: args.thread_ts, onlyFor: args.user },
      content,
    );
    return { message_ts: message.ts, ...truncation(args) };
  },
};

const update: Method = {
  scope: 'chat:write',
  handle(args, context) {
    const { workspace } = context;
    const channel = visibleChannel(args, context);
    const message = ownMessage(channel, args, context, 'cant_update_message');
    const content = contentOf(args);
    workspace.changeMessage(message, content);
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messageJson(message, workspace),
      ...truncation(args),
    };
  },
};

const remove: Method = {
  scope: 'chat:write',
  handle(args, context) {
    const channel = visibleChannel(args, context);
    const message = ownMessage(channel, args, context, 'cant_delete_message');
    context.workspace.deleteMessage(message);
    return { channel: channel.id, ts: message.ts };
  },
};

export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
};
