/** Stable names of what can go wrong; the log carries them, tests match on them. */
export type ErrorCode =
  | 'config-invalid'
  | 'input-invalid'
  | 'input-too-long'
  | 'not-found'
  | 'store-newer'
  | 'store-busy'
  | 'already-running'
  | 'store-corrupt'
  | 'store-unwritable'
  | 'cancelled'
  | 'internal';

/** Every error that the program raises itself. `message` is for the log; see {@link UserError} for what people may read. */
export class BotError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'BotError';
    this.code = code;
  }
}

/** An error whose message may be shown to whoever asked: it says what was wrong and what to do. */
export class UserError extends BotError {
  constructor(message: string, options: { code?: ErrorCode; cause?: unknown } = {}) {
    super(
      options.code ?? 'input-invalid',
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'UserError';
  }
}
