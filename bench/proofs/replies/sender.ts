import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '../../../src/logger.ts';
import type { CommandState, Reply } from '../../../src/reply/reply.ts';
import { type InboxFile, openInbox } from '../../../src/store/open-inbox.ts';

/** Sends replies through an adapter, its real library and a loopback platform, one after the other. */
export type Sender = {
  /** By each of the platform's roads in turn. */
  send(reply: Reply): Promise<Sent>;
  stop(): Promise<void>;
};

export type Sent = {
  readonly road: string;
  /** What is wrong with what came of it; empty where nothing is. */
  readonly problems: readonly string[];
};

/** The request of every road: what a private reply offers to share. */
export const ASKED: CommandState = { command: 'paper', args: { query: 'x' } };

/** What the adapters need beside the platform: a store of deliveries, and a log in which nothing may stand. */
export async function openSurroundings(): Promise<{
  readonly inbox: InboxFile;
  readonly logger: Logger;
  /** What was logged from `warn` up since it was asked last. */
  takeLog(): string[];
  close(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'labrarian-replies-'));
  const inbox = await openInbox({ file: join(folder, 'inbox.sqlite'), now: () => new Date() });
  const log: string[] = [];
  return {
    inbox,
    logger: createLogger({ logLevel: 'warn' }, 'warn', { write: (line) => log.push(line) }),
    takeLog: () => log.splice(0).map((line) => `logged: ${line.slice(0, 500)}`),
    async close() {
      await inbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The roads in turn, endlessly. */
export function inTurn<Road>(roads: readonly Road[]): () => Road {
  let next = 0;
  return () => {
    const road = roads[next % roads.length];
    next += 1;
    if (road === undefined) throw new Error('There is no road');
    return road;
  };
}
