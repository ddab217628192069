import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Runs the compiled program in processes of its own, as people do; builds first where the sources changed. */

const root = fileURLToPath(new URL('..', import.meta.url));

export function buildFolder(): string {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'run.mjs')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed: ${stderr}`);
  return join(root, 'dist', readFileSync(join(root, 'dist', 'current'), 'utf8'));
}

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type Running = { readonly child: ChildProcess; readonly finished: Promise<Finished> };

/**
 * By words alone unless `env` says otherwise: each process would load the model and read all papers with it. Nor is arXiv asked,
 * the real one.
 */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, MEANING: 'no', ARXIV: 'no', ...env },
    stdio: 'pipe',
  });
  child.stdin?.end();
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data) => {
    stdout += String(data);
  });
  child.stderr?.on('data', (data) => {
    stderr += String(data);
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, finished };
}

/** Starts a script that imports compiled modules: `modules` maps the names it uses to paths such as `src/store/open-store`. */
export function startScript(
  folder: string,
  modules: Readonly<Record<string, string>>,
  body: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const imports = Object.entries(modules).map(([name, path]) => {
    return `import { ${name} } from ${JSON.stringify(pathToFileURL(join(folder, `${path}.js`)).href)};`;
  });
  return start(['--input-type=module', '-e', [...imports, body].join('\n')], env);
}
