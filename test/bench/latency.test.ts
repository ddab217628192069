import { expect, test } from 'vitest';
import { formatLatencies, latencyOf, measure, percentile } from '../../bench/latency.ts';

test('a percentile is one of the samples, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);

  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
  expect(percentile([7], 0.5)).toBe(7);
});

test('samples need no order', () => {
  expect(latencyOf('x', [3, 1, 2])).toEqual({ name: 'x', runs: 3, p50: 2, p95: 3, p99: 3, max: 3 });
});

test('work that fails is no measurement', async () => {
  const broken = { broken: () => Promise.reject(new Error('no')) };

  await expect(measure(broken)).rejects.toThrow('broken was not measured');
});

test('the table has a row for each', () => {
  expect(formatLatencies([latencyOf('short', [1]), latencyOf('a longer name', [0.0123])])).toBe(
    [
      'ms                 runs       p50       p95       p99       max',
      'short                 1      1.00      1.00      1.00      1.00',
      'a longer name         1    0.0123    0.0123    0.0123    0.0123',
    ].join('\n'),
  );
});
