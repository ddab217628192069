import { link, mkdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Files that were taken go into a folder beside, each with a text that says what became of it. */

const MOST_NUMBERS = 10_000;

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

/** Another process has linked the file there and not unlinked it here yet. */
async function isSameFile(from: string, to: string): Promise<boolean> {
  const [one, other] = [await stat(from), await stat(to)];
  return one.ino === other.ino && one.dev === other.dev;
}

type Moved = 'moved' | 'taken' | 'moved elsewhere';

/** Never over another file: a link fails where there is one, which a rename does not. */
async function moveTo(from: string, to: string): Promise<Moved> {
  if (await exists(to)) return (await isSameFile(from, to)) ? 'moved elsewhere' : 'taken';
  try {
    await link(from, to);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return (await isSameFile(from, to)) ? 'moved elsewhere' : 'taken';
    // Some file systems know no links.
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
    await rename(from, to);
    return 'moved';
  }
  await unlink(from);
  return 'moved';
}

export type FiledAway = { readonly path: string };

/**
 * Moves a file into a folder, which is made where it does not exist, with a report beside it: `refs.bib`, `refs.bib.txt`. Where the name
 * is taken it gets a number: `refs-2.bib`. Undefined where the file is gone: another process has moved it.
 */
export async function fileAway(path: string, folder: string, report: string): Promise<FiledAway | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { name, ext } = parse(path);
  for (let number = 1; number < MOST_NUMBERS; number += 1) {
    const target = join(folder, number === 1 ? `${name}${ext}` : `${name}-${number}${ext}`);
    try {
      // A report without its file is of one that was taken away since.
      if ((await exists(`${target}.txt`)) && !(await exists(target))) continue;
      const moved = await moveTo(path, target);
      if (moved === 'moved elsewhere') return undefined;
      if (moved === 'taken') continue;
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    await writeFile(`${target}.txt`, report, { flag: 'wx', mode: 0o600 });
    return { path: target };
  }
  throw new Error(`${folder} holds ${MOST_NUMBERS} files of this name`);
}
