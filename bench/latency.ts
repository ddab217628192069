import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Bench, type Task } from 'tinybench';

/** One line of a report; milliseconds. */
export type Latency = {
  readonly name: string;
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};

/** The value below which a share of the sorted samples lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function latencyOf(name: string, samples: readonly number[]): Latency {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    name,
    runs: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1),
  };
}

function samplesOf({ name, result }: Task): Latency {
  if (result.state !== 'completed') {
    throw new Error(`${name} was not measured: ${result.state}`, {
      cause: 'error' in result ? result.error : undefined,
    });
  }
  return latencyOf(name, result.latency.samples ?? []);
}

/** Runs each piece of work for about a second, warmed up. */
export async function measure(work: Readonly<Record<string, () => Promise<unknown>>>): Promise<Latency[]> {
  const bench = new Bench({ time: 1000, warmupTime: 200, retainSamples: true });
  for (const [name, run] of Object.entries(work)) bench.add(name, async () => void (await run()));
  return (await bench.run()).map(samplesOf);
}

/** How long other work had to wait while this ran. */
export async function measureEventLoopDelay(name: string, work: () => Promise<unknown>): Promise<Latency> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  const ms = (nanoseconds: number) => nanoseconds / 1e6;
  return {
    name,
    runs: delay.count,
    p50: ms(delay.percentile(50)),
    p95: ms(delay.percentile(95)),
    p99: ms(delay.percentile(99)),
    max: ms(delay.max),
  };
}

/** A table in plain text, milliseconds with three significant places. */
export function formatLatencies(latencies: readonly Latency[]): string {
  const width = Math.max(...latencies.map(({ name }) => name.length));
  const number = (value: number) => value.toPrecision(3).padStart(10);
  const head = `${'ms'.padEnd(width)}${['runs', 'p50', 'p95', 'p99', 'max'].map((name) => name.padStart(10)).join('')}`;
  const rows = latencies.map(
    ({ name, runs, p50, p95, p99, max }) =>
      `${name.padEnd(width)}${String(runs).padStart(10)}${[p50, p95, p99, max].map(number).join('')}`,
  );
  return [head, ...rows].join('\n');
}
