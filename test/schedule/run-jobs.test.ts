import { pino } from 'pino';
import { expect, it } from 'vitest';
import { type Job, runJobs } from '../../src/schedule/run-jobs.ts';
import { createFakeClock } from '../standins/fake-clock.ts';

const START = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const settle = () => new Promise((resolve) => setImmediate(resolve));

function started(make: (now: () => Date, ran: (name: string) => void) => readonly Job[]) {
  const clock = createFakeClock(START);
  const runs: string[] = [];
  const errors: unknown[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void errors.push(JSON.parse(line)) });
  const ran = (name: string) => {
    runs.push(`${name} ${(clock.now().getTime() - START.getTime()) / 1000}`);
  };
  const jobs = runJobs(make(clock.now, ran), { clock, logger, random: () => 1 });
  return { clock, runs, errors, jobs };
}

const every = (seconds: number, name: string, now: () => Date, ran: (name: string) => void): Job => ({
  name,
  async run() {
    ran(name);
    return new Date(now().getTime() + seconds * 1000);
  },
});

it('runs each job at once and then by its own times', async () => {
  const { clock, runs, jobs } = started((now, ran) => [every(10, 'a', now, ran), every(15, 'b', now, ran)]);
  await clock.advanceTo(at(31));
  expect(runs).toEqual(['a 0', 'b 0', 'a 10', 'b 15', 'a 20', 'b 30', 'a 30']);
  await jobs.stop();
  await clock.advanceTo(at(100));
  expect(runs).toHaveLength(7);
  expect(clock.waiting()).toEqual([]);
});

it('never runs a job beside itself, however long it takes and however often it is woken', async () => {
  let finish: () => void = () => undefined;
  let running = 0;
  const { clock, runs, jobs } = started((now, ran) => [
    {
      name: 'slow',
      async run() {
        ran('slow');
        running += 1;
        expect(running).toBe(1);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        running -= 1;
        return new Date(now().getTime() + 1_000_000);
      },
    },
  ]);
  await clock.advanceTo(at(100));
  jobs.wake('slow');
  jobs.wake('slow');
  await settle();
  expect(runs).toEqual(['slow 0']);
  finish();
  await clock.advanceTo(at(200));
  expect(runs).toEqual(['slow 0', 'slow 100']);
  finish();
  await settle();
  jobs.wake('slow');
  await settle();
  expect(runs).toEqual(['slow 0', 'slow 100', 'slow 200']);
  finish();
  await jobs.stop();
});

it('tries a job again that failed, after pauses that grow until it works, and leaves the others alone', async () => {
  let tries = 0;
  const { clock, runs, errors, jobs } = started((now, ran) => [
    every(50, 'other', now, ran),
    {
      name: 'failing',
      async run() {
        ran('failing');
        tries += 1;
        if (tries <= 3) throw new Error('no');
        return at(40);
      },
    },
  ]);
  await clock.advanceTo(at(45));
  expect(runs).toEqual([
    'other 0',
    'failing 0',
    'failing 5',
    'failing 15',
    'failing 35',
    'failing 40',
    'failing 41',
    'failing 42',
    'failing 43',
    'failing 44',
    'failing 45',
  ]);
  expect(errors).toHaveLength(3);
  expect(errors[2]).toMatchObject({ job: 'failing', failures: 3, retryInMs: 20_000 });
  await jobs.stop();
});

it('waits for what still runs when it is told to stop, and tells it', async () => {
  let isDone = false;
  const { clock, jobs, errors } = started(() => [
    {
      name: 'told',
      run: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () =>
            setImmediate(() => {
              isDone = true;
              reject(signal.reason);
            }),
          );
        }),
    },
  ]);
  await clock.advanceTo(at(1));
  await jobs.stop();
  expect(isDone).toBe(true);
  expect(errors).toEqual([]);
});

it('refuses a name that no job has, and one that two have', async () => {
  const { jobs } = started((now, ran) => [every(1, 'a', now, ran)]);
  expect(() => jobs.wake('b')).toThrow('No job is called b');
  await jobs.stop();
  expect(() => started((now, ran) => [every(1, 'a', now, ran), every(1, 'a', now, ran)])).toThrow(RangeError);
});
