/** Node's and undici's codes of failures before anything was sent: no address, no connection. */
const CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a request that failed with this error, or with one that it wraps, cannot have reached its server: so it may be repeated. */
export function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && CODES.has(error.code)) return true;
  return wasNeverSent(error.cause);
}
