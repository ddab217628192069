import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BotError, UserError } from '../errors.ts';
import type { PaperDraft } from '../paper.ts';
import { type ParsedFile, parseFile } from './parse-file.ts';
import type { ParseRequest, ParseResponse } from './parse-messages.ts';

/** A smaller file is parsed sooner than a thread has started. */
const SMALL_BYTES = 64 * 1024;
/** A file of the most that is taken needs seconds. */
const LONGEST_MS = 5 * 60_000;
/** A file that needs more ends its thread, and not the program. */
const MOST_MEGABYTES = 1024;

/** The compiled program has it; run from its sources it has none, since Node 20 cannot read TypeScript. */
const WORKER = join(import.meta.dirname, 'parse-worker.js');

export type ParseApartOptions = Omit<ParseRequest, 'path'> & {
  /** Ends the work: the promise rejects with its reason. */
  readonly signal: AbortSignal;
  /** The compiled thread's file. */
  readonly worker?: string;
};

async function isSmall(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size < SMALL_BYTES;
  } catch {
    // Whoever reads it says what is wrong.
    return true;
  }
}

function inThread(request: ParseRequest, file: string, signal: AbortSignal): Promise<ParsedFile> {
  // Without the flags of whoever started the program: some are not allowed for a file.
  const worker = new Worker(file, {
    workerData: request,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const drafts: PaperDraft[] = [];
  return new Promise<ParsedFile>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.on('message', (response: ParseResponse) => {
      switch (response.kind) {
        case 'drafts':
          drafts.push(...response.drafts);
          worker.postMessage('more');
          return;
        case 'done':
          return resolve({ format: response.format, problems: response.problems, drafts });
        case 'unusable':
          return reject(new UserError(response.message));
        case 'failed':
          return reject(new BotError('internal', response.message));
      }
    });
    worker.on('error', (error) => reject(explained(error, request.path)));
    worker.on('exit', () => reject(new BotError('internal', 'The thread that parsed it has ended')));
  }).finally(() => void worker.terminate());
}

function explained(error: Error, path: string): Error {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new UserError(`${path} needs too much memory to be read: split it into several files.`, {
        cause: error,
      })
    : error;
}

/**
 * As {@link parseFile}, in a thread of its own where the file is not small, so that everybody is answered meanwhile.
 *
 * @throws UserError where the file is none that can be read, needs too much memory or more than five minutes
 */
export async function parseApart(
  path: string,
  { signal, worker = WORKER, ...options }: ParseApartOptions,
): Promise<ParsedFile> {
  const isHere = (await isSmall(path)) || !existsSync(worker);
  signal.throwIfAborted();
  if (isHere) return parseFile(path, options);
  const late = AbortSignal.timeout(LONGEST_MS);
  try {
    return await inThread({ path, ...options }, worker, AbortSignal.any([signal, late]));
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error;
    throw new UserError(`${path} takes too long to read: split it into several files.`, { cause: error });
  }
}
