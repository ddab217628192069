/** Slack waits 3 seconds for an acknowledgement. */
export const ACK_MS = 3000;

/** How the bot took what was delivered to it. */
export type Acknowledgement = {
  readonly transport: 'http' | 'socket';
  /** Whether it was acknowledged in time: a status of 2xx, or an acknowledgement through the socket. */
  readonly ok: boolean;
  /** Over HTTP alone. */
  readonly status?: number;
  /** What the acknowledgement says: a message, options, a `response_action`; '' where it says nothing. */
  readonly body: unknown;
  /** What Slack tells the person, where it was not acknowledged. */
  readonly failure?: 'operation_timeout' | 'dispatch_failed';
};

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** A delivery repeated by Slack, and why: headers over HTTP, fields of the envelope over a socket. */
export type Retry = { readonly attempt: number; readonly reason: string };
