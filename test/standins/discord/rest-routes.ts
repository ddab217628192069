import { ChannelType } from 'discord-api-types/v10';
import { invalidForm, notYourApplication, unknown } from './api-error.ts';
import type { CommandBody, CommandRegistry } from './commands.ts';
import type { Gateway } from './gateway.ts';
import type { Answer } from './http-reply.ts';
import type { Callback, Interaction } from './interaction.ts';
import type { Interactions } from './interactions.ts';
import { ORIGINAL } from './interactions.ts';
import type { AttachedFile, MessageBody } from './message-payload.ts';
import type { Messages } from './messages.ts';
import {
  applicationPayload,
  channelPayload,
  guildPayload,
  memberPayload,
  ownUserPayload,
  userPayload,
} from './payloads.ts';
import type { RouteName } from './routes.ts';
import type { Guild, World } from './world.ts';
import { addThread, directChannel } from './world.ts';

export type Call = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly AttachedFile[];
};

export type Handler = (call: Call) => Answer;

export type Parts = {
  readonly world: World;
  readonly gateway: Gateway;
  readonly gatewayUrl: () => string;
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly commands: CommandRegistry;
};

const ok = (body: unknown): Answer => ({ status: 200, body });
const created = (body: unknown): Answer => ({ status: 201, body });
const done: Answer = { status: 204 };

type WorldRoute =
  | 'getGatewayBot'
  | 'getOwnUser'
  | 'getUser'
  | 'listOwnGuilds'
  | 'leaveGuild'
  | 'openDirectChannel'
  | 'getOwnApplication'
  | 'getOwnOAuthApplication'
  | 'getGuild'
  | 'listGuildChannels'
  | 'getGuildMember'
  | 'getChannel';

function worldRoutes({ world, gateway, gatewayUrl, messages }: Parts): Record<WorldRoute, Handler> {
  const guildForBot = (id: string | undefined): Guild => {
    const guild = world.guilds.find((one) => one.id === id && one.botIsMember);
    if (guild === undefined) throw unknown.guild();
    return guild;
  };
  const user = (id: string | undefined) => {
    const found = [...world.users, world.bot].find((one) => one.id === id);
    if (found === undefined) throw unknown.user();
    return found;
  };
  const application = () => ok(applicationPayload(world));
  return {
    getGatewayBot: () =>
      ok({ url: gatewayUrl(), shards: 1, session_start_limit: gateway.sessionStartLimit() }),
    getOwnUser: () => ok(ownUserPayload(world.bot)),
    getUser: ({ params }) => ok(userPayload(user(params.user))),
    listOwnGuilds: () =>
      ok(
        world.guilds
          .filter(({ botIsMember }) => botIsMember)
          .map(({ id, name }) => ({
            id,
            name,
            icon: null,
            banner: null,
            owner: false,
            permissions: '0',
            features: [],
          })),
      ),
    leaveGuild: ({ params }) => {
      const guild = guildForBot(params.guild);
      guild.botIsMember = false;
      gateway.emit({ name: 'GUILD_DELETE', data: { id: guild.id }, scope: 'guild' });
      return done;
    },
    openDirectChannel: ({ body }) => {
      const recipient = user((body as { recipient_id: string }).recipient_id);
      if (recipient.bot) throw invalidForm(['recipient_id: Cannot send messages to this user']);
      return ok(channelPayload(world, directChannel(world, recipient)));
    },
    getOwnApplication: application,
    getOwnOAuthApplication: application,
    getGuild: ({ params }) => ok(guildPayload(world, guildForBot(params.guild))),
    listGuildChannels: ({ params }) =>
      ok(
        guildForBot(params.guild)
          .channels.filter(({ type, deleted }) => type !== ChannelType.PublicThread && !deleted)
          .map((channel) => channelPayload(world, channel)),
      ),
    getGuildMember: ({ params }) => {
      guildForBot(params.guild);
      return ok({ ...memberPayload(user(params.user)) });
    },
    getChannel: ({ params }) => ok(channelPayload(world, messages.channelForBot(params.channel))),
  };
}

type MessageRoute =
  | 'listMessages'
  | 'createMessage'
  | 'getMessage'
  | 'editMessage'
  | 'deleteMessage'
  | 'startTyping'
  | 'createThread'
  | 'createThreadFromMessage';

function messageRoutes({ world, gateway, messages }: Parts): Record<MessageRoute, Handler> {
  const channelOf = ({ params }: Call) => messages.channelForBot(params.channel);
  const openThread = (call: Call, id?: string): Answer => {
    messages.checkThread(channelOf(call), id);
    const thread = addThread(world, channelOf(call), (call.body as { name: string }).name, id);
    const payload = channelPayload(world, thread);
    gateway.emit({ name: 'THREAD_CREATE', data: { ...payload, newly_created: true }, scope: 'guild' });
    return created(payload);
  };
  return {
    listMessages: (call) => ok(messages.list(channelOf(call), call.query)),
    createMessage: (call) => ok(messages.post(channelOf(call), call.body as MessageBody, call.files)),
    getMessage: (call) => ok(messages.get(channelOf(call), call.params.message)),
    editMessage: (call) =>
      ok(messages.edit(channelOf(call), call.params.message, call.body as MessageBody, call.files)),
    deleteMessage: (call) => {
      messages.remove(channelOf(call), call.params.message);
      return done;
    },
    startTyping: (call) => {
      channelOf(call);
      return done;
    },
    createThread: (call) => openThread(call),
    createThreadFromMessage: (call) =>
      openThread(call, messages.get(channelOf(call), call.params.message).id),
  };
}

