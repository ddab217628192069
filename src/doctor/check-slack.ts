import { webApi } from '@slack/bolt';
import { createBoltLogger } from '../../adapters/slack/bolt-logger.ts';
import { describeError, isDeadToken } from '../../adapters/slack/errors.ts';
import { EVENTS_PATH, OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../adapters/slack/manifest.ts';
import { clientOptions } from '../../adapters/slack/web.ts';
import type { SlackConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { type Finding, fine, note, problem } from './finding.ts';

const WITHIN_MS = 5000;
const MANIFEST =
  'Paste what `npm run --silent manifest` prints at the app\'s page "App Manifest", then install it again.';

function client(token: string, config: SlackConfig): webApi.WebClient {
  const silent = createBoltLogger(createLogger({ logLevel: 'silent' }, 'warn'));
  return new webApi.WebClient(token, clientOptions(config, WITHIN_MS, silent));
}

function failure(variable: string, error: unknown): Finding {
  const what = describeError(error);
  return isDeadToken(error)
    ? problem(
        `Slack does not accept ${variable}: ${what}.`,
        "Copy it again from the app's pages at api.slack.com/apps.",
      )
    : problem(
        `Slack could not be asked with ${variable}: ${what}.`,
        'Check the network and SLACK_API_URL, and try again.',
      );
}

/** @param granted as Slack lists them with each answer */
function checkScopes(granted: readonly string[]): Finding[] {
  const missing = Object.entries(REQUIRED_SCOPES).filter(([scope]) => !granted.includes(scope));
  const optional = Object.entries(OPTIONAL_SCOPES).filter(([scope]) => !granted.includes(scope));
  const may = Object.entries(REQUIRED_SCOPES).filter(([scope]) => granted.includes(scope));
  return [
    ...may.map(([scope, what]) => fine(`It may ${what} (${scope}).`)),
    ...missing.map(([scope, what]) => problem(`It may not ${what}: ${scope} is missing.`, MANIFEST)),
    ...optional.map(([scope, what]) =>
      note(`It may not ${what}: ${scope} is optional, and was not granted.`),
    ),
  ];
}

function checkTeam(config: SlackConfig, teamId: string, enterpriseId: string | undefined): Finding[] {
  if (config.teamIds.length === 0) return [];
  if (config.teamIds.some((id) => id === teamId || id === enterpriseId))
    return [fine(`SLACK_TEAM_IDS names ${config.teamIds.length === 1 ? 'it' : 'it and others'}.`)];
  return [
    problem(
      `SLACK_TEAM_IDS does not name the workspace ${teamId}, in which it is installed: it answers nobody there.`,
      `Add ${teamId} to SLACK_TEAM_IDS.`,
    ),
  ];
}

async function checkBotToken(config: SlackConfig): Promise<Finding[]> {
  try {
    const answer = await client(config.botToken, config).auth.test();
    const { team = '', team_id: teamId = '', user = '', enterprise_id: enterpriseId } = answer;
    const scopes = answer.response_metadata?.scopes;
    return [
      fine(`The bot's token is valid: it is ${user} in the workspace ${team} (${teamId}).`),
      ...checkTeam(config, teamId, enterpriseId),
      ...(scopes === undefined ? [note('Slack did not say what the token may do.')] : checkScopes(scopes)),
    ];
  } catch (error) {
    return [failure('SLACK_BOT_TOKEN', error)];
  }
}

/** Asks for an address to connect to, and does not connect. */
async function checkTransport(config: SlackConfig): Promise<Finding[]> {
  const { transport } = config;
  if (transport.type === 'http')
    return [
      note(`Slack's signed requests are awaited on port ${transport.port}, at the path ${EVENTS_PATH}.`),
    ];
  try {
    await client(transport.appToken, config).apps.connections.open();
    return [fine("The app's token is valid: Slack gives it a connection.")];
  } catch (error) {
    return [failure('SLACK_APP_TOKEN', error)];
  }
}

/** What the tokens may do, and what is missing. Sends nothing that anybody sees, and opens no connection. */
export async function checkSlack(config: SlackConfig): Promise<Finding[]> {
  return [...(await checkBotToken(config)), ...(await checkTransport(config))];
}
