import type { Interaction } from './interactions.ts';
import { messageJson } from './methods/method.ts';
import { viewJson } from './methods/views.ts';
import type { Block, Channel, Message, User, View, Workspace } from './workspace.ts';

/** Slack's verification token: deprecated, still sent, worth nothing. */
const VERIFICATION_TOKEN = 'verification-token';

/** What people type arrives with `&`, `<` and `>` escaped. */
export function escapeTyped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An element that a person can act on, and the block that holds it. */
export type Found = { readonly block: Block; readonly element: Readonly<Record<string, unknown>> };

export type PayloadContext = { readonly workspace: Workspace; responseUrl(interaction: Interaction): string };

function userJson({ id, name }: User, { teamId }: Workspace) {
  return { id, username: name, name, team_id: teamId };
}

function common({ teamId, appId }: Workspace) {
  return {
    token: VERIFICATION_TOKEN,
    api_app_id: appId,
    team: { id: teamId, domain: 'lab' },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A slash command's fields. */
export function commandPayload(
  { workspace, responseUrl }: PayloadContext,
  user: User,
  channel: Channel,
  command: string,
  text: string,
  interaction: Interaction,
) {
  return {
    token: VERIFICATION_TOKEN,
    team_id: workspace.teamId,
    team_domain: 'lab',
    channel_id: channel.id,
    channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text: escapeTyped(text),
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(interaction),
    trigger_id: interaction.triggerId,
  };
}

/** Where a person acts: a message of a channel, or a view. */
export type Surface =
  | { readonly message: Message; readonly channel: Channel }
  | { readonly view: View; readonly values: Readonly<Record<string, unknown>> };

/** An ephemeral message is not sent along: the bot gets its `ts` alone. */
function surfaceJson(surface: Surface, workspace: Workspace): Record<string, unknown> {
  if ('view' in surface) {
    const { view, values } = surface;
    return { container: { type: 'view', view_id: view.id }, view: viewJson(view, workspace, values) };
  }
  const { message, channel } = surface;
  const isEphemeral = message.onlyFor !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.name },
    ...(isEphemeral ? {} : { message: messageJson(message, workspace) }),
    state: { values: {} },
  };
}

/** A press of a button or a choice from a menu. `change`: what was chosen. */
export function actionPayload(
  { workspace, responseUrl }: PayloadContext,
  user: User,
  surface: Surface,
  { block, element }: Found,
  change: Readonly<Record<string, unknown>>,
  interaction: Interaction,
) {
  const { type, action_id, text, value } = element;
  return {
    type: 'block_actions',
    ...common(workspace),
    user: userJson(user, workspace),
    trigger_id: interaction.triggerId,
    ...surfaceJson(surface, workspace),
    ...('message' in surface ? { response_url: responseUrl(interaction) } : {}),
    actions: [
      {
        type,
        action_id,
        block_id: block.block_id,
        ...(text === undefined ? {} : { text }),
        ...(value === undefined ? {} : { value }),
        ...change,
        action_ts: workspace.identifiers.ts(),
      },
    ],
  };
}

/** What an external select asks the bot for while a person types. */
export function suggestionPayload(
  { workspace }: PayloadContext,
  user: User,
  surface: Surface,
  { block, element }: Found,
  typed: string,
) {
  return {
    type: 'block_suggestion',
    ...common(workspace),
    user: userJson(user, workspace),
    ...surfaceJson(surface, workspace),
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
  };
}

/** A form that a person sends or, with `view_closed`, closes. */
export function viewPayload(
  { workspace }: PayloadContext,
  type: 'view_submission' | 'view_closed',
  user: User,
  view: View,
  values: Readonly<Record<string, unknown>>,
  interaction: Interaction,
) {
  return {
    type,
    ...common(workspace),
    user: userJson(user, workspace),
    view: viewJson(view, workspace, values),
    ...(type === 'view_submission'
      ? { trigger_id: interaction.triggerId, response_urls: [] }
      : { is_cleared: false }),
  };
}

/** The envelope around every event. */
export function eventPayload({ workspace }: PayloadContext, event: Readonly<Record<string, unknown>>) {
  const { identifiers, teamId, appId, bot, clock } = workspace;
  return {
    token: VERIFICATION_TOKEN,
    team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: identifiers.id('Ev'),
    event_time: Math.floor(clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: bot.id, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: identifiers.id('EC'),
  };
}

/** A message event's own fields: of `app_mention`, and of `message` with its channel's type. */
export function messageEvent(
  workspace: Workspace,
  type: 'app_mention' | 'message',
  message: Message,
  channel: Channel,
): Record<string, unknown> {
  return {
    ...messageJson(message, workspace),
    type,
    channel: channel.id,
    event_ts: message.ts,
    ...(message.author === workspace.bot.id ? {} : { client_msg_id: workspace.identifiers.id('M') }),
    ...(type === 'message' ? { channel_type: channel.kind === 'im' ? 'im' : 'channel' } : {}),
  };
}
