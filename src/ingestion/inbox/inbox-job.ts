import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { IngestSummary, Library } from '../../library/library.ts';
import type { Clock } from '../../schedule/clock.ts';
import type { Job } from '../../schedule/run-jobs.ts';
import { printable } from '../../text/printable.ts';
import { parseApart } from '../parse-apart.ts';
import type { ParsedFile } from '../parse-file.ts';
import { fileAway } from './file-away.ts';
import { type InboxOutcome, problemsInWords } from './outcome.ts';
import { createSettledFiles, isSameStamp, type SettledFile, type Stamp } from './settled-files.ts';

/** Files that somebody drops into a folder become papers of the library, and news. */

export const INBOX = 'inbox';

/** Said to the log: where the bot writes, nothing may be logged twice a minute for ever. */
export type InboxLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

export type InboxParts = {
  /** Made where it does not exist, with `done` and `failed` in it as they are needed. */
  readonly folder: string;
  readonly library: Pick<Library, 'ingest'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: InboxLog;
  /** Called when papers have come. */
  readonly onNews: () => void;
  /** Told once what became of each file. Default: nobody is. */
  readonly tell?: (outcome: InboxOutcome) => void;
  /** Reads a file of papers. Default: {@link parseApart}. */
  readonly parse?: typeof parseApart;
  /** True where another process takes the files, so that this one need not. */
  readonly isTakenElsewhere?: () => boolean;
};

const LOOK_EVERY_MS = 2000;
const LOOK_AGAIN_MS = 1000;
/** Some thousands of papers with their abstracts: they are read in some seconds, apart from whoever asks meanwhile. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_PROBLEMS = 200;
const RETRY_FIRST_MS = 60_000;
const RETRY_LONGEST_MS = 60 * 60_000;

/** A file that could not be dealt with: looked at again when it changes, or after a growing pause. */
type Stuck = {
  readonly stamp: Stamp;
  readonly retryAtMs: number;
  readonly times: number;
  readonly reason: string;
};

/** A file whose papers were taken and that could not be moved: read again it would bring back what was taken out since. */
type Unmoved = {
  readonly stamp: Stamp;
  readonly report: string;
  readonly counts: Omit<Extract<InboxOutcome, { readonly type: 'taken' }>, 'type' | 'file' | 'path'>;
};

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function isUnchanged(path: string, { size, modifiedMs }: SettledFile): Promise<boolean> {
  try {
    const now = await stat(path);
    return isSameStamp({ size, modifiedMs }, { size: now.size, modifiedMs: now.mtimeMs });
  } catch {
    return false;
  }
}

function problemLines(name: string, { problems }: ParsedFile): string[] {
  const told = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ line, expected, found }) => `${name}:${line}: skipped: expected ${expected}; found: ${found}`);
  const more = problems.length - told.length;
  return more > 0 ? [...told, `${more} more records were skipped.`] : told;
}

