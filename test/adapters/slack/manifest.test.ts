import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../../adapters/slack/commands.ts';
import { createManifest, OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../adapters/slack/manifest.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { manifestErrors } from '../../standins/slack/manifest-schema.ts';

/** Names that Slack keeps for itself (slack.com/help/articles/201259356, "Use built-in slash commands"). */
const RESERVED = new Set([
  ...[
    '/active',
    '/apps',
    '/archive',
    '/away',
    '/call',
    '/canvas',
    '/collapse',
    '/dm',
    '/dnd',
    '/expand',
    '/feed',
  ],
  ...[
    '/feedback',
    '/help',
    '/huddle',
    '/invite',
    '/invite_people',
    '/join',
    '/keys',
    '/kick',
    '/leave',
    '/list',
  ],
  ...[
    '/me',
    '/msg',
    '/mute',
    '/open',
    '/part',
    '/prefs',
    '/remind',
    '/remove',
    '/rename',
    '/search',
    '/shortcuts',
  ],
  ...['/shrug', '/star', '/starred', '/status', '/topic', '/unarchive', '/who', '/workflow'],
]);

const commandsIn = (options = {}) =>
  createManifest(COMMAND_DEFINITIONS, options).features.slash_commands.map(({ command }) => command);

describe('createManifest', () => {
  it.each([
    {},
    { withTopic: true },
    { agentView: true },
    { httpUrl: 'https://bot.lab.example/' },
    { httpUrl: 'http://127.0.0.1:3000', withTopic: true, agentView: true },
  ])("is right by Slack's own schema: %o", (options) => {
    expect(manifestErrors(createManifest(COMMAND_DEFINITIONS, options))).toEqual([]);
  });

  it('declares what people type, and none of the names that Slack keeps for itself', () => {
    expect(commandsIn()).toEqual(['/labrarian', '/paper', '/author', '/topics']);
    expect(commandsIn().filter((command) => RESERVED.has(command))).toEqual([]);
    expect(commandsIn({ withTopic: true }).filter((command) => RESERVED.has(command))).toEqual(['/topic']);
    for (const command of commandsIn({ withTopic: true })) {
      const name = commandOf(command);
      expect(name === undefined || COMMAND_DEFINITIONS.some((one) => one.name === name)).toBe(true);
    }
  });

  it('asks for as little as it can, and leaves what announcements need to whoever installs', () => {
    const { scopes } = createManifest(COMMAND_DEFINITIONS).oauth_config;
    expect(scopes.bot).toEqual(['commands', 'chat:write', 'app_mentions:read', 'im:history']);
    expect(scopes.bot_optional.filter((scope) => scopes.bot.includes(scope))).toEqual([]);
    const guide = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8');
    for (const [scope, reason] of Object.entries({ ...REQUIRED_SCOPES, ...OPTIONAL_SCOPES }))
      expect(guide).toContain(`| \`${scope}\` | ${reason} |`);
  });

  it('uses a socket, or sends everything to one address', () => {
    const socket = createManifest(COMMAND_DEFINITIONS);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('/slack/events');
    const { settings, features } = createManifest(COMMAND_DEFINITIONS, {
      httpUrl: 'https://bot.lab.example/',
    });
    const url = 'https://bot.lab.example/slack/events';
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.event_subscriptions).toMatchObject({ request_url: url });
    expect(settings.interactivity).toMatchObject({ request_url: url, message_menu_options_url: url });
    expect(features.slash_commands.map((command) => command.url)).toEqual(Array(4).fill(url));
  });

  it('declares the view for agents by choice only', () => {
    expect(createManifest(COMMAND_DEFINITIONS).features).not.toHaveProperty('agent_view');
    const agent = createManifest(COMMAND_DEFINITIONS, { agentView: true });
    expect(agent.features.agent_view?.suggested_prompts.length).toBeGreaterThan(0);
    expect(agent.oauth_config.scopes.bot).toContain('assistant:write');
  });
});
