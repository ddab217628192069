import { pino } from 'pino';
import type { Config } from './config.ts';

export type Logger = pino.Logger;

/** Fields that must never be written, wherever they stand in a logged object. */
const SECRET_FIELDS = ['token', 'authorization', 'password', 'secret', 'apiKey', 'response_url'];

/** A JSON logger on standard error; standard output belongs to replies. */
export function createLogger(config: Config, defaultLevel: 'info' | 'warn'): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level: config.logLevel ?? defaultLevel, redact: { paths, censor: '[redacted]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}
