import { randomUUID } from 'node:crypto';
import { config as readDotenv } from 'dotenv';
import { type Config, loadConfig } from '../config.ts';
import { BotError, UserError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { printable } from '../text/printable.ts';

/** Exit codes; 70 and 78 are those of BSD's sysexits. */
export const EXIT = { ok: 0, failed: 1, usage: 2, internal: 70, config: 78 } as const;

/** The command line itself was wrong: the message says how it should look. */
export class UsageError extends UserError {}

export type Command = (config: Config, args: readonly string[]) => Promise<number>;

/** The environment with `.env` of the current folder under it: what is set in the environment wins. */
function environment(): Record<string, string | undefined> {
  const fromFile: Record<string, string> = {};
  readDotenv({ quiet: true, processEnv: fromFile });
  return { ...fromFile, ...process.env };
}

/** Something to know beside the answer, which alone goes to standard output. */
export function tell(message: string | undefined): void {
  if (message !== undefined) process.stderr.write(`${printable(message)}\n`);
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Says what happened in one sentence; a defect's stack goes to the log, under the reference that is told. */
function report(error: unknown, config: Pick<Config, 'logLevel'>): number {
  if (error instanceof UsageError || isArgumentError(error)) {
    tell(error.message);
    return EXIT.usage;
  }
  if (error instanceof BotError) {
    tell(error.message);
    return error.code === 'config-invalid' ? EXIT.config : EXIT.failed;
  }
  const reference = randomUUID().slice(0, 8);
  tell(
    `Something went wrong inside Labrarian; nothing that you did. Reference: ${reference}; ` +
      'with LOG_LEVEL=debug the same command tells more.',
  );
  createLogger(config, 'warn').debug({ err: error, reference }, 'A command failed');
  return EXIT.internal;
}

/** Runs one command of the command line: the only place that reads the environment and sets the exit code. */
export async function run(command: Command): Promise<void> {
  let config: Config | undefined;
  const fail = (error: unknown) => report(error, config ?? { logLevel: undefined });
  // A reader that went away (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  // What nobody waits for fails here; the program's state is unknown then.
  process.on('uncaughtException', (error) => process.exit(fail(error)));
  try {
    config = loadConfig(environment(), process.cwd());
    process.exitCode = await command(config, process.argv.slice(2));
  } catch (error) {
    process.exitCode = fail(error);
  }
}
