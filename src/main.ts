import { fstatSync } from 'node:fs';
import { join } from 'node:path';
import { createDiscord } from '../adapters/discord/index.ts';
import { createSlack } from '../adapters/slack/index.ts';
import { createTerminal } from '../adapters/terminal/index.ts';
import { CONVERSATION } from '../adapters/terminal/poster.ts';
import { ACTOR } from '../adapters/terminal/request.ts';
import type { Poster } from './adapter.ts';
import { noticeReply } from './announcements/digest.ts';
import { writeBotStatus } from './bot-status.ts';
import { EXIT, run, tell } from './cli/entry.ts';
import { grantRights } from './commands/admin-users.ts';
import { COMMAND_DEFINITIONS } from './commands/commands.ts';
import { oneATurn } from './commands/one-a-turn.ts';
import { limitRate } from './commands/rate-limit.ts';
import { openBot } from './compose.ts';
import type { Config } from './config.ts';
import { inboxFile, makeDataFolder } from './data-folder.ts';
import { BotError } from './errors.ts';
import { type InboxOutcome, isTrouble, outcomeInWords } from './ingestion/inbox/outcome.ts';
import { startJobs } from './jobs.ts';
import { createLogFile, createLogger, type Logger } from './logger.ts';
import { type Platform, runPlatforms, type ServiceEnd } from './run-platforms.ts';
import { isInboxHeld } from './store/inspect-store.ts';
import { openInbox } from './store/open-inbox.ts';

/** Composition root: config, library, engine, commands, then the platforms or the terminal; stopped in the reverse order. */

const HISTORY = 'terminal-history';
const LOG = 'terminal.log';
const SERVICE_EXIT: Readonly<Record<ServiceEnd, number>> = {
  stopped: EXIT.ok,
  'given-up': EXIT.config,
  defect: EXIT.internal,
};

const now = () => new Date();

/** Posters of adapters that are made after the bot; none until then. */
function createPosters() {
  const sources = new Map<string, () => Poster | undefined>();
  return {
    of: (adapter: string) => sources.get(adapter)?.(),
    add: (adapter: string, source: () => Poster | undefined) => void sources.set(adapter, source),
  };
}

const WELCOME = {
  everything:
    'Papers that arrive are shown here by themselves, every one. /following shows and changes that.',
  something: 'Papers that arrive are shown here as /following says.',
  nothing: 'Papers that arrive are not shown here by themselves. /follow everything changes that.',
} as const;

/** A person at a terminal reads replies, and what goes wrong in words; unless they have asked for the log it goes to a file. */
function chatLogger(config: Config, isInteractive: boolean): Logger {
  const showsLog = !isInteractive || !process.stderr.isTTY || config.logLevel !== undefined;
  return createLogger(config, 'warn', showsLog ? process.stderr : createLogFile(join(config.dataDir, LOG)));
}

async function chat(config: Config): Promise<number> {
  const hasGreeting = process.stdin.isTTY && process.stdout.isTTY;
  const logger = chatLogger(config, hasGreeting);
  const posters = createPosters();
  const bot = await openBot({
    config,
    logger,
    now,
    keepsConversations: true,
    posterOf: posters.of,
    isAskedElsewhere: () => isInboxHeld(inboxFile(config.dataDir)),
  });
  if (!hasGreeting) tell(bot.notice);
  const terminal = createTerminal({
    dispatch: bot.dispatch,
    suggest: bot.suggest,
    definitions: COMMAND_DEFINITIONS,
    historyFile: join(config.dataDir, HISTORY),
    greeting: () => greeting.join('\n'),
    mayColour: config.mayColour,
    onPosted: (reply) => bot.noteShown({ actor: ACTOR, conversation: CONVERSATION }, reply),
    logger,
    input: process.stdin,
    output: process.stdout,
  });
  posters.add(terminal.name, () => terminal.poster);
  const stop = () => void terminal.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const told = await bot.announcing?.followEverything(CONVERSATION);
  const greeting = [
    bot.notice,
    `Labrarian knows ${bot.size()} papers. Ask in plain words, or type /help. Ctrl-D leaves.`,
    told && WELCOME[told],
  ].filter((line) => line !== undefined);
  const onInbox = (outcome: InboxOutcome) => terminal.notify(noticeReply([outcomeInWords(outcome)]));
  const jobs = startJobs({ config, bot, logger, onInbox });
  try {
    await terminal.start();
    await terminal.ended;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    await jobs.stop();
    await bot.close();
  }
  return EXIT.ok;
}

