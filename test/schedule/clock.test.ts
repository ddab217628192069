import { expect, it } from 'vitest';
import { systemClock } from '../../src/schedule/clock.ts';

const later = (ms: number) => new Date(Date.now() + ms);

it('waits until a moment, and not at all for one that has passed', async () => {
  const { signal } = new AbortController();
  const moment = later(20);
  await systemClock.until(moment, signal);
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(moment.getTime());
  await systemClock.until(later(-1_000_000), signal);
});

it('ends waiting when it is told to', async () => {
  const controller = new AbortController();
  const waiting = systemClock.until(later(400 * 24 * 3_600_000), controller.signal);
  controller.abort();
  await waiting;
  await systemClock.until(later(1_000_000), controller.signal);
});
