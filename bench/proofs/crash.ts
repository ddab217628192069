import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { judge, type Verdict } from './crash/judge.ts';
import { FromChild, type Passed, POINTS, type ProofPaper, type Task } from './crash/protocol.ts';
import { openStage, type Stage } from './crash/stage.ts';
import { pick, type Random, seeded } from './seeded.ts';

export type CrashOptions = {
  readonly runs: number;
  readonly seed: number;
  readonly print: (line: string) => void;
  /** The compiled program that is killed. Default: the one beside this module. */
  readonly program?: string;
  /** Posters that forget what they tried, to see that this is found. */
  readonly isForgetful?: boolean;
};

/** Rounds over one store, each of which begins where the process of the one before was killed. */
const ROUNDS_OF_A_WORLD = 10;
const MOST_PAPERS = 3;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long the bot is down after a kill: within the time of a nonce, within that of a lease, and long after. */
const PAUSES_MS = [0, 2000, 30_000, 100_000, 130_000, 5 * MINUTE_MS, 3 * 60 * MINUTE_MS, DAY_MS];
/** What was sent arrives within this time, killed or not. */
const ARRIVES_MS = 80;
const MOST_RUN_MS = 60_000;

type Ready = { readonly child: ChildProcess; readonly ready: Promise<void>; readonly said: () => string };

/** A process that has loaded its modules and waits for its task. */
function startChild(program: string): Ready {
  const child = fork(program, [], {
    silent: true,
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr?.on('data', (data) => {
    said += String(data);
  });
  const ready = once(child, 'message').then(() => undefined);
  return { child, ready, said: () => said };
}

type Ended = { readonly wasKilled: boolean; readonly passed: Passed | undefined; readonly tookMs: number };

/** Gives a process its task; resolves when it is dead. `killAfterMs` kills it from outside. */
async function runChild(
  { child, ready, said }: Ready,
  task: Task,
  killAfterMs: number | undefined,
  onWait: (ms: number) => number,
): Promise<Ended> {
  await ready;
  let passed: Passed | undefined;
  child.on('message', (raw) => {
    const message = FromChild.parse(raw);
    if (message.type === 'done') passed = message.passed;
    if (message.type === 'wait' && child.connected) {
      // A process may be killed before it hears the answer.
      child.send({ offsetMs: onWait(message.ms) }, () => undefined);
    }
  });
  const ended = once(child, 'exit');
  const startedAt = performance.now();
  child.send(task, () => undefined);
  const stop = (ms: number | undefined) =>
    ms === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), ms);
  const timers = [stop(killAfterMs), stop(MOST_RUN_MS)];
  await ended;
  for (const timer of timers) clearTimeout(timer);
  const tookMs = performance.now() - startedAt;
  const wasKilled = child.signalCode === 'SIGKILL';
  if (wasKilled && tookMs >= MOST_RUN_MS) throw new Error('The process did not come to an end');
  if (!wasKilled && child.exitCode !== 0) throw new Error(`The process failed: ${said()}`);
  return { wasKilled, passed, tookMs };
}

type Counts = Map<string, number>;

function count(counts: Counts, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** How much there is to be killed at, by the rounds that were not killed. */
type Scale = { passed: Record<string, number>; ms: number };

const HERE = fileURLToPath(new URL('./crash/child.js', import.meta.url));

/**
 * Kills the program that posts, at random points of its work and at random times, while both platforms lose replies, and looks in the
 * end at what stands there: of each paper one message in each place that follows it, in Slack one at most, and each that is missing
 * known as unknown.
 * @returns undefined where that is so, else what is wrong, with the seed of the world in which it is
 */
export async function crash(options: CrashOptions): Promise<string | undefined> {
  const { runs, seed, print, program = HERE, isForgetful = false } = options;
  const counts: Counts = new Map();
  const scale: Scale = { passed: {}, ms: 300 };
  let next = startChild(program);

  async function run(task: Task, stage: Stage, killAfterMs?: number): Promise<Ended> {
    const child = next;
    next = startChild(program);
    let { offsetMs } = task;
    const ended = await runChild(child, task, killAfterMs, (ms) => {
      stage.advance(ms);
      offsetMs += ms;
      return offsetMs;
    });
    offset = offsetMs;
    return ended;
  }
  let offset = 0;

  async function round(random: Random, stage: Stage, task: Task): Promise<void> {
    count(counts, 'replies lost', stage.plague(random));
    const isFromOutside = random() < 0.25;
    const point = pick(POINTS, random);
    const after = Math.floor(random() * Math.max(1, scale.passed[point] ?? 20));
    const killAfterMs = isFromOutside ? random() * scale.ms : undefined;
    const ended = await run(
      { ...task, ...(!isFromOutside && { kill: { point, after } }) },
      stage,
      killAfterMs,
    );
    const phase = isFromOutside ? 'at any time' : point;
    count(counts, ended.wasKilled ? `killed, ${phase}` : 'not killed');
    await sleep(ARRIVES_MS);
    stage.calm();
    if (ended.passed === undefined) return;
    for (const one of POINTS)
      scale.passed[one] = Math.ceil(((scale.passed[one] ?? 20) + ended.passed[one]) / 2);
    scale.ms = (scale.ms + ended.tookMs) / 2;
  }

  async function world(
    worldSeed: number,
    rounds: number,
  ): Promise<Verdict & { readonly violations: readonly string[] }> {
    const random = seeded(worldSeed);
    const folder = mkdtempSync(join(tmpdir(), 'labrarian-crash-'));
    const file = join(folder, 'lab.sqlite');
    offset = Math.floor(random() * DAY_MS);
    const stage = await openStage(offset, random);
    const papers: ProofPaper[] = [];
    const task = (patienceMs: number): Task => ({
      file,
      offsetMs: offset,
      ...stage.platforms,
      follows: [...stage.follows],
      papers,
      patienceMs,
      isForgetful,
    });
    try {
      for (let left = rounds; left > 0; left -= 1) {
        for (let more = 1 + Math.floor(random() * MOST_PAPERS); more > 0; more -= 1) {
          papers.push({ number: papers.length + 1, category: random() < 0.6 ? 'cs.CR' : 'cs.LG' });
        }
        await round(random, stage, task(10 * MINUTE_MS));
        const pauseMs = pick(PAUSES_MS, random);
        stage.advance(pauseMs);
        offset += pauseMs;
      }
      await run(task(30 * DAY_MS), stage);
      return { ...(await judge(file, stage, papers)), violations: stage.violations() };
    } finally {
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const wrong: string[] = [];
  try {
    for (let done = 0; done < runs && wrong.length === 0; done += ROUNDS_OF_A_WORLD) {
      const worldSeed = seed + done;
      const rounds = Math.min(ROUNDS_OF_A_WORLD, runs - done);
      const { posts, due, unknown, doubled, missing, violations } = await world(worldSeed, rounds);
      count(counts, 'rounds', rounds);
      count(counts, 'posts', posts);
      count(counts, 'papers to be told', due);
      count(counts, 'unknown in Slack', unknown);
      count(counts, 'doubled', doubled.length);
      count(counts, 'missing', missing.length);
      const found = [
        ...doubled.map((line) => `doubled: ${line}`),
        ...missing.map((line) => `missing: ${line}`),
        ...violations.map((line) => `against the platform's rules: ${line}`),
      ];
      if (found.length > 0) wrong.push(`--seed ${worldSeed} --runs ${rounds}:`, ...found);
    }
  } finally {
    next.child.kill('SIGKILL');
  }
  for (const [name, number] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) print(`${name}: ${number}`);
  return wrong.length > 0 ? wrong.join('\n') : undefined;
}
