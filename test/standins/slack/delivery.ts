import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ACK_MS, type Acknowledgement, type DeliveryKind, type Retry } from './acknowledgement.ts';
import { type Forgery, postRequest, type SignedRequest, signRequest } from './signed-requests.ts';
import type { SocketMode } from './socket-mode.ts';

export type Payload = Readonly<Record<string, unknown>>;

export type DeliveryOptions = {
  /** Over HTTP alone: what is wrong with the request. */
  readonly forgery?: Forgery;
  readonly retry?: Retry;
  /** How many times it is delivered, byte for byte the same; the first acknowledgement counts. */
  readonly copies?: number;
  readonly delayMs?: number;
};

export type Delivered = {
  readonly kind: DeliveryKind;
  readonly payload: Payload;
  readonly acknowledgement: Promise<Acknowledgement>;
};

/** Deliveries that are kept back until they are released, in the order in which they came or the last first. */
export type Held = {
  readonly size: number;
  release(order?: 'first to last' | 'last to first'): Promise<void>;
};

export type Delivery = {
  deliver(kind: DeliveryKind, payload: Payload, options?: DeliveryOptions): Promise<Acknowledgement>;
  /** Everything that was delivered, in order. */
  readonly delivered: readonly Delivered[];
  /** Sends a delivery again as Slack does after a failure: the same event, with the retry's number and reason. */
  redeliver(delivered: Delivered, retry?: Retry): Promise<Acknowledgement>;
  /** From now on deliveries wait. */
  hold(): Held;
  /** The bot's address for signed requests; without one, deliveries go through the sockets. */
  requestUrl: string | undefined;
};

type Options = {
  readonly socketMode: SocketMode;
  readonly signingSecret: string;
  readonly ackMs?: number;
  /** Called with each delivery, when it begins. */
  onChange(): void;
  /** Called with each acknowledgement, before the person sees what it says. */
  judge(kind: DeliveryKind, payload: Payload, ack: Acknowledgement): void;
};

/** Brings commands, interactions and events to the bot, the way that it is set up for. */
export function createDelivery({
  socketMode,
  signingSecret,
  onChange,
  judge,
  ackMs = ACK_MS,
}: Options): Delivery {
  const delivered: Delivered[] = [];
  let held: (() => Promise<unknown>)[] | undefined;

  async function post(url: string, kind: DeliveryKind, payload: Payload, options: DeliveryOptions) {
    const { retry, forgery } = options;
    const request: SignedRequest = signRequest(kind, payload, signingSecret, { retry, forgery });
    if (forgery === 'replayed') await postRequest(url, request, ackMs);
    return postRequest(url, request, ackMs);
  }

  function deliverer(kind: DeliveryKind, payload: Payload, options: DeliveryOptions) {
    const { requestUrl } = delivery;
    const envelopeId = randomUUID();
    return requestUrl === undefined
      ? () => socketMode.deliver(kind, payload, { retry: options.retry, envelopeId })
      : () => post(requestUrl, kind, payload, options);
  }

  async function send(
    kind: DeliveryKind,
    payload: Payload,
    options: DeliveryOptions,
  ): Promise<Acknowledgement> {
    if (options.delayMs !== undefined) await delay(options.delayMs);
    const once = deliverer(kind, payload, options);
    const first = once();
    await Promise.all([first, ...Array.from({ length: (options.copies ?? 1) - 1 }, once)]);
    // Nobody has to acknowledge a forgery.
    if (options.forgery === undefined) judge(kind, payload, await first);
    return first;
  }

  /** Sends now, or when what is held is released. */
  function sendOrHold(
    kind: DeliveryKind,
    payload: Payload,
    options: DeliveryOptions,
  ): Promise<Acknowledgement> {
    if (held === undefined) return send(kind, payload, options);
    const queue = held;
    return new Promise((resolve) => {
      queue.push(async () => resolve(await send(kind, payload, options)));
    });
  }

  const delivery: Delivery = {
    delivered,
    requestUrl: undefined,
    deliver(kind, payload, options = {}) {
      const acknowledgement = sendOrHold(kind, payload, options);
      delivered.push({ kind, payload, acknowledgement });
      onChange();
      return acknowledgement;
    },
    redeliver: ({ kind, payload }, retry = { attempt: 1, reason: 'http_timeout' }) =>
      delivery.deliver(kind, payload, { retry }),
    hold() {
      const queue: (() => Promise<unknown>)[] = [];
      held = queue;
      return {
        get size() {
          return queue.length;
        },
        async release(order = 'first to last') {
          if (held === queue) held = undefined;
          const waiting = queue.splice(0);
          if (order === 'last to first') waiting.reverse();
          for (const go of waiting) await go();
        },
      };
    },
  };
  return delivery;
}
