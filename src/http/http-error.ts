/** How a request failed; stable, so that logs and callers can tell the cases apart. */
export type HttpFailure =
  /** No whole answer within the time allowed. */
  | 'timeout'
  /** Nobody answered: no such host, a refused connection, a redirection. */
  | 'unreachable'
  /** The connection ended within the body, or the body cannot be decompressed. */
  | 'broken-off'
  | 'too-large';

/** A request that has failed. Its message holds neither the request's body nor the answer's. */
export class HttpError extends Error {
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'HttpError';
    this.failure = failure;
  }
}
