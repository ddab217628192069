import { link, mkdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Files that were taken go into a folder beside, each with a text that says what became of it. */

const MOST_NUMBERS = 10_000;
/** File systems take 255; a number and the report's `.txt` come behind. */
const MOST_NAME_BYTES = 200;
/** What is longer behind the last dot is no ending. */
const MOST_ENDING_BYTES = 20;

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Linked there already, and not unlinked here yet: by another process, or by one that was killed in between. */
async function isSameFile(from: string, to: string): Promise<boolean> {
  const [one, other] = [await stat(from), await stat(to)];
  return one.ino === other.ino && one.dev === other.dev;
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error;
  });
}

/** Never over another file, then false: a link fails where there is one, which a rename does not. */
async function moveTo(from: string, to: string): Promise<boolean> {
  const isThere = await exists(to);
  if (isThere && !(await isSameFile(from, to))) return false;
  try {
    if (!isThere) await link(from, to);
  } catch (error) {
    if (isCode(error, 'EEXIST') && !(await isSameFile(from, to))) return false;
    if (!isCode(error, 'EEXIST', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
    // Some file systems know no links.
    if (!isCode(error, 'EEXIST')) {
      await rename(from, to);
      return true;
    }
  }
  await unlinkIfThere(from);
  return true;
}

/** The first report of a file stands. */
async function writeReport(path: string, report: string): Promise<void> {
  await writeFile(path, report, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!isCode(error, 'EEXIST')) throw error;
  });
}

/** A file's name in two, together at most {@link MOST_NAME_BYTES}: cut between characters, its ending kept. */
function shortened(path: string): { readonly name: string; readonly ext: string } {
  const { name, ext, base } = parse(path);
  if (Buffer.byteLength(base) <= MOST_NAME_BYTES) return { name, ext };
  const ending = Buffer.byteLength(ext) <= MOST_ENDING_BYTES ? ext : '';
  let left = MOST_NAME_BYTES - Buffer.byteLength(ending);
  let kept = '';
  for (const character of ending === '' ? base : name) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return { name: kept, ext: ending };
}

export type FiledAway = { readonly path: string };

/**
 * Moves a file into a folder, which is made where it does not exist, with a report beside it: `refs.bib`, `refs.bib.txt`. Where the name
 * is taken it gets a number: `refs-2.bib`; a very long name is cut. Undefined where the file is gone: another process has moved it.
 */
export async function fileAway(path: string, folder: string, report: string): Promise<FiledAway | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { name, ext } = shortened(path);
  for (let number = 1; number < MOST_NUMBERS; number += 1) {
    const target = join(folder, number === 1 ? `${name}${ext}` : `${name}-${number}${ext}`);
    try {
      // A report without its file is of one that was taken away since.
      if ((await exists(`${target}.txt`)) && !(await exists(target))) continue;
      if (!(await moveTo(path, target))) continue;
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    await writeReport(`${target}.txt`, report);
    return { path: target };
  }
  throw new Error(`${folder} holds ${MOST_NUMBERS} files of this name`);
}
