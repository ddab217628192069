/**
 * Says when to give a connection up that the library would go on repairing twice a second for ever. Whoever runs the bot then starts
 * another, after a pause that grows.
 */
export type Breaker = {
  connected(session: 'new' | 'resumed'): void;
  broke(): void;
  /** Why to give up; undefined while there is hope. */
  reason(): string | undefined;
};

export type BreakerOptions = {
  /** How long a connection must have held, in milliseconds, for the breaks before it to be forgotten. */
  readonly stableAfterMs: number;
  /** Milliseconds. */
  readonly now: () => number;
};

/** At two tries a second these are five seconds: a gateway that restarts is back by then, or not so soon. */
const MAX_BREAKS = 10;
/** A thirtieth of what Discord allows in a day, after which the number that is left is asked for before going on. */
const MAX_NEW_SESSIONS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export function createBreaker({ stableAfterMs, now }: BreakerOptions): Breaker {
  let breaks = 0;
  let connectedAt: number | undefined;
  let sessions: number[] = [];
  return {
    connected(session) {
      connectedAt = now();
      if (session === 'new') sessions = [...sessions.filter((at) => at > now() - DAY_MS), now()];
    },
    broke() {
      const hasHeld = connectedAt !== undefined && now() - connectedAt >= stableAfterMs;
      breaks = hasHeld ? 1 : breaks + 1;
      connectedAt = undefined;
    },
    reason() {
      if (breaks > MAX_BREAKS) return `The connection to Discord broke ${breaks} times without holding.`;
      if (sessions.length > MAX_NEW_SESSIONS)
        return `The connection to Discord was lost and made anew ${sessions.length} times in a day.`;
      return undefined;
    },
  };
}
