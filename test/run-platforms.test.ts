import { beforeAll, describe, expect, it } from 'vitest';
import { buildFolder, startScript } from './compiled.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

/** One platform that is stopped when it is told to, in a process of its own; prints how the service ended. */
const run = (
  whenStarted: string,
  stop = 'async () => console.log("stopped in good order")',
  stopJobs = 'async () => undefined',
) =>
  startScript(
    build,
    { runPlatforms: 'src/run-platforms', createLogger: 'src/logger' },
    `
    const never = new Promise(() => setInterval(() => undefined, 1000));
    const stop = ${stop};
    const create = () => {
      let end;
      const ended = new Promise((resolve) => { end = resolve; });
      return {
        name: 'any',
        ended,
        start: async () => { ${whenStarted} },
        stop: async () => { await stop(); end({ reason: 'stopped', isFinal: true }); },
      };
    };
    const logger = createLogger({ logLevel: 'info' }, 'info');
    const startJobs = () => ({ wake: () => undefined, stop: ${stopJobs} });
    console.log(await runPlatforms([{ name: 'any', create }], { logger, startJobs }));
    process.exit(0);
  `,
  );

describe('the bot as a service', { timeout: 30_000 }, () => {
  it('takes an error that nobody caught for the end, and stops in good order first', async () => {
    const { stdout, stderr } = await run("setTimeout(() => { throw new Error('a defect') }, 10);").finished;

    expect(stdout).toBe('stopped in good order\ndefect\n');
    expect(stderr).toContain('a defect');
  });

  it('lives on after a rejection that nobody waited for', async () => {
    const { stdout, stderr } = await run(
      "Promise.reject(new Error('forgotten')); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 50);",
    ).finished;

    expect(stdout).toBe('stopped in good order\nstopped\n');
    expect(stderr).toContain('forgotten');
  });

  it('does not wait after a second signal', async () => {
    const { stdout, stderr } = await run(
      "setTimeout(() => process.kill(process.pid, 'SIGTERM'), 10);",
      "() => { setTimeout(() => process.kill(process.pid, 'SIGINT'), 10); return never; }",
    ).finished;

    expect(stdout).toBe('stopped\n');
    expect(stderr).toContain('Left before everything in flight had finished');
  });

  it('lets its jobs finish while the connections still stand', async () => {
    const { stdout } = await run(
      "setTimeout(() => process.kill(process.pid, 'SIGTERM'), 10);",
      'async () => console.log("disconnected")',
      'async () => console.log("jobs done")',
    ).finished;

    expect(stdout).toBe('jobs done\ndisconnected\nstopped\n');
  });
});
