import { config as readDotenv } from 'dotenv';
import { type Config, loadConfig } from '../config.ts';
import { BotError, UserError } from '../errors.ts';
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

function report(error: unknown): number {
  if (error instanceof UsageError || isArgumentError(error)) {
    process.stderr.write(`${printable(error.message)}\n`);
    return EXIT.usage;
  }
  if (error instanceof BotError) {
    process.stderr.write(`${printable(error.message)}\n`);
    return error.code === 'config-invalid' ? EXIT.config : EXIT.failed;
  }
  process.stderr.write(
    `This is a bug in Labrarian:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT.internal;
}

/** Runs one command of the command line: the only place that reads the environment and sets the exit code. */
export async function run(command: Command): Promise<void> {
  // A reader that went away (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  try {
    process.exitCode = await command(loadConfig(environment(), process.cwd()), process.argv.slice(2));
  } catch (error) {
    process.exitCode = report(error);
  }
}
