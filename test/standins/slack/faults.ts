/**
 * What goes wrong with a call of the bot.
 * - `http`: a status instead of an answer, nothing is done. `error`: Slack's envelope `{ ok: false, error }`.
 * - `hang`: never answered, nothing is done. `reset`: the connection is reset, nothing is done.
 * - With `afterWork`, `http`, `error` and `hang` do everything first.
 * - `lostReply`: done, then the connection is reset. `late`: done, answered after `ms`. `twice`: done twice.
 * - `outOfOrder`: done; answers are kept back until `batch` calls wait, then given last first.
 */
export type FaultKind =
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly retryAfter?: number;
      readonly afterWork?: true;
    }
  | { readonly kind: 'error'; readonly error: string; readonly afterWork?: true }
  | { readonly kind: 'hang'; readonly afterWork?: true }
  | { readonly kind: 'reset' | 'lostReply' | 'twice' }
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'outOfOrder'; readonly batch: number };

/** `method` is a Web API method, `response_url`, or `*` for every Web API method. `times` is without end by default. */
export type Fault = FaultKind & { readonly method: string; readonly times?: number };

export type Faults = {
  /** Begins a fault; the function it gives ends it. */
  add(fault: Fault): () => void;
  /** The first fault that concerns this call, counted as used. */
  take(method: string): Fault | undefined;
};

export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number }[] = [];
  const concerns = (fault: Fault, method: string) =>
    fault.method === method || (fault.method === '*' && method !== 'response_url');
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      active.push(entry);
      return () => {
        active = active.filter((other) => other !== entry);
      };
    },
    take(method) {
      const entry = active.find(({ fault, left }) => left > 0 && concerns(fault, method));
      if (entry !== undefined) entry.left -= 1;
      return entry?.fault;
    },
  };
}