type InteractionRoute =
  | 'answerInteraction'
  | 'getOriginal'
  | 'editOriginal'
  | 'deleteOriginal'
  | 'createFollowUp'
  | 'getFollowUp'
  | 'editFollowUp'
  | 'deleteFollowUp';

function callbackResponse({ id, type, original, loading, view }: Interaction, callback: Callback): object {
  const shows = callback.type === 4 || callback.type === 7;
  const isEphemeral = view.visibility === 'ephemeral';
  return {
    interaction: {
      id,
      type,
      ...(original
        ? {
            response_message_id: original.id,
            response_message_loading: loading,
            response_message_ephemeral: isEphemeral,
          }
        : {}),
    },
    ...(shows && original ? { resource: { type: callback.type, message: original } } : {}),
  };
}

function interactionRoutes({ world, interactions }: Parts): Record<InteractionRoute, Handler> {
  const byToken = ({ params }: Call) => {
    if (params.application !== world.applicationId) throw unknown.webhook();
    return interactions.byToken(params.token);
  };
  const get = (call: Call, id: string) => ok(interactions.message(byToken(call), id));
  const edit = (call: Call, id: string) =>
    ok(interactions.edit(byToken(call), id, call.body as MessageBody, call.files));
  const remove = (call: Call, id: string) => {
    interactions.remove(byToken(call), id);
    return done;
  };
  const messageId = ({ params }: Call) => params.message ?? '';
  return {
    answerInteraction: ({ params, query, body, files }) => {
      const callback = body as Callback;
      const interaction = interactions.answer(params.interaction, params.token, callback, files);
      return query.get('with_response') === 'true' ? ok(callbackResponse(interaction, callback)) : done;
    },
    getOriginal: (call) => get(call, ORIGINAL),
    editOriginal: (call) => edit(call, ORIGINAL),
    deleteOriginal: (call) => remove(call, ORIGINAL),
    createFollowUp: (call) => ok(interactions.followUp(byToken(call), call.body as MessageBody, call.files)),
    getFollowUp: (call) => get(call, messageId(call)),
    editFollowUp: (call) => edit(call, messageId(call)),
    deleteFollowUp: (call) => remove(call, messageId(call)),
  };
}

type CommandRoute =
  | 'listCommands'
  | 'replaceCommands'
  | 'createCommand'
  | 'getCommand'
  | 'editCommand'
  | 'deleteCommand';
type GuildCommandRoute =
  | 'listGuildCommands'
  | 'replaceGuildCommands'
  | 'createGuildCommand'
  | 'getGuildCommand'
  | 'editGuildCommand'
  | 'deleteGuildCommand';

/** The same handlers for global commands and a guild's: the path says which. */
function commandRoutes({ world, commands }: Parts): Record<CommandRoute | GuildCommandRoute, Handler> {
  const own =
    (handler: Handler): Handler =>
    (call) => {
      if (call.params.application !== world.applicationId) throw notYourApplication();
      return handler(call);
    };
  const list: Handler = ({ params }) => ok(commands.list(params.guild));
  const replace: Handler = ({ params, body }) =>
    ok(commands.replace(params.guild, (body ?? []) as CommandBody[]));
  const create: Handler = ({ params, body }) => {
    const { command, created: isNew } = commands.create(params.guild, body as CommandBody);
    return { status: isNew ? 201 : 200, body: command };
  };
  const get: Handler = ({ params }) => ok(commands.get(params.guild, params.command));
  const edit: Handler = ({ params, body }) =>
    ok(commands.edit(params.guild, params.command, body as Partial<CommandBody>));
  const remove: Handler = ({ params }) => {
    commands.remove(params.guild, params.command);
    return done;
  };
  return {
    listCommands: own(list),
    replaceCommands: own(replace),
    createCommand: own(create),
    getCommand: own(get),
    editCommand: own(edit),
    deleteCommand: own(remove),
    listGuildCommands: own(list),
    replaceGuildCommands: own(replace),
    createGuildCommand: own(create),
    getGuildCommand: own(get),
    editGuildCommand: own(edit),
    deleteGuildCommand: own(remove),
  };
}

/** What each route does, judged requests in, replies to be judged out. */
export function createHandlers(parts: Parts): Record<RouteName, Handler> {
  return {
    ...worldRoutes(parts),
    ...messageRoutes(parts),
    ...interactionRoutes(parts),
    ...commandRoutes(parts),
  };
}