/** Serves every platform that has a token, until stopped; ends the process itself, whatever a library has left running. */
async function serve(config: Config): Promise<never> {
  const logger = createLogger(config, 'info');
  makeDataFolder(config.dataDir);
  const inbox = await openInbox({ file: inboxFile(config.dataDir), now });
  writeBotStatus(config.dataDir, { pid: process.pid });
  const posters = createPosters();
  const bot = await openBot({ config, logger, now, keepsConversations: true, posterOf: posters.of });
  tell(bot.notice);
  const parts = {
    dispatch: limitRate(oneATurn(grantRights(bot.dispatch, config.adminUsers)), config.rateLimits),
    suggest: bot.suggest,
    definitions: COMMAND_DEFINITIONS,
    inbox,
    logger,
    onGone: (prefix: string) => void bot.announcing?.forgetPlace(prefix),
    onPresent: (prefixes: readonly string[]) => void bot.announcing?.forgetOthers(prefixes),
  };
  const { discord, slack } = config;
  const platforms: Platform[] = [
    ...(discord === undefined
      ? []
      : [{ name: 'discord', create: () => createDiscord({ ...parts, config: discord }) }]),
    ...(slack === undefined
      ? []
      : [
          {
            name: 'slack',
            create: () =>
              createSlack({
                ...parts,
                config: slack,
                onConnections: (slackConnections) =>
                  writeBotStatus(config.dataDir, { pid: process.pid, slackConnections }),
              }),
          },
        ]),
  ];
  /** Whoever drops files reads the log at best; who answers for the bot is told of what has to be mended. */
  const onInbox = (outcome: InboxOutcome) => {
    if (!isTrouble(outcome)) return;
    const words = outcomeInWords(outcome);
    const key = `inbox ${'path' in outcome ? outcome.path : words} ${now().toISOString().slice(0, 10)}`;
    bot.announcing
      ?.tellAdmins(key, [words])
      .catch((err: unknown) => logger.warn({ err }, 'The admins could not be told of a file in the inbox'));
  };
  const end = await runPlatforms(platforms, {
    logger,
    startJobs: (supervised) => {
      for (const { name, poster } of supervised) posters.add(name, poster);
      return startJobs({ config, bot, logger, onInbox });
    },
    // What was due before there was a connection is not put off until the next look.
    onConnected: (jobs) => bot.announcing && jobs.wake('deliver'),
  });
  await bot.close();
  await inbox.close();
  process.exit(SERVICE_EXIT[end]);
}

/** True where somebody types, or lines come out of a pipe or a file; false for /dev/null, as under a service manager. */
function hasInput(): boolean {
  if (process.stdin.isTTY) return true;
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile() || input.isSocket();
  } catch {
    return false;
  }
}

async function main(config: Config): Promise<number> {
  if (config.discord !== undefined || config.slack !== undefined) return serve(config);
  if (hasInput()) return chat(config);
  throw new BotError(
    'config-invalid',
    'There is nobody to talk to: no terminal, no pipe, and no token. Set DISCORD_TOKEN and DISCORD_APPLICATION_ID, ' +
      'or SLACK_BOT_TOKEN and SLACK_APP_TOKEN, in the environment or in .env (see .env.example).',
  );
}

await run(main);
