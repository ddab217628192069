import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { BotError } from './errors.ts';

/** Every variable that the program reads, by its name in the environment; `.env.example` explains each. */
export const EnvironmentSchema = z.object({
  DATA_DIR: z.string().trim().min(1).default('data/local'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  NO_COLOR: z.string().optional(),
});

export type Config = {
  /** Absolute path of the lab's own state. */
  readonly dataDir: string;
  /** Absent: the default of whatever runs (`warn` in the chat and the command line). */
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent' | undefined;
  /** False where NO_COLOR is set to anything (https://no-color.org). */
  readonly mayColour: boolean;
};

const EXPECTED: Readonly<Record<keyof typeof EnvironmentSchema.shape, string>> = {
  DATA_DIR: 'a folder, absolute or relative to the folder where the command is run',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
  NO_COLOR: 'any text, or nothing',
};

/**
 * Parses the environment. A variable set to an empty string counts as not set.
 *
 * @param env the process environment merged with `.env`
 * @param folder what a relative DATA_DIR is relative to
 * @throws BotError `config-invalid` naming every bad variable, its value's place and what was expected
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const given = Object.fromEntries(
    Object.keys(EnvironmentSchema.shape).flatMap((key) => (env[key] ? [[key, env[key]]] : [])),
  );
  const parsed = EnvironmentSchema.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const lines = names.map(
      (name) =>
        `  ${name}: expected ${EXPECTED[name as keyof typeof EXPECTED]}; got ${JSON.stringify(env[name])}`,
    );
    throw new BotError('config-invalid', `The configuration is not valid:\n${lines.join('\n')}`);
  }
  const { DATA_DIR, LOG_LEVEL, NO_COLOR } = parsed.data;
  const dataDir = DATA_DIR.startsWith('~/') ? join(homedir(), DATA_DIR.slice(2)) : DATA_DIR;
  return {
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(folder, dataDir),
    logLevel: LOG_LEVEL,
    mayColour: NO_COLOR === undefined,
  };
}