function report(name: string, file: ParsedFile, summary?: IngestSummary): string {
  const { format, drafts, problems } = file;
  const counts =
    summary === undefined
      ? 'No record could be read; the library is as it was.'
      : `${summary.added.length} added, ${summary.merged.length} merged, ${summary.unchanged.length} held already.`;
  const lines = [
    `${name}: ${format}, ${drafts.length} read, ${problems.length} skipped`,
    counts,
    ...problemLines(name, file),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

export function createInboxJob({
  folder,
  library,
  clock,
  log,
  onNews,
  tell = () => undefined,
  parse = parseApart,
  isTakenElsewhere = () => false,
}: InboxParts): Job {
  const files = createSettledFiles(folder);
  const stuck = new Map<string, Stuck>();
  const unmoved = new Map<string, Unmoved>();
  let folderTrouble: string | undefined;

  async function failed(path: string, name: string, text: string, reason: string): Promise<void> {
    const away = await fileAway(path, join(folder, 'failed'), text);
    if (away === undefined) return;
    log.warn({ file: name, report: `${away.path}.txt` }, 'A file in the inbox failed');
    tell({ type: 'failed', file: name, reason, path: away.path });
  }

  async function moveToDone({ name }: SettledFile, { report: text, counts }: Unmoved): Promise<void> {
    const away = await fileAway(join(folder, name), join(folder, 'done'), text);
    unmoved.delete(name);
    if (away !== undefined) tell({ type: 'taken', file: name, path: away.path, ...counts });
  }

  /** What is wrong with the file itself is told beside it; anything else rejects, and the file stays where it is. */
  async function take(settled: SettledFile, signal: AbortSignal): Promise<void> {
    const { name, size, modifiedMs } = settled;
    const taken = unmoved.get(name);
    if (taken !== undefined && isSameStamp(taken.stamp, settled)) return moveToDone(settled, taken);
    unmoved.delete(name);
    const path = join(folder, name);
    const today = clock.now().toISOString().slice(0, 10);
    let file: ParsedFile;
    try {
      if (size > MOST_BYTES)
        throw new UserError(
          `${name} is larger than ${MOST_BYTES / 1024 / 1024} MB: split it, or read it with npm run ingest.`,
        );
      file = await parse(path, { asOf: today, followsLinks: false, signal });
    } catch (error) {
      if (signal.aborted || !existsSync(path)) return;
      if (!(error instanceof UserError)) throw error;
      const reason = printable(error.message.replaceAll(path, name));
      return failed(path, name, `${reason}\n`, reason);
    }
    // Whoever wrote to it while it was read has it read again when it has settled.
    if (!(await isUnchanged(path, settled))) return;
    if (file.drafts.length === 0) {
      const why = file.problems.length === 0 ? 'it holds none' : problemsInWords(file.problems);
      return failed(path, name, report(name, file), `No paper in ${name} could be read: ${why}.`);
    }
    const summary = await library.ingest(file.drafts, 'library', {
      news: { source: INBOX, at: clock.now() },
    });
    log.info(
      {
        file: name,
        added: summary.added.length,
        merged: summary.merged.length,
        skipped: file.problems.length,
      },
      'A file in the inbox was taken',
    );
    onNews();
    const counts = {
      added: summary.added.length,
      merged: summary.merged.length,
      unchanged: summary.unchanged.length,
      problems: file.problems,
    };
    const told = { stamp: { size, modifiedMs }, report: report(name, file, summary), counts };
    unmoved.set(name, told);
    await moveToDone(settled, told);
  }

  function isStuck({ name, ...stamp }: SettledFile): boolean {
    const before = stuck.get(name);
    if (before === undefined || !isSameStamp(before.stamp, stamp)) return false;
    const pauseMs = before.retryAtMs - clock.now().getTime();
    // No pause is longer, but by a clock that was set back.
    return pauseMs > 0 && pauseMs <= RETRY_LONGEST_MS;
  }

  async function attempt(file: SettledFile, signal: AbortSignal): Promise<void> {
    const before = stuck.get(file.name);
    try {
      await take(file, signal);
      stuck.delete(file.name);
    } catch (error) {
      const reason = reasonOf(error);
      const times = (before?.times ?? 0) + 1;
      const pause = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** (times - 1));
      const { size, modifiedMs } = file;
      const stamp = { size, modifiedMs };
      stuck.set(file.name, { stamp, times, reason, retryAtMs: clock.now().getTime() + pause });
      if (before?.reason === reason) return;
      log.warn({ file: file.name, reason }, 'A file in the inbox could not be dealt with; it stays there');
      tell({ type: 'stuck', file: file.name, reason });
    }
  }

  function forgetGone(there: ReadonlySet<string>): void {
    for (const name of stuck.keys()) {
      if (there.has(name)) continue;
      stuck.delete(name);
      unmoved.delete(name);
    }
  }

  async function look(signal: AbortSignal): Promise<boolean> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { settled, isWaiting } = await files.look(clock.now(), (name) => stuck.has(name));
    const there = new Set(settled.map(({ name }) => name));
    if (!isWaiting) forgetGone(there);
    if (settled.length > 0 && isTakenElsewhere()) return false;
    for (const file of settled) {
      if (signal.aborted) break;
      if (!isStuck(file)) await attempt(file, signal);
    }
    return isWaiting;
  }

  return {
    name: INBOX,
    async run(signal) {
      const after = (ms: number) => new Date(clock.now().getTime() + ms);
      try {
        const isWaiting = await look(signal);
        folderTrouble = undefined;
        return after(isWaiting ? LOOK_AGAIN_MS : LOOK_EVERY_MS);
      } catch (error) {
        const reason = reasonOf(error);
        if (reason !== folderTrouble) {
          log.warn({ folder, reason }, 'The inbox cannot be read');
          tell({ type: 'unreadable', folder, reason });
        }
        folderTrouble = reason;
        return after(RETRY_FIRST_MS);
      }
    },
  };
}
