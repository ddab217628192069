import type { CommandDefinition } from '../../src/commands/command.ts';
import { cut } from '../../src/text/cut.ts';
import { OWN_SLASH, UMBRELLA } from './commands.ts';
import { MAX_SLASH_DESCRIPTION, MAX_USAGE_HINT } from './limits.ts';

/** The app's manifest: what Slack makes an app from, and what it then may do. Made from the command list. */

/** Where Slack sends signed requests, below the bot's public address. */
export const EVENTS_PATH = '/slack/events';

/** Permissions without which it cannot answer, each with what for. */
export const REQUIRED_SCOPES: Readonly<Record<string, string>> = {
  commands: 'take its slash commands',
  'chat:write': 'answer mentions and direct messages, and announce where it was invited and somebody follows',
  'app_mentions:read': 'read the messages that mention it, and no others in channels',
  'im:history': 'read what people write to it directly',
};

/** Permissions that announcements are better with; each may be refused, and what it is for is left out then. */
export const OPTIONAL_SCOPES: Readonly<Record<string, string>> = {
  'channels:history':
    'see whether it may announce in a public channel, and after a crash whether an announcement stands there already',
  'groups:history': 'the same in private channels that it was invited to',
  'metadata.message:read': 'recognise its own announcements by their hidden mark',
  'im:write': 'open a direct conversation with whoever asked for announcements',
  'users:read': 'see who administers the workspace, and so may change what a channel gets',
};

const EVENTS = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'];
const AGENT_SCOPE = 'assistant:write';
const MAX_PROMPTS = 4;

export type ManifestOptions = {
  /** Also `/topic`, which Slack may refuse as one of its own names. */
  readonly withTopic?: boolean;
  /** The bot's public address, where Slack sends signed requests instead of using a socket. */
  readonly httpUrl?: string;
  /** Declares Slack's view for agents, which not every workspace has. */
  readonly agentView?: boolean;
};

type SlashCommand = {
  readonly command: string;
  readonly description: string;
  readonly usage_hint: string;
  readonly should_escape: false;
  readonly url?: string;
};

function usageHint({ options }: CommandDefinition): string {
  const words = options.map(({ name, rest, choices }) =>
    rest ? `[${name}]` : `[${name}:${choices?.[0] ?? ''}]`,
  );
  return cut(words.join(' '), MAX_USAGE_HINT);
}

function slashCommands(
  definitions: readonly CommandDefinition[],
  { withTopic = false }: ManifestOptions,
  url: string | undefined,
): SlashCommand[] {
  const described = (command: string, description: string, hint: string): SlashCommand => ({
    command,
    description: cut(description, MAX_SLASH_DESCRIPTION),
    usage_hint: hint,
    // Slack would replace names and channels by ids, and a question be another one.
    should_escape: false,
    ...(url !== undefined && { url }),
  });
  const own = definitions.flatMap((definition) => {
    const slash = OWN_SLASH.get(definition.name);
    const names = slash === undefined ? [] : [slash];
    if (withTopic && definition.name === 'topic') names.push('/topic');
    return names.map((name) => described(name, definition.description, usageHint(definition)));
  });
  const others = definitions.map(({ name }) => name).filter((name) => !OWN_SLASH.has(name));
  return [
    described(
      UMBRELLA,
      'Ask a question in plain words, or use any command',
      `[question] or ${others.join('|')} ...`,
    ),
    ...own,
  ];
}

function agentView(definitions: readonly CommandDefinition[]) {
  const ask = definitions.find(({ name }) => name === 'ask');
  const prompts = (ask?.examples ?? []).slice(0, MAX_PROMPTS);
  return {
    agent_description: "Answers questions about the lab's papers, in the papers' own words.",
    suggested_prompts: prompts.map((example) => ({ title: cut(example, 60), message: example })),
  };
}

export type Manifest = ReturnType<typeof createManifest>;

/** The manifest as Slack takes it, in the second version of its schema. */
export function createManifest(definitions: readonly CommandDefinition[], options: ManifestOptions = {}) {
  const url =
    options.httpUrl === undefined ? undefined : `${options.httpUrl.replace(/\/+$/, '')}${EVENTS_PATH}`;
  const requestUrl = url === undefined ? {} : { request_url: url };
  const scopes = Object.keys(REQUIRED_SCOPES);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Labrarian',
      description: "Answers questions about the lab's papers, in their own words",
      long_description:
        "The librarian in the lab's chat. It answers questions about the research papers that the lab has chosen: from their authors, dates, categories and code links where these tell, else with a quotation from an abstract, and it says so when the papers do not tell. It quotes and makes nothing up, and it asks no other service.",
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Labrarian', always_online: true },
      slash_commands: slashCommands(definitions, options, url),
      ...(options.agentView === true && { agent_view: agentView(definitions) }),
    },
    oauth_config: {
      scopes: {
        bot: options.agentView === true ? [...scopes, AGENT_SCOPE] : scopes,
        bot_optional: Object.keys(OPTIONAL_SCOPES),
      },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: EVENTS },
      interactivity: {
        is_enabled: true,
        ...requestUrl,
        ...(url !== undefined && { message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}
