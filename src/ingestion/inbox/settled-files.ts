import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Which of a folder's files have been written to their end. */

/** A file as it was seen: whatever is still being copied changes one of the two. */
export type Stamp = { readonly size: number; readonly modifiedMs: number };

export type SettledFile = Stamp & { readonly name: string };

/** Not changed for so long: a copy writes more often. */
const SETTLED_MS = 2000;
/** Some programs make a file first and write it later. */
const EMPTY_SETTLED_MS = 60_000;
/** Looked at in one go, beside those that could not be dealt with; of more the others wait. */
const MOST_FILES = 1000;
/** How programs name what they have not finished. */
const UNFINISHED = /^[.~]|\.(?:part|partial|tmp|temp|crdownload|download|filepart|swp)$|~$/i;

type Seen = Stamp & { readonly sinceMs: number };

export function isSameStamp(a: Stamp | undefined, b: Stamp): boolean {
  return a !== undefined && a.size === b.size && a.modifiedMs === b.modifiedMs;
}

async function stampOf(path: string): Promise<Stamp | undefined> {
  try {
    const { size, mtimeMs } = await lstat(path);
    return { size, modifiedMs: mtimeMs };
  } catch {
    // It went away since it was listed.
    return undefined;
  }
}

/** Remembers what it has seen; links, folders and what is hidden or unfinished it never tells of. */
export function createSettledFiles(folder: string) {
  let seen = new Map<string, Seen>();

  return {
    /**
     * Looks once. `isWaiting` where a file is there that has not settled yet. Rejects where the folder cannot be read.
     *
     * @param isStuck by name; however many are, they keep no other file from being seen
     */
    async look(
      now: Date,
      isStuck: (name: string) => boolean = () => false,
    ): Promise<{ readonly settled: readonly SettledFile[]; readonly isWaiting: boolean }> {
      const entries = await readdir(folder, { withFileTypes: true });
      const all = entries
        .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
        .map(({ name }) => name)
        .sort();
      const fresh = all.filter((name) => !isStuck(name)).slice(0, MOST_FILES);
      const names = [...fresh, ...all.filter(isStuck)];
      const next = new Map<string, Seen>();
      const settled: SettledFile[] = [];
      for (const name of names) {
        const stamp = await stampOf(join(folder, name));
        if (stamp === undefined) continue;
        const before = seen.get(name);
        // A clock that was set back would have the file wait for as long as that was: then its time begins anew.
        const isKnown = before !== undefined && isSameStamp(before, stamp) && before.sinceMs <= now.getTime();
        const sinceMs = isKnown ? before.sinceMs : now.getTime();
        next.set(name, { ...stamp, sinceMs });
        const needed = stamp.size === 0 ? EMPTY_SETTLED_MS : SETTLED_MS;
        if (now.getTime() - sinceMs >= needed) settled.push({ ...stamp, name });
      }
      seen = next;
      return { settled, isWaiting: settled.length < next.size };
    },
  };
}
