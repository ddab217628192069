import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function randomText(length: number): string {
  return [...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** The stand-in's own time: tests move it to let triggers and response_urls expire. Signatures use the real one. */
export type Clock = { now(): number; advance(ms: number): void };

export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
  };
}

/** Makes Slack's kinds of ids, and remembers each one that must never be printed. */
export type Identifiers = {
  /** `U`, `C`, `D`, `V`, ... followed by ten letters and digits. */
  id(prefix: string): string;
  /** Seconds and six digits, as a message's `ts`; each is larger than the one before. */
  ts(): string;
  secret(prefix: string): string;
  /** Every secret issued so far: tokens, signing secret, response_url paths, socket tickets. */
  readonly secrets: readonly string[];
};

export function createIdentifiers(clock: Clock): Identifiers {
  const secrets: string[] = [];
  let lastMicroseconds = 0;
  return {
    id: (prefix) => `${prefix}0${randomText(9)}`,
    ts() {
      lastMicroseconds = Math.max(clock.now() * 1000, lastMicroseconds + 1);
      const digits = String(lastMicroseconds);
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
    secret(prefix) {
      const secret = `${prefix}${randomText(24)}`;
      secrets.push(secret);
      return secret;
    },
    secrets,
  };
}
