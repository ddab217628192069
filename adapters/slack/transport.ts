import type { Receiver } from '@slack/bolt';
import type { AdapterEnd } from '../../src/adapter.ts';

/** How Slack's deliveries arrive: over a socket, or as signed requests to a port. */
export type Transport = {
  readonly receiver: Receiver;
  /** Resolves when deliveries arrive. Rejects with what the library, Slack or the system says. */
  open(): Promise<void>;
  /** Takes nothing new; resolves when nothing is open any more. */
  close(): Promise<void>;
  /** Resolves when it has come to its end by itself; never after {@link Transport.close}. */
  readonly lost: Promise<AdapterEnd>;
};
