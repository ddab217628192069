/**
 * What a Retry-After header asks for, in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3).
 * Undefined where there is none or it cannot be read; never negative.
 */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const value = header.trim();
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Dates only: the parser takes a bare number for a year.
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
