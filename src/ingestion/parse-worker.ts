import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../errors.ts';
import { parseFile } from './parse-file.ts';
import type { ParseRequest, ParseResponse } from './parse-messages.ts';

/** The thread that parses one file, so that thousands of records hold up nobody. `workerData` is the request. */

const AT_ONCE = 100;

const port = parentPort;
const tell = (response: ParseResponse) => port?.postMessage(response);

try {
  const { path, ...options } = workerData as ParseRequest;
  const { drafts, ...file } = await parseFile(path, options);
  for (let at = 0; at < drafts.length && port !== null; at += AT_ONCE) {
    const more = once(port, 'message');
    tell({ kind: 'drafts', drafts: drafts.slice(at, at + AT_ONCE) });
    await more;
  }
  tell({ kind: 'done', ...file });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  tell({ kind: error instanceof UserError ? 'unusable' : 'failed', message });
}
