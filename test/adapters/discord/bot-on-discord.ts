import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Timing } from '../../../adapters/discord/desk.ts';
import { createDiscord, type DiscordParts } from '../../../adapters/discord/index.ts';
import { dispatchOver } from '../../../bench/dispatch-over.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { createSuggest } from '../../../src/commands/suggest.ts';
import type { DiscordConfig } from '../../../src/config.ts';
import { createLogger } from '../../../src/logger.ts';
import { Paper } from '../../../src/paper.ts';
import { shippedDataPath } from '../../../src/shipped-data.ts';
import { openInbox } from '../../../src/store/open-inbox.ts';
import { type DiscordOptions, startDiscord } from '../../standins/discord/index.ts';

const shipped = z.array(Paper).parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8')));
/** The real road from a request to a reply over the papers that come with the program. */
export const core = await dispatchOver(shipped);
export const suggest = createSuggest(core.engine, async () => undefined);

/** Far shorter than what people see, so that no test waits. */
const TIMING: Timing = { answerWithinMs: 60_000, completeWithinMs: 1500, stableAfterMs: 60_000 };

export type BotOptions = {
  readonly discord?: DiscordOptions;
  readonly config?: (standIn: Awaited<ReturnType<typeof startDiscord>>) => Partial<DiscordConfig>;
  readonly parts?: Partial<DiscordParts>;
  readonly timing?: Partial<Timing>;
};

/**
 * The adapter as it is run, and everything it has logged, before it is connected. When the test is over, nothing that it sent may
 * have been against Discord's rules, and no secret may stand in the log.
 */
export async function botFor(options: BotOptions = {}) {
  const discord = await startDiscord(options.discord);
  const log: string[] = [];
  const logger = createLogger({ logLevel: 'trace' }, 'warn', { write: (line) => log.push(line) });
  const folder = mkdtempSync(join(tmpdir(), 'labrarian-discord-'));
  const inbox = await openInbox({ file: join(folder, 'inbox.sqlite'), now: () => new Date() });
  const config: DiscordConfig = {
    token: discord.token,
    applicationId: discord.applicationId,
    apiUrl: discord.apiUrl,
    guildIds: [],
    channelIds: [],
    userInstall: false,
    messageContent: false,
    mentionsOnly: false,
    ...options.config?.(discord),
  };
  const create = () =>
    createDiscord(
      {
        config,
        dispatch: core.dispatch,
        suggest,
        definitions: COMMAND_DEFINITIONS,
        inbox,
        logger,
        ...options.parts,
      },
      { ...TIMING, ...options.timing },
    );
  const adapter = create();
  onTestFinished(async () => {
    await adapter.stop();
    await discord.stop();
    await inbox.close();
    rmSync(folder, { recursive: true });
    expect(discord.violations).toEqual([]);
    expect(discord.leaks(log.join(''))).toEqual([]);
  });
  return { discord, adapter, create, log, inbox, config };
}

/** A bot that takes requests. */
export async function botOnDiscord(options: BotOptions = {}) {
  const bot = await botFor(options);
  await bot.adapter.start();
  return bot;
}
