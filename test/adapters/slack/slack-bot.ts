import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createSlack, type SlackAdapter, type SlackParts } from '../../../adapters/slack/index.ts';
import type { Dispatch } from '../../../src/adapter.ts';
import { createAnswer } from '../../../src/answers/create-answer.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { createDispatch } from '../../../src/commands/dispatch.ts';
import { createSuggest } from '../../../src/commands/suggest.ts';
import type { SlackConfig } from '../../../src/config.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import { createLogger, type Logger } from '../../../src/logger.ts';
import { Paper } from '../../../src/paper.ts';
import { shippedDataPath } from '../../../src/shipped-data.ts';
import { type InboxFile, openInbox } from '../../../src/store/open-inbox.ts';
import type { SlackStandIn } from '../../standins/slack/index.ts';

/** The real adapter, with the real core over the shipped papers, on a stand-in of Slack. */

export const shippedPapers = z
  .array(Paper)
  .parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));

const now = () => new Date('2026-06-30T12:00:00Z');

async function createCore(logger: Logger) {
  const engine = createEngine();
  await engine.add(shippedPapers);
  const sync = async () => undefined;
  const dispatch = createDispatch({ engine, answer: createAnswer({ engine, now }), sync, logger, now });
  return { dispatch, suggest: createSuggest(engine, sync) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}

export type Transport = SlackConfig['transport']['type'];

export type BotOptions = {
  readonly transport?: Transport;
  readonly config?: Partial<SlackConfig>;
  /** Put around the core's dispatch. */
  readonly around?: (dispatch: Dispatch) => Dispatch;
  readonly parts?: Partial<Pick<SlackParts, 'inbox' | 'suggest' | 'times'>>;
};

export type SlackBot = {
  readonly adapter: SlackAdapter;
  readonly inbox: InboxFile;
  /** Every line that was logged, from the most talkative level on. */
  readonly log: string[];
  stop(): Promise<void>;
};

/** Short enough that no test waits for seconds. */
const TIMES = { connectWithinMs: 2000, firstPauseMs: 5, suggestWithinMs: 1500 };

export async function makeSlackBot(slack: SlackStandIn, options: BotOptions = {}): Promise<SlackBot> {
  const log: string[] = [];
  const logger = createLogger({ logLevel: 'trace' }, 'info', { write: (line) => log.push(line) });
  const { dispatch, suggest } = await createCore(createLogger({ logLevel: 'silent' }, 'info'));
  const folder = mkdtempSync(join(tmpdir(), 'slack-bot-'));
  const inbox = await openInbox({ file: join(folder, 'inbox.sqlite'), now: () => new Date() });
  const port = await freePort();
  const transport: SlackConfig['transport'] =
    options.transport === 'http'
      ? { type: 'http', signingSecret: slack.signingSecret, port }
      : { type: 'socket', appToken: slack.appToken };
  if (options.transport === 'http') slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  const adapter = createSlack({
    config: {
      botToken: slack.botToken,
      transport,
      apiUrl: slack.apiUrl.replace(/\/$/, ''),
      teamIds: [],
      channelIds: [],
      replies: 'private',
      mentionsOnly: false,
      ...options.config,
    },
    dispatch: options.around?.(dispatch) ?? dispatch,
    suggest,
    definitions: COMMAND_DEFINITIONS,
    inbox,
    logger,
    ...options.parts,
    times: { ...TIMES, ...options.parts?.times },
  });
  return {
    adapter,
    inbox,
    log,
    async stop() {
      await adapter.stop();
      await inbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startSlackBot(slack: SlackStandIn, options: BotOptions = {}): Promise<SlackBot> {
  const bot = await makeSlackBot(slack, options);
  await bot.adapter.start();
  return bot;
}
