import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { createSlack, type SlackParts } from '../../../adapters/slack/index.ts';
import { announcementsInMemory } from '../../../bench/announcements-in-memory.ts';
import type { Adapter, Dispatch, Inbox } from '../../../src/adapter.ts';
import { createAnswer } from '../../../src/answers/create-answer.ts';
import { formatCitation } from '../../../src/citation/format-citation.ts';
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
import type { Block, Message, View } from '../../standins/slack/workspace.ts';

/** The real adapter, with the real core over the shipped papers, on a stand-in of Slack. */

export const shippedPapers = z
  .array(Paper)
  .parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));

const now = () => new Date('2026-06-30T12:00:00Z');

function first<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('There is none');
  return item;
}

async function createCore(logger: Logger) {
  const engine = createEngine();
  await engine.add(shippedPapers);
  const sync = async () => undefined;
  const { announcements } = announcementsInMemory(now);
  const dispatch = createDispatch({
    engine,
    answer: createAnswer({ engine, now }),
    sync,
    logger,
    now,
    announcements,
  });
  // The first reference in this style loads its formatter for a second, which bot and stand-in share here.
  formatCitation(first(shippedPapers), 'apa');
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
  readonly parts?: Partial<Pick<SlackParts, 'inbox' | 'suggest' | 'times' | 'onConnections' | 'onGone'>>;
};

export type SlackBot = {
  readonly adapter: Adapter;
  readonly inbox: InboxFile;
  /** Every line that was logged, from the most talkative level on. */
  readonly log: string[];
  /** Resolves when everything that was delivered so far has been handled. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

/** What was logged as an error. */
export function errorsIn({ log }: SlackBot): string[] {
  return log.filter((line) => JSON.parse(line).level >= 50);
}

type Button = { readonly label: string; readonly id: string };

function buttonsIn(blocks: readonly Block[]): Button[] {
  return blocks
    .flatMap(({ elements }) => (Array.isArray(elements) ? elements : []))
    .filter(({ type }) => type === 'button')
    .map(({ text, action_id: id }) => ({ label: text.text, id }));
}

/** The labels of a message's or a view's buttons. */
export function buttonsOf(on: Message | View | undefined): string[] {
  if (on === undefined) return [];
  return buttonsIn('payload' in on ? on.payload.blocks : on.blocks).map(({ label }) => label);
}

/** The action_id of the button with this label. */
export function idOf(on: Message | View, label: string): string {
  const buttons = buttonsIn('payload' in on ? on.payload.blocks : on.blocks);
  const button = buttons.find((one) => one.label === label);
  if (button === undefined)
    throw new Error(`No ${label} among ${buttons.map((one) => one.label).join(', ')}`);
  return button.id;
}

/** An inbox that also tells what is claimed and not done. */
function watched(inbox: Inbox): Inbox & { readonly open: Set<string> } {
  const open = new Set<string>();
  return {
    open,
    async claim(event) {
      const isNew = await inbox.claim(event);
      if (isNew) open.add(event.id);
      return isNew;
    },
    async done(id) {
      await inbox.done(id);
      open.delete(id);
    },
    unfinished: (adapter) => inbox.unfinished(adapter),
  };
}

/** Short enough that no test waits for seconds. */
const TIMES = {
  connectWithinMs: 2000,
  firstPauseMs: 5,
  pongWithinMs: 5000,
  suggestWithinMs: 1500,
  callWithinMs: 2000,
};

export async function makeSlackBot(slack: SlackStandIn, options: BotOptions = {}): Promise<SlackBot> {
  const log: string[] = [];
  const logger = createLogger({ logLevel: 'trace' }, 'info', { write: (line) => log.push(line) });
  const { dispatch, suggest } = await createCore(createLogger({ logLevel: 'silent' }, 'info'));
  const folder = mkdtempSync(join(tmpdir(), 'slack-bot-'));
  const inbox = await openInbox({ file: join(folder, 'inbox.sqlite'), now: () => new Date() });
  const claims = watched(options.parts?.inbox ?? inbox);
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
    logger,
    ...options.parts,
    inbox: claims,
    times: { ...TIMES, ...options.parts?.times },
  });
  return {
    adapter,
    inbox,
    log,
    settled: () => vi.waitFor(() => expect([...claims.open]).toEqual([]), { interval: 5, timeout: 5000 }),
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
