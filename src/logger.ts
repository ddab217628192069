import { pino, stdSerializers } from 'pino';
import type { Config } from './config.ts';

export type Logger = pino.Logger;

/** Fields that must never be written, at the top of a logged object or up to two levels down. */
const SECRET_FIELDS = [
  'token',
  'authorization',
  'password',
  'secret',
  'signingSecret',
  'apiKey',
  'response_url',
];
const REDACTED = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

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

/**
 * A logger that writes JSON lines, or lines to read where `stream` is a terminal.
 * Standard error by default: standard output belongs to replies.
 */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  defaultLevel: 'info' | 'warn',
  stream: LogStream = process.stderr,
): Logger {
  return pino(
    {
      level: config.logLevel ?? defaultLevel,
      base: null,
      serializers: { err: stdSerializers.err },
      redact: { paths: REDACTED, censor: '[redacted]' },
    },
    { write: (json: string) => void stream.write(stream.isTTY ? readableLine(json) : json) },
  );
}
