import { join } from 'node:path';
import { createTerminal } from '../adapters/terminal/index.ts';
import { EXIT, run, tell } from './cli/entry.ts';
import { COMMAND_DEFINITIONS } from './commands/commands.ts';
import { openBot } from './compose.ts';
import type { Config } from './config.ts';
import { createLogger } from './logger.ts';

const HISTORY = 'terminal-history';

/** Composition root: config, library, engine, commands, then the terminal; stopped in the reverse order. */
async function main(config: Config): Promise<number> {
  const logger = createLogger(config, 'warn');
  const bot = await openBot({ config, logger, now: () => new Date() });
  const hasGreeting = process.stdin.isTTY && process.stdout.isTTY;
  if (!hasGreeting) tell(bot.notice);
  const terminal = createTerminal({
    dispatch: bot.dispatch,
    suggest: bot.suggest,
    definitions: COMMAND_DEFINITIONS,
    historyFile: join(config.dataDir, HISTORY),
    greeting: [
      ...(bot.notice === undefined ? [] : [bot.notice]),
      `Labrarian knows ${bot.size()} papers. Ask in plain words, or type /help. Ctrl-D leaves.`,
    ].join('\n'),
    mayColour: config.mayColour,
    logger,
    input: process.stdin,
    output: process.stdout,
  });
  const stop = () => void terminal.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    await terminal.start();
    await terminal.ended;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    await bot.close();
  }
  return EXIT.ok;
}

await run(main);
