import { createHmac, randomBytes } from 'node:crypto';
import { ACK_MS, type Acknowledgement, type DeliveryKind, type Retry } from './acknowledgement.ts';

/**
 * What is wrong with a request that does not come from Slack, or not now.
 * `future` is an hour ahead, `stale` an hour old; `huge` is 5 MB, rightly signed; `replayed` is a rightly signed
 * request sent a second time, byte for byte.
 */
export type Forgery =
  | 'wrongSecret'
  | 'unsigned'
  | 'stale'
  | 'future'
  | 'tampered'
  | 'truncatedSignature'
  | 'huge'
  | 'replayed';

const HOUR_S = 3600;
const HUGE_BYTES = 5_000_000;

export type SignedRequest = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Slack's v0 signature of a body. `seconds`: the timestamp's, since 1970. */
export function signature(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
}

/** A payload as Slack writes it into a body: a command as a form, an interaction as a form's `payload`, an event as JSON. */
function encode(
  kind: DeliveryKind,
  payload: Readonly<Record<string, unknown>>,
): [type: string, body: string] {
  if (kind === 'events_api') return ['application/json', JSON.stringify(payload)];
  const form =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
}

/** A request as Slack would send it, or with something wrong about it. */
export function signRequest(
  kind: DeliveryKind,
  payload: Readonly<Record<string, unknown>>,
  secret: string,
  { retry, forgery }: { readonly retry?: Retry | undefined; readonly forgery?: Forgery | undefined } = {},
): SignedRequest {
  const [type, plain] = encode(kind, payload);
  const padding = kind === 'events_api' ? ' ' : '&padding=';
  const body =
    forgery === 'huge' ? plain + padding.padEnd(HUGE_BYTES, padding.at(-1) === ' ' ? ' ' : 'x') : plain;
  const shift = forgery === 'stale' ? -HOUR_S : forgery === 'future' ? HOUR_S : 0;
  const seconds = Math.floor(Date.now() / 1000) + shift;
  const key = forgery === 'wrongSecret' ? randomBytes(16).toString('hex') : secret;
  const signed = signature(key, seconds, body);
  return {
    headers: {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
      ...(forgery === 'unsigned'
        ? {}
        : {
            'x-slack-request-timestamp': String(seconds),
            'x-slack-signature': forgery === 'truncatedSignature' ? signed.slice(0, -1) : signed,
          }),
    },
    body: forgery === 'tampered' ? `${body} ` : body,
  };
}

function parseBody(text: string, type: string): unknown {
  return type.includes('json') && text !== '' ? JSON.parse(text) : text;
}

/** Posts a request to the bot and takes its answer as the acknowledgement. */
export async function postRequest(
  url: string,
  { headers, body }: SignedRequest,
  ackMs = ACK_MS,
): Promise<Acknowledgement> {
  try {
    const signal = AbortSignal.timeout(ackMs);
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await response.text();
    return {
      transport: 'http',
      ok: response.ok,
      status: response.status,
      body: parseBody(text, response.headers.get('content-type') ?? ''),
      ...(response.ok ? {} : { failure: 'dispatch_failed' as const }),
    };
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      transport: 'http',
      ok: false,
      body: '',
      failure: isTimeout ? 'operation_timeout' : 'dispatch_failed',
    };
  }
}
