import { once } from 'node:events';
import { type Running, start } from './compiled.ts';
import type { DiscordStandIn } from './standins/discord/index.ts';
import type { SlackStandIn } from './standins/slack/index.ts';

/** The compiled bot as people run it: a process that knows only its environment. */
export type BotProcess = Running & {
  /** Resolves when this has been written to its log. */
  logged(text: string): Promise<void>;
};

export const discordEnv = ({ token, applicationId, apiUrl }: DiscordStandIn) => ({
  DISCORD_TOKEN: token,
  DISCORD_APPLICATION_ID: applicationId,
  DISCORD_API_URL: apiUrl,
});

export const slackEnv = ({ botToken, appToken, apiUrl }: SlackStandIn) => ({
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN: appToken,
  SLACK_API_URL: apiUrl,
});

/** @param build folder of the compiled program */
export function startBot(
  build: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): BotProcess {
  const bot = start([`${build}/src/main.js`, ...args], { LOG_LEVEL: 'trace', ...env });
  const { stderr } = bot.child;
  let written = '';
  stderr?.on('data', (chunk) => {
    written += String(chunk);
  });
  return {
    ...bot,
    async logged(text) {
      while (!written.includes(text) && stderr !== null) await once(stderr, 'data');
    },
  };
}
