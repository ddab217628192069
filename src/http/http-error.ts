/** How a request failed; stable, so that logs and callers can tell the cases apart. */
export type HttpFailure =
  /** No whole answer within the time allowed. */
  | 'timeout'
  /** Nobody answered: no such host, a refused connection, one redirection too many. */
  | 'unreachable'
  /** The address, or one that it leads to, is not on the open web: another protocol, or inside the network. */
  | 'forbidden'
  /** The connection ended within the body, or the body cannot be decompressed. */
  | 'broken-off'
  | 'too-large'
  /** The answer's status is not 200. */
  | 'status';

export type HttpErrorDetails = {
  readonly cause?: unknown;
  /** Of the answer, where its status is the failure. */
  readonly status?: number;
  /** How long the server wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
};

/** A request that has failed. Its message holds neither the request's body nor the answer's. */
export class HttpError extends Error {
  readonly failure: HttpFailure;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(failure: HttpFailure, message: string, { cause, status, retryAfterMs }: HttpErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpError';
    this.failure = failure;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
