import { App, webApi } from '@slack/bolt';
import type { Adapter, AdapterEnd, Dispatch, Inbox, OnGone, Suggest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import type { SlackConfig } from '../../src/config.ts';
import { encodeConversation } from '../../src/conversation.ts';
import type { Logger } from '../../src/logger.ts';
import { createAccess, type Installation } from './access.ts';
import { listenForActions } from './actions.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { createDesk } from './desk.ts';
import { describeError, startError } from './errors.ts';
import { listenForForms } from './forms.ts';
import { listenForHome } from './home.ts';
import { createHttpTransport } from './http-transport.ts';
import { listenForMessages } from './messages.ts';
import { createOnce, type Once } from './once.ts';
import { createPoster } from './poster.ts';
import { listenForCommands } from './slash-commands.ts';
import { CONNECTION_TIMES, type ConnectionTimes, createSocketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';
import { clientOptions } from './web.ts';

export type SlackTimes = ConnectionTimes & {
  /** Completion answers within this time, with nothing if need be; Slack waits for 3 s. */
  readonly suggestWithinMs: number;
  /** After this a call counts as failed. */
  readonly callWithinMs: number;
  /** So long after an attempt to post a channel's history surely shows what became of it. */
  readonly settleMs: number;
};

export type SlackParts = {
  readonly config: SlackConfig;
  readonly dispatch: Dispatch;
  readonly suggest: Suggest;
  readonly definitions: readonly CommandDefinition[];
  readonly inbox: Inbox;
  readonly logger: Logger;
  readonly times?: Partial<SlackTimes>;
  /** Told how many connections Slack has of this app, with each greeting of Slack; never over HTTP. */
  readonly onConnections?: (connections: number) => void;
  readonly onGone?: OnGone;
};

const TIMES: SlackTimes = { ...CONNECTION_TIMES, suggestWithinMs: 1500, callWithinMs: 5000, settleMs: 5000 };

async function readInstallation(web: webApi.WebClient): Promise<Installation> {
  const {
    team_id: teamId,
    enterprise_id: enterpriseId,
    user_id: botUserId,
    bot_id: botId,
  } = await web.auth.test();
  if (teamId === undefined || botUserId === undefined) throw new Error('auth.test names no workspace');
  return { teamId, enterpriseId, botUserId, botId };
}

/** The bot in Slack. */
export function createSlack({ config, logger, ...parts }: SlackParts): Adapter {
  const times = { ...TIMES, ...parts.times };
  const boltLogger = createBoltLogger(logger);
  const options = clientOptions(config, times.callWithinMs, boltLogger);
  const stopping = new AbortController();
  let finish: (end: AdapterEnd) => void = () => undefined;
  const ended = new Promise<AdapterEnd>((resolve) => {
    finish = resolve;
  });
  const transport = createTransport();
  const poster = createPoster({
    config,
    web: new webApi.WebClient(config.botToken, options),
    definitions: parts.definitions,
    logger,
    onDeadToken: (reason) => end({ reason, isFinal: true }),
    now: Date.now,
    settleMs: times.settleMs,
  });
  let once: Once | undefined;

  function createTransport(): Transport {
    return config.transport.type === 'socket'
      ? createSocketTransport({
          appToken: config.transport.appToken,
          clientOptions: options,
          times,
          boltLogger,
          logger,
          onConnections: parts.onConnections,
        })
      : createHttpTransport({ ...config.transport, logger: boltLogger, now: Date.now });
  }

  /** It has come to its end by itself: nothing is taken and nothing is called any more. */
  function end(reached: AdapterEnd): void {
    finish(reached);
    transport.close().catch((error: unknown) => {
      logger.warn({ reason: describeError(error) }, 'The connection to Slack could not be closed');
    });
  }

  function createApp(web: webApi.WebClient, installation: Installation): App {
    const { botUserId, botId, teamId } = installation;
    const app = new App({
      receiver: transport.receiver,
      authorize: async () => ({
        botToken: config.botToken,
        botUserId,
        teamId,
        ...(botId !== undefined && { botId }),
      }),
      clientOptions: options,
      logger: boltLogger,
      convoStore: false,
    });
    app.error(async (error) => {
      logger.error({ err: error }, 'A delivery of Slack could not be handled');
    });
    const desk = createDesk({
      ...parts,
      config,
      installation,
      access: createAccess(config, installation),
      web,
      logger,
      callWithinMs: times.callWithinMs,
      signal: stopping.signal,
      onDeadToken: (reason) => end({ reason, isFinal: true }),
    });
    const removed = async () => {
      parts.onGone?.(`${encodeConversation('slack', [teamId])}:`);
      end({ reason: 'The app was removed from the workspace', isFinal: true });
    };
    app.event('app_uninstalled', removed);
    app.event('tokens_revoked', async ({ event }) => {
      if ((event.tokens.bot ?? []).length > 0) await removed();
    });
    listenForCommands(app, desk);
    listenForMessages(app, desk);
    listenForActions(app, desk);
    listenForForms(app, desk, times.suggestWithinMs);
    listenForHome(app, desk);
    return app;
  }

  async function start(): Promise<void> {
    const web = new webApi.WebClient(config.botToken, options);
    const installation = await readInstallation(web).catch((error: unknown) => {
      throw startError("Slack does not accept the bot's token, or is not there", error);
    });
    const app = createApp(web, installation);
    const { inbox } = parts;
    once = createOnce({ inbox, process: app.processEvent.bind(app), logger, now: Date.now });
    app.processEvent = once.handle;
    await transport.open().catch(async (error: unknown) => {
      throw startError('The connection to Slack could not be opened', error);
    });
    transport.lost.then(end);
    logger.info({ team: installation.teamId, transport: config.transport.type }, 'Answering in Slack');
    // Whoever waits since before a crash waits no longer than whoever asks now.
    void once.handleUnfinished();
  }

  return {
    name: 'slack',
    poster,
    ended,
    start,
    async stop() {
      stopping.abort();
      await transport.close();
      await Promise.all([once?.idle(), poster.stop()]);
      finish({ reason: 'It was stopped', isFinal: true });
    },
  };
}
