import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { listen } from './bolt-listeners.ts';
import type { SlackStandIn } from './index.ts';

/** A bot of Slack's real framework, to drive the stand-in with. */
export type Bot = {
  readonly app: App;
  /** Everything that the framework logged. */
  readonly log: readonly string[];
  stop(): Promise<void>;
};

/** The framework waits this long for an answer to its pings, and before it reconnects. */
const PING_TIMEOUT_MS = 5000;

/** The framework's logger, writing into a list; without its debugging lines. */
export function recordingLogger(lines: string[]): Logger {
  const write = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
  return {
    debug: () => {},
    info: write,
    warn: write,
    error: write,
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function clientOptions(slack: SlackStandIn) {
  return { slackApiUrl: slack.apiUrl, timeout: 2000, retryConfig: { retries: 0 } };
}

/** Without `deferInitialization` a failing `auth.test` is nobody's rejection, and ends the process. */
async function createApp(slack: SlackStandIn, receiver: Receiver, logger: Logger): Promise<App> {
  const app = new App({
    token: slack.botToken,
    receiver,
    clientOptions: clientOptions(slack),
    logger,
    deferInitialization: true,
  });
  await app.init();
  listen(app);
  return app;
}

/** Starts the bot on sockets and waits until it is connected. */
export async function startSocketBot(slack: SlackStandIn, clientPingTimeout = PING_TIMEOUT_MS): Promise<Bot> {
  const log: string[] = [];
  const logger = recordingLogger(log);
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout,
    installerOptions: { clientOptions: clientOptions(slack) },
    logger,
  });
  const app = await createApp(slack, receiver, logger);
  await app.start();
  return { app, log, stop: () => receiver.client.disconnect() };
}

/** Starts the bot on a free port, where it takes signed requests, and tells the stand-in its address. */
export async function startHttpBot(slack: SlackStandIn): Promise<Bot> {
  const log: string[] = [];
  const logger = recordingLogger(log);
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger });
  const app = await createApp(slack, receiver, logger);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  slack.requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    app,
    log,
    async stop() {
      server.closeAllConnections();
      await app.stop();
    },
  };
}
