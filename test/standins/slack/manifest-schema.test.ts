import { expect, test } from 'vitest';
import { manifestErrors } from './manifest-schema.ts';

const command = {
  command: '/paper',
  description: 'Find a paper',
  usage_hint: '[words]',
  should_escape: false,
};

function manifest(over: object = {}, slashCommand: object = command) {
  return {
    display_information: { name: 'Labrarian', description: "Answers questions about the lab's papers" },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Labrarian', always_online: true },
      slash_commands: [slashCommand],
    },
    oauth_config: { scopes: { bot: ['commands', 'chat:write', 'app_mentions:read', 'im:history'] } },
    settings: {
      event_subscriptions: { bot_events: ['app_mention', 'message.im', 'app_home_opened'] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
    ...over,
  };
}

test("a manifest that Slack's schema takes", () => {
  expect(manifestErrors(manifest())).toEqual([]);
});

test.each([
  ['a command without its slash', manifest({}, { ...command, command: 'paper' }), /command/],
  ['a command that is too long', manifest({}, { ...command, command: `/${'x'.repeat(40)}` }), /command/],
  ['no name', manifest({ display_information: {} }), /name/],
  ['a field that there is not', manifest({ feature: {} }), /additional/],
])('%s is found', (_name, wrong, message) => {
  expect(manifestErrors(wrong).join('\n')).toMatch(message);
});
