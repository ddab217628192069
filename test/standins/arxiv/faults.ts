import type { ServerResponse } from 'node:http';
import { ERROR_FEED, renderRss } from './render.ts';

/** What goes wrong, where, and from when until when on the simulated clock. */
export type Fault = {
  /** Default: all three. */
  readonly on?: 'rss' | 'oai' | 'api';
  /** Default: all. */
  readonly category?: string;
  readonly from?: Date;
  readonly until?: Date;
  /** How often; default: always. */
  readonly times?: number;
} & FaultKind;

export type FaultKind =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** A feed without items, a list without records. */
  | { readonly kind: 'empty' }
  /** An error that looks like a feed. */
  | { readonly kind: 'error-feed' }
  | { readonly kind: 'broken-xml' }
  /** The connection ends in the middle. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** A few bytes, and then nothing. */
  | { readonly kind: 'drip' }
  /** Nobody is there: the connection is cut. */
  | { readonly kind: 'down' }
  /** A feed shows the batch before, built today. */
  | { readonly kind: 'stale' }
  /** Feeds and OAI-PMH do not know these ids yet. */
  | { readonly kind: 'missing'; readonly ids: readonly string[] }
  /** OAI-PMH refuses the token that it gave. */
  | { readonly kind: 'expired-token' };

/** Faults that change what is told, not how. */
export type ContentFault = Extract<FaultKind, { kind: 'stale' | 'missing' | 'expired-token' | 'empty' }>;

export function isContentFault(fault: FaultKind): fault is ContentFault {
  return ['stale', 'missing', 'expired-token', 'empty'].includes(fault.kind);
}

/** Answers with a fault instead of what was asked for. */
export function misbehave(response: ServerResponse, fault: Exclude<FaultKind, ContentFault>): void {
  switch (fault.kind) {
    case 'status': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      response.writeHead(fault.status, { 'content-type': 'text/html', ...headers });
      response.end('<html><body>Rate exceeded.</body></html>');
      return;
    }
    case 'error-feed':
      response.end(ERROR_FEED);
      return;
    case 'broken-xml':
      response.end('<rss><channel><title>a & b</title></channel></rss>');
      return;
    case 'truncated': {
      const whole = renderRss([], { category: 'cs.LG', day: '2026-01-01', builtAt: new Date(0) });
      response.writeHead(200, { 'content-length': String(whole.length) });
      response.write(whole.slice(0, 100), () => setImmediate(() => response.destroy()));
      return;
    }
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return;
    case 'drip':
      response.write('<');
      return;
    case 'down':
      response.destroy();
  }
}
