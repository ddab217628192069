import { describeError } from '../../adapters/slack/errors.ts';
import { createManifest, type Manifest } from '../../adapters/slack/manifest.ts';
import { validateManifest } from '../../adapters/slack/validate-manifest.ts';
import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { webLink } from '../reply/web-link.ts';
import { EXIT, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run --silent manifest [-- --http URL] [--with-topic] [--agent-view] [--validate]

Prints the manifest from which Slack makes the app, as JSON (docs/slack.md has the steps).

  --http URL     for signed requests to the bot's own port behind this https address, instead of a socket
  --with-topic   also declares /topic, which is one of Slack's own names: it may refuse the manifest then
  --agent-view   also declares Slack's view for agents
  --validate     asks Slack whether it takes the manifest, and prints no JSON; needs SLACK_CONFIG_TOKEN

Example:
  npm run --silent manifest > manifest.json
`;

async function validate(manifest: Manifest, config: Config): Promise<number> {
  const { configToken, apiUrl } = config.slackManifest;
  if (configToken === undefined) {
    throw new UserError(
      'SLACK_CONFIG_TOKEN is not set: make an app configuration token on api.slack.com/apps, at the bottom.',
    );
  }
  const asked = validateManifest(manifest, { configToken, apiUrl }, createLogger(config, 'warn'));
  const problems = await asked.catch((error: unknown) => {
    throw new UserError(`Slack could not be asked: ${describeError(error)}.`);
  });
  if (problems.length > 0)
    throw new UserError(
      `Slack does not take this manifest:\n${problems.map((one) => `  ${one}`).join('\n')}`,
    );
  process.stdout.write('Slack takes this manifest.\n');
  return EXIT.ok;
}

const COMMAND_LINE = {
  usage: USAGE,
  options: {
    http: { type: 'string' },
    'with-topic': { type: 'boolean', default: false },
    'agent-view': { type: 'boolean', default: false },
    validate: { type: 'boolean', default: false },
  },
} as const;

await runCommand(COMMAND_LINE, async (config, { values }) => {
  if (values.http !== undefined && webLink(values.http) === undefined)
    throw new UsageError(`"${values.http}" is no address such as https://bot.lab.example.\n\n${USAGE}`);
  const manifest = createManifest(COMMAND_DEFINITIONS, {
    ...(values.http !== undefined && { httpUrl: values.http }),
    withTopic: values['with-topic'],
    agentView: values['agent-view'],
  });
  if (values.validate) return validate(manifest, config);
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
  return EXIT.ok;
});
