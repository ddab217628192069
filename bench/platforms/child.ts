import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A bot as a process of its own, as people run it. */
export type Child = {
  /** Resident memory, in MiB. */
  residentMiB(): Promise<number>;
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
};

const STOP_WITHIN_MS = 15_000;
const run = promisify(execFile);

/** @param module path from the root of the compiled program, such as `src/main` */
export function startChild(module: string, env: Readonly<Record<string, string>>): Child {
  const path = fileURLToPath(new URL(`../../${module}.js`, import.meta.url));
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  let isStopping = false;
  const closed = once(child, 'close').then(([code]: (number | null)[]) => {
    if (!isStopping) throw new Error(`${module} ended by itself with ${code}: ${said}`);
    return code ?? null;
  });
  closed.catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
  return {
    async residentMiB() {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(child.pid)]);
      return Number(stdout.trim()) / 1024;
    },
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      const code = await closed;
      clearTimeout(timer);
      return code;
    },
  };
}
