import { appendFileSync, renameSync, statSync } from 'node:fs';
import { pino, stdSerializers } from 'pino';
import type { Config } from './config.ts';

export type Logger = pino.Logger;

/**
 * What must never be written, wherever in a line it stands: in a field, in a library's message, in an address. Tokens of
 * Discord and Slack by their form, and what stands in fields and addresses that hold one.
 */
const SECRET_PATTERNS: readonly RegExp[] = [
  /\bx(?:ox[a-z]|app)-[\w-]+/g,
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  /(?<=\/(?:webhooks|interactions)\/\d+\/)[^/?"'\s\\]+/g,
  /(?<=hooks\.slack\.com\/)[^"'\s\\]+/g,
  /(?<=[?&]ticket=)[^&"'\s\\]+/g,
  /(?<=\b(?:Bearer|Bot) )[\w.-]{16,}/g,
  /(?<=\\*"(?:token|authorization|password|secret|signing_?secret|api_?key|response_url|trigger_id|ticket|access_token|refresh_token)\\*":\s*\\*")[^"\\]+/gi,
];
const CENSOR = '[redacted]';

/** A function that takes secrets out of a text: `values` themselves, and whatever looks like one. */
export function createScrub(values: readonly string[]): (text: string) => string {
  return (text) => {
    const known = values.reduce((left, value) => left.replaceAll(value, CENSOR), text);
    return SECRET_PATTERNS.reduce((left, pattern) => left.replace(pattern, CENSOR), known);
  };
}

/** Libraries hang requests, addresses and bodies on their errors: these fields alone are written. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return stdSerializers.err(error as Error);
  const { name, message, stack } = error;
  const extra = Object.fromEntries(
    ['code', 'status', 'method'].flatMap((field) =>
      Object.hasOwn(error, field)
        ? [[field, String((error as unknown as Record<string, unknown>)[field])]]
        : [],
    ),
  );
  const cause = error.cause instanceof Error ? { cause: serializeError(error.cause) } : {};
  return { type: name, message, stack, ...extra, ...cause };
}

const LEVEL_NAMES = new Map(Object.entries(pino.levels.values).map(([name, value]) => [value, name]));

/** A log record as a person reads it: `08:15:01 warn  Entry skipped {"file":"a.bib"}`, in UTC, an error's stack below it. */
function readableLine(json: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(json);
  const clock = new Date(time).toISOString().slice(11, 19);
  const name = (LEVEL_NAMES.get(level) ?? String(level)).padEnd(5);
  const fields = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  const stack = err?.stack === undefined ? '' : `\n${err.stack}`;
  return `${clock} ${name} ${msg ?? ''}${fields}${stack}\n`;
}

/** What a log is written to; lines to read instead of JSON where it is a terminal. */
export type LogStream = { readonly isTTY?: boolean; write(text: string): unknown };

const MOST_LOG_BYTES = 1024 * 1024;

/**
 * A log file, only for its owner to read, that begins anew when it has grown large: the one before is kept as `.old`. Where it cannot
 * be written what was to be logged is lost, since there is nowhere to say so.
 */
export function createLogFile(path: string): LogStream {
  let size: number | undefined;
  return {
    write(text) {
      try {
        size ??= statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > MOST_LOG_BYTES) {
          renameSync(path, `${path}.old`);
          size = 0;
        }
        appendFileSync(path, text, { mode: 0o600 });
        size += Buffer.byteLength(text);
      } catch {
        size = undefined;
      }
    },
  };
}

/**
 * A logger that writes JSON lines, or lines to read where `stream` is a terminal.
 * Standard error by default: standard output belongs to replies.
 */
export function createLogger(
  config: Pick<Config, 'logLevel'> & Partial<Pick<Config, 'secrets'>>,
  defaultLevel: 'info' | 'warn',
  stream: LogStream = process.stderr,
): Logger {
  const scrub = createScrub(config.secrets ?? []);
  return pino(
    {
      level: config.logLevel ?? defaultLevel,
      base: null,
      serializers: { err: serializeError },
    },
    {
      write: (json: string) => {
        const clean = scrub(json);
        stream.write(stream.isTTY ? readableLine(clean) : clean);
      },
    },
  );
}
