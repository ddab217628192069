import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLimiter } from '../../src/http/limiter.ts';
import { systemClock } from '../../src/schedule/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

function limited() {
  const starts: number[] = [];
  const limiter = createLimiter({ intervalMs: 3000, clock: systemClock });
  let running = 0;
  const request = (ms: number, signal?: AbortSignal) =>
    limiter.run(async () => {
      starts.push(Date.now());
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, ms));
      running -= 1;
    }, signal);
  return { limiter, starts, request };
}

it('starts one request in each interval, and none before the one before has ended', async () => {
  const { starts, request } = limited();
  const all = [10, 10, 5000, 10].map((ms) => request(ms));
  await vi.runAllTimersAsync();
  await Promise.all(all);
  expect(starts).toHaveLength(4);
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  expect(gaps[2]).toBeGreaterThanOrEqual(5000);
});

it('lets everybody rest who asks the same service', async () => {
  const { limiter, starts, request } = limited();
  limiter.rest(new Date(60_000));
  limiter.rest(new Date(20_000));
  const all = [request(10), request(10)];
  await vi.runAllTimersAsync();
  await Promise.all(all);
  expect(starts[0]).toBe(60_000);
  expect(limiter.restsUntil()).toEqual(new Date(60_000));
});

it('drops a request that nobody waits for any more', async () => {
  const { starts, request } = limited();
  const controller = new AbortController();
  const first = request(10);
  const second = expect(request(10, controller.signal)).rejects.toThrow('left');
  controller.abort(new Error('left'));
  await vi.runAllTimersAsync();
  await Promise.all([first, second]);
  expect(starts).toHaveLength(1);
});
