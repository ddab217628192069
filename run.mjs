// Builds what changed, then runs one compiled module in this process: `node run.mjs src/main [arguments]`.
//
// Each build is a folder of its own, `dist/<fingerprint of the sources>`, made aside and renamed into place,
// so programs that run at the same time never see half a build, nor one that changes under them.
// Without development packages (`npm ci --omit=dev`) there is no compiler: the last build is run as it is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const lock = join(dist, 'lock');
const current = join(dist, 'current');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const SOURCES = ['src', 'adapters', 'bench'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package.json'];
const LOCK_POLL_MS = 100;
/** Builds younger than this are kept: a program may still be loading modules from them. */
const KEEP_BUILDS_MS = 60 * 60 * 1000;

function fingerprint() {
  const files = SOURCES.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name)))
      : [],
  ).filter((name) => name.endsWith('.ts'));
  const hash = createHash('sha256');
  for (const name of [...SETTINGS, ...files.sort()])
    hash.update(`${name}\0`).update(readFileSync(join(root, name)));
  return hash.digest('hex').slice(0, 16);
}

function processIsAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function lockHolder() {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Takes the lock, waiting for a living holder; a lock left by a killed build is removed. */
async function withLock(work) {
  mkdirSync(dist, { recursive: true });
  for (let unreadable = 0; ; ) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = lockHolder();
      unreadable = holder === undefined ? unreadable + 1 : 0;
      // A holder writes its pid right after the folder: one that has not for 20 polls was killed between the two.
      if (unreadable > 20 || (holder !== undefined && !processIsAlive(holder)))
        rmSync(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function setCurrent(id) {
  const next = `${current}.${process.pid}`;
  writeFileSync(next, id);
  renameSync(next, current);
}

function removeOldBuilds(keep) {
  for (const name of readdirSync(dist)) {
    const folder = join(dist, name);
    const isBuild = /^[0-9a-f]{16}(\.\d+)?$/.test(name) && name !== keep;
    if (isBuild && Date.now() - statSync(folder).mtimeMs > KEEP_BUILDS_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}

function compile(id) {
  const staging = join(dist, 'staging');
  // Without its output the compiler's memory of what it has emitted is wrong.
  if (!existsSync(staging)) rmSync(join(dist, 'staging.tsbuildinfo'), { force: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write('The build failed; nothing was run.\n');
    process.exit(1);
  }
  const aside = join(dist, `${id}.${process.pid}`);
  cpSync(staging, aside, { recursive: true });
  renameSync(aside, join(dist, id));
}

/** The folder of the build that fits the sources, made if need be. */
async function build() {
  if (!existsSync(compiler)) {
    if (!existsSync(current)) {
      process.stderr.write('There is no build here and no compiler: run `npm ci && npm run build` once.\n');
      process.exit(1);
    }
    return join(dist, readFileSync(current, 'utf8'));
  }
  const id = fingerprint();
  const folder = join(dist, id);
  if (!existsSync(folder) || readFileSync(current, 'utf8') !== id) {
    await withLock(() => {
      if (!existsSync(folder)) compile(id);
      setCurrent(id);
      removeOldBuilds(id);
    });
  }
  return folder;
}

const folder = await build();
const [module, ...args] = process.argv.slice(2);
if (module !== undefined) {
  const path = join(folder, `${module}.js`);
  process.argv = [process.argv[0], path, ...args];
  await import(pathToFileURL(path).href);
}
