// Builds what changed, then runs one compiled module in this process: `node run.mjs src/main [arguments]`.
//
// Each build is a folder of its own, `dist/<fingerprint of the sources>`, made aside and renamed into place,
// so programs that run at the same time never see half a build, nor one that changes under them.
// Without development packages (`npm ci --omit=dev`) there is no compiler: the last build is run as it is.
import { spawn } from 'node:child_process';
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
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const lock = join(dist, 'lock');
const current = join(dist, 'current');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/** Of the tests only what benchmarks and proofs run against. */
const SOURCES = ['src', 'adapters', 'bench', 'test/standins'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package.json'];
const LOCK_POLL_MS = 100;
/** A build that takes longer is explained where nobody is known to be looking. */
const TELL_AFTER_MS = 1000;
/** Far longer than any build takes: an older lock is a killed build's, even if its process id has a new owner. */
const STALE_LOCK_MS = 10 * 60 * 1000;
/** Builds used within this time are kept: a program may still be loading modules from them. */
const KEEP_BUILDS_MS = 24 * 60 * 60 * 1000;
/** Sources that keep changing while they are compiled are given up after this many tries. */
const MAX_TRIES = 5;

class BuildError extends Error {}

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

function lockHolder(folder) {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

function isOld(folder) {
  try {
    return Date.now() - statSync(folder).mtimeMs > STALE_LOCK_MS;
  } catch {
    return false;
  }
}

/** Removes a killed build's lock, unless somebody else did and a living build has taken it since. */
function removeStaleLock(holder) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (lockHolder(aside) === holder) rmSync(aside, { recursive: true, force: true });
    else renameSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
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
      const holder = lockHolder(lock);
      unreadable = holder === undefined ? unreadable + 1 : 0;
      const isDead = holder !== undefined && (holder === process.pid || !processIsAlive(holder));
      // A holder writes its pid right after the folder: one that has not for 20 polls was killed between the two.
      if (isDead || unreadable > 20 || isOld(lock)) removeStaleLock(holder);
      else await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function currentBuild() {
  try {
    return readFileSync(current, 'utf8');
  } catch {
    return undefined;
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

/** The compiler's incremental output, copied to the build's own folder without what has no source any more. */
async function compile(id) {
  const staging = join(dist, 'staging');
  const memory = join(dist, 'staging.tsbuildinfo');
  const unfinished = join(dist, 'staging.unfinished');
  // The compiler's memory of what it has emitted is wrong without its output, and after a build that was killed.
  if (!existsSync(staging) || existsSync(unfinished)) rmSync(memory, { force: true });
  writeFileSync(unfinished, '');
  const child = spawn(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  const status = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  if (status !== 0) throw new BuildError('The build failed; nothing was run.');
  rmSync(unfinished);
  const aside = join(dist, `${id}.${process.pid}`);
  const hasSource = (path) =>
    existsSync(join(root, relative(staging, path).replace(/[.]js([.]map)?$/, '.ts')));
  cpSync(staging, aside, { recursive: true, filter: hasSource });
  renameSync(aside, join(dist, id));
}

/** Compiles until a build's name and its sources agree: they may be edited meanwhile. */
async function compileUnchanged() {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const id = fingerprint();
    if (existsSync(join(dist, id))) return id;
    await compile(id);
    if (fingerprint() === id) return id;
    rmSync(join(dist, id), { recursive: true, force: true });
  }
  throw new BuildError('The sources kept changing while they were built; nothing was run.');
}

/** Says why nothing happens yet: at once to somebody at a terminal, else when it takes long. */
async function told(isFirst, work) {
  const tell = () =>
    process.stderr.write(
      `Building Labrarian (${isFirst ? 'first start' : 'its sources changed'}, some seconds) ...\n`,
    );
  const timer = setTimeout(tell, process.stderr.isTTY ? 0 : TELL_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** The folder of the build that fits the sources, made if need be. */
async function build() {
  const last = currentBuild();
  if (!existsSync(compiler)) {
    if (last === undefined) {
      throw new BuildError('There is no build here and no compiler: run `npm ci && npm run build` once.');
    }
    return join(dist, last);
  }
  let id = fingerprint();
  if (last !== id || !existsSync(join(dist, id))) {
    id = await told(last === undefined, () =>
      withLock(async () => {
        const made = await compileUnchanged();
        setCurrent(made);
        removeOldBuilds(made);
        return made;
      }),
    );
  }
  const folder = join(dist, id);
  utimesSync(folder, new Date(), new Date());
  return folder;
}

async function buildOrExit() {
  try {
    return await build();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const folder = await buildOrExit();
const [module, ...args] = process.argv.slice(2);
if (module !== undefined) {
  const path = join(folder, `${module}.js`);
  process.argv = [process.argv[0], path, ...args];
  await import(pathToFileURL(path).href);
}
