import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from './api-error.ts';
import { createDeferred } from './deferred.ts';
import { sendAnswer } from './http-reply.ts';
import type { RouteName } from './routes.ts';

/** What may go wrong with one request. */
export type Fault =
  /** Answered with this status; nothing is done, or with `afterWork` everything. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
      readonly afterWork?: true;
    }
  /** 429. `shared` is the resource's own limit, which does not count as invalid; `global` is every route's. */
  | { readonly kind: 'rateLimit'; readonly scope: 'user' | 'global' | 'shared'; readonly retryAfterS: number }
  /** Never answered; nothing is done, or with `afterWork` everything. */
  | { readonly kind: 'hang'; readonly afterWork?: true }
  /** The connection breaks; nothing is done. */
  | { readonly kind: 'reset' }
  /** The work is done, then the connection breaks. */
  | { readonly kind: 'lostReply' }
  /** Done and answered, but only after so many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Answered with what is not JSON, as a proxy in between does; nothing is done. */
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
  /** The next request waits before (`work`) or after (`reply`) its work is done: late, or out of order. */
  hold(route: RouteName, before?: 'work' | 'reply'): Held;
  /** Forgets what has not happened yet and lets go of what is held. */
  clear(): void;
};

/** Steps that may end a request: true means that it ends here. */
export type Intervention = {
  beforeWork(response: ServerResponse): Promise<boolean>;
  beforeReply(response: ServerResponse): Promise<boolean>;
};

export type FaultPlan = Faults & {
  take(route: RouteName): Intervention | undefined;
};

type Planned = { readonly route: RouteName | '*'; readonly intervention: Intervention; left: number };

const goOn = async () => false;

function breakConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function rateLimit(response: ServerResponse, scope: string, retryAfterS: number): void {
  const global = scope === 'global';
  const { status, body } = new ApiError(429, 0, 'You are being rate limited.', {
    retry_after: retryAfterS,
    global,
  });
  sendAnswer(
    response,
    { status, body },
    {
      'retry-after': String(retryAfterS),
      'x-ratelimit-scope': scope,
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
}

/** The work is done first, and only then it goes wrong. */
function comesAfterWork(fault: Fault): boolean {
  return fault.kind === 'lostReply' || ('afterWork' in fault && fault.afterWork === true);
}

async function goWrong(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'status': {
      const { status, code = 0, message = `${status}: injected` } = fault;
      sendAnswer(response, new ApiError(status, code, message));
      return true;
    }
    case 'rateLimit':
      rateLimit(response, fault.scope, fault.retryAfterS);
      return true;
    case 'hang':
      return true;
    case 'reset':
    case 'lostReply':
      breakConnection(response);
      return true;
    case 'garbage':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>upstream error</html>');
      return true;
    case 'delay':
      await sleep(fault.ms);
      return false;
  }
}

function intervention(fault: Fault): Intervention {
  return {
    beforeWork: async (response) => !comesAfterWork(fault) && goWrong(fault, response),
    beforeReply: async (response) => comesAfterWork(fault) && goWrong(fault, response),
  };
}

export function createFaults(): FaultPlan {
  const planned: Planned[] = [];
  const releases = new Set<() => void>();
  return {
    on(route, fault, times = 1) {
      planned.push({ route, intervention: intervention(fault), left: times });
    },
    hold(route, before = 'work') {
      const arrived = createDeferred();
      const released = createDeferred();
      const wait = async () => {
        arrived.resolve();
        await released.promise;
        return false;
      };
      const held =
        before === 'work' ? { beforeWork: wait, beforeReply: goOn } : { beforeWork: goOn, beforeReply: wait };
      planned.push({ route, intervention: held, left: 1 });
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
      return found.intervention;
    },
  };
}
