import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { getText } from '../../src/http/get-text.ts';
import { createLimiter, type Limiter } from '../../src/http/limiter.ts';
import { createHurriedClock } from '../standins/fake-clock.ts';

let respond: RequestListener = () => undefined;
const server = createServer((request, response) => respond(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const START = new Date('2026-01-01T10:00:00Z');
const clock = createHurriedClock(START);
let limiter: Limiter;
let tries: number[] = [];
beforeEach(() => {
  clock.set(START);
  tries = [];
  limiter = createLimiter({ intervalMs: 0, clock });
});

/** Answers one request after the other; the last answer stays. */
function answers(...listeners: readonly RequestListener[]): void {
  respond = (request, response) => {
    const listener = listeners[Math.min(tries.length, listeners.length - 1)];
    tries.push((clock.now().getTime() - START.getTime()) / 1000);
    listener?.(request, response);
  };
}

const status =
  (code: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('not this');
const fine: RequestListener = (_, response) => response.end('fine');
const get = (attempts = 3, signal?: AbortSignal) =>
  getText(
    { url, from: 'configuration' },
    { headers: {}, attempts, limiter, clock, random: () => 0.5, timeoutMs: 5000, maxBytes: 1000 },
    signal,
  );

it('tries again what may pass, after pauses that grow', async () => {
  answers(status(503), (_, response) => response.destroy(), fine);
  expect(await get()).toBe('fine');
  expect(tries).toEqual([0, 2.5, 7.5]);
});

it('waits as long as it is asked to', async () => {
  answers(status(429, { 'retry-after': '60' }), fine);
  expect(await get()).toBe('fine');
  expect(tries).toEqual([0, 60]);
});

it('tries again where a body broke off', async () => {
  answers((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => setImmediate(() => response.destroy()));
  }, fine);
  expect(await get()).toBe('fine');
});

it.each([400, 403, 404, 204])('does not repeat what failed with %d', async (code) => {
  answers(status(code));
  await expect(get()).rejects.toMatchObject({ failure: 'status', status: code });
  expect(tries).toHaveLength(1);
});

it('gives up after its attempts', async () => {
  answers(status(500));
  await expect(get(2)).rejects.toMatchObject({ failure: 'status', status: 500 });
  expect(tries).toHaveLength(2);
});

it('leaves a server alone that asks for a long rest, and tells everybody at once', async () => {
  answers(status(503, { 'retry-after': '3600' }), fine);
  await expect(get()).rejects.toMatchObject({ status: 503, retryAfterMs: 3_600_000 });
  clock.set(new Date(START.getTime() + 600_000));
  await expect(get()).rejects.toMatchObject({ failure: 'unreachable', retryAfterMs: 3_000_000 });
  expect(tries).toHaveLength(1);
  clock.set(new Date(START.getTime() + 3_600_000));
  expect(await get()).toBe('fine');
});

it('leaves no server alone for years', async () => {
  answers(status(503, { 'retry-after': '99999999' }));
  await expect(get()).rejects.toMatchObject({ status: 503 });
  expect(limiter.restsUntil()).toEqual(new Date(START.getTime() + 86_400_000));
});

it('ends when nobody waits for it', async () => {
  const controller = new AbortController();
  answers(() => controller.abort(new Error('left')));
  await expect(get(3, controller.signal)).rejects.toThrow('left');
  expect(tries).toHaveLength(1);
});
