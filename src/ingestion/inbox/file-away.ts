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

/** Never over another file: a link fails where there is one, which a rename does not. */
async function moveTo(from: string, to: string): Promise<boolean> {
  if (await exists(to)) return false;
  try {
    await link(from, to);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    // Some file systems know no links.
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error;
    await rename(from, to);
    return true;
  }
  await unlink(from);
  return true;
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
    if (await exists(`${target}.txt`)) continue;
    try {
      if (!(await moveTo(path, target))) continue;
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    await writeFile(`${target}.txt`, report, { flag: 'wx', mode: 0o600 });
    return { path: target };
  }
  throw new Error(`${folder} holds ${MOST_NUMBERS} files of this name`);
}
