import type { ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import { createDeferred } from './deferred.ts';
import type { RouteName } from './routes.ts';

/** What may go wrong with one request. */
export type Fault =
  /** Answered with this status; nothing is done. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** 429. `shared` is the resource's own limit, which does not count as invalid; `global` stops every route. */
  | { readonly kind: 'rateLimit'; readonly scope: 'user' | 'global' | 'shared'; readonly retryAfterS: number }
  /** Never answered; nothing is done. */
  | { readonly kind: 'hang' }
  /** The connection breaks; nothing is done. */
  | { readonly kind: 'reset' }
  /** The work is done, then the connection breaks. */
  | { readonly kind: 'lostReply' }
  /** Answered with something that is not JSON, as a proxy in between does; nothing is done. */
  | { readonly kind: 'garbage'; readonly status: number };

/** A request that waits to be let through. */
export type Held = {
  /** Resolves when a request has come and waits. */
  readonly arrived: Promise<void>;
  release(): void;
};

export type Faults = {
  /** @param times how many requests it hits; Infinity for all. Default 1 */
  on(route: RouteName | '*', fault: Fault, times?: number): void;
  /** The next request waits before (`work`) or after (`reply`) its work is done. */
  hold(route: RouteName, before?: 'work' | 'reply'): Held;
  /** Forgets what has not happened yet and lets go of what is held. */
  clear(): void;
};

type Hold = {
  readonly before: 'work' | 'reply';
  readonly arrive: () => void;
  readonly released: Promise<void>;
};

type Planned = { readonly route: RouteName | '*'; readonly what: Fault | Hold; left: number };

export type FaultPlan = Faults & {
  take(route: RouteName): Fault | Hold | undefined;
};

export function createFaults(): FaultPlan {
  const planned: Planned[] = [];
  const releases = new Set<() => void>();
  return {
    on(route, what, times = 1) {
      planned.push({ route, what, left: times });
    },
    hold(route, before = 'work') {
      const arrived = createDeferred();
      const released = createDeferred();
      planned.push({ route, what: { before, arrive: arrived.resolve, released: released.promise }, left: 1 });
      releases.add(released.resolve);
      return { arrived: arrived.promise, release: released.resolve };
    },
    clear() {
      planned.length = 0;
      for (const release of releases) release();
      releases.clear();
    },
    take(route) {
      const found = planned.find((one) => one.route === route || one.route === '*');
      if (found === undefined) return undefined;
      found.left -= 1;
      if (found.left <= 0) planned.splice(planned.indexOf(found), 1);
      return found.what;
    },
  };
}

export type FaultError = { readonly error: ApiError; readonly headers: Readonly<Record<string, string>> };

/** The error reply that a fault stands for; undefined where it is no reply. */
export function faultReply(fault: Fault): FaultError | undefined {
  if (fault.kind === 'status') {
    const { status, code = 0, message = `${status}: injected` } = fault;
    return { error: new ApiError(status, code, message), headers: {} };
  }
  if (fault.kind === 'rateLimit') {
    const { scope, retryAfterS } = fault;
    const global = scope === 'global';
    const error = new ApiError(429, 0, 'You are being rate limited.', { retry_after: retryAfterS, global });
    const headers = {
      'retry-after': String(retryAfterS),
      'x-ratelimit-scope': scope,
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    };
    return { error, headers };
  }
  return undefined;
}

export const breakConnection = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};
