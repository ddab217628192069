/// <reference path="./discord-api-spec.d.ts" />
import * as spec from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import type { RouteName } from './routes.ts';

/** Which of the specification's schemas a route's body and its 2xx reply have to fit. */

export const CHANNEL_SCHEMA = z.union([
  spec.GuildChannelResponseSchema,
  spec.PrivateChannelResponseSchema,
  spec.ThreadResponseSchema,
]);

const callback = z.union([
  spec.CreateMessageInteractionCallbackRequestSchema,
  spec.UpdateMessageInteractionCallbackRequestSchema,
  spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  spec.ModalInteractionCallbackRequestSchema,
]);

const commands = z.array(spec.ApplicationCommandUpdateRequestSchema);

/** Routes that are not here take no body. */
export const REQUEST_SCHEMAS: Readonly<Partial<Record<RouteName, $ZodType>>> = {
  openDirectChannel: spec.CreatePrivateChannelRequestSchema,
  createMessage: spec.MessageCreateRequestSchema,
  editMessage: spec.MessageEditRequestPartialSchema,
  createThread: spec.CreateTextThreadWithoutMessageRequestSchema,
  createThreadFromMessage: spec.CreateTextThreadWithMessageRequestSchema,
  answerInteraction: callback,
  editOriginal: spec.IncomingWebhookUpdateRequestPartialSchema,
  createFollowUp: spec.IncomingWebhookRequestPartialSchema,
  editFollowUp: spec.IncomingWebhookUpdateRequestPartialSchema,
  replaceCommands: commands,
  createCommand: spec.ApplicationCommandCreateRequestSchema,
  editCommand: spec.ApplicationCommandPatchRequestPartialSchema,
  replaceGuildCommands: commands,
  createGuildCommand: spec.ApplicationCommandCreateRequestSchema,
  editGuildCommand: spec.ApplicationCommandPatchRequestPartialSchema,
};

export const MESSAGE_SCHEMA: $ZodType = spec.MessageResponseSchema;
export const USER_SCHEMA: $ZodType = spec.UserResponseSchema;
const command = spec.ApplicationCommandResponseSchema;

/** Routes that are not here answer with 204 only. */
export const REPLY_SCHEMAS: Readonly<Partial<Record<RouteName, $ZodType>>> = {
  getGatewayBot: spec.GatewayBotResponseSchema,
  getOwnUser: spec.UserPIIResponseSchema,
  getUser: USER_SCHEMA,
  listOwnGuilds: z.array(spec.MyGuildResponseSchema),
  openDirectChannel: spec.PrivateChannelResponseSchema,
  getOwnApplication: spec.PrivateApplicationResponseSchema,
  getOwnOAuthApplication: spec.PrivateApplicationResponseSchema,
  getGuild: spec.GuildWithCountsResponseSchema,
  listGuildChannels: z.array(CHANNEL_SCHEMA),
  getGuildMember: spec.GuildMemberResponseSchema,
  getChannel: CHANNEL_SCHEMA,
  listMessages: z.array(spec.MessageResponseSchema),
  createMessage: MESSAGE_SCHEMA,
  getMessage: MESSAGE_SCHEMA,
  editMessage: MESSAGE_SCHEMA,
  createThread: spec.CreatedThreadResponseSchema,
  createThreadFromMessage: spec.ThreadResponseSchema,
  answerInteraction: spec.InteractionCallbackResponseSchema,
  getOriginal: MESSAGE_SCHEMA,
  editOriginal: MESSAGE_SCHEMA,
  createFollowUp: MESSAGE_SCHEMA,
  getFollowUp: MESSAGE_SCHEMA,
  editFollowUp: MESSAGE_SCHEMA,
  listCommands: z.array(command),
  replaceCommands: z.array(command),
  createCommand: command,
  getCommand: command,
  editCommand: command,
  listGuildCommands: z.array(command),
  replaceGuildCommands: z.array(command),
  createGuildCommand: command,
  getGuildCommand: command,
  editGuildCommand: command,
};

export const ERROR_SCHEMA: $ZodType = spec.ErrorResponseSchema;
export const RATE_LIMIT_SCHEMA: $ZodType = spec.RatelimitedResponseSchema;
