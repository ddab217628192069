import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What a running bot tells of itself to `npm run doctor`: a file in DATA_DIR, without any secret. */

const FILE = 'bot-status.json';

const BotStatus = z.object({
  pid: z.int(),
  /** How many connections Slack has of this app; absent over HTTP and before its first greeting. */
  slackConnections: z.int().optional(),
});
export type BotStatus = z.infer<typeof BotStatus>;

/** Written whole or not at all. The bot itself does not need it, so a full disk costs only what `doctor` would say. */
export function writeBotStatus(dataDir: string, status: BotStatus): void {
  const file = join(dataDir, FILE);
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(status)}\n`);
    renameSync(`${file}.new`, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Undefined where none was written, or not by this program. */
export function readBotStatus(dataDir: string): BotStatus | undefined {
  try {
    return BotStatus.safeParse(JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
