import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UserError } from '../errors.ts';

const MAX_BYTES = 64 * 1024 * 1024;
/** First bytes of formats that people take for text; a zip holds NUL bytes anyway. */
const BINARY = ['%PDF-', 'PK'];

const ENCODINGS_BY_MARK: readonly { readonly mark: readonly number[]; readonly encoding: string }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];

function decode(bytes: Uint8Array): string {
  const marked = ENCODINGS_BY_MARK.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return new TextDecoder(marked.encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Bibliographies from before UTF-8 are in Western European code pages.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export type ReadOptions = {
  /** False: a path that is a link is refused. Default: true. */
  readonly followsLinks?: boolean;
};

/** Sizes are not trusted: a pipe tells none, and a device may have no end. */
async function readBytes(path: string, { followsLinks = true }: ReadOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // Between a look at a path and its opening a link may take its place, or a pipe, which would wait for who writes.
  const noLink = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  try {
    const file = await open(path, followsLinks ? 'r' : noLink);
    for await (const chunk of file.createReadStream({ end: MAX_BYTES })) chunks.push(chunk);
  } catch (error) {
    throw unreadable(path, error);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > MAX_BYTES)
    throw new UserError(`${path} is larger than ${MAX_BYTES / 1024 / 1024} MB; split it into several files.`);
  return bytes;
}

function unreadable(path: string, cause: unknown): UserError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EISDIR') return new UserError(`${path} is a folder; name the files in it.`);
  const message = code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read.`;
  return new UserError(message, { code: 'not-found', cause });
}

/** A text file in UTF-8, UTF-16 or a Western code page, line ends as `\n`. Throws UserError for anything else. */
export async function readTextFile(path: string, options: ReadOptions = {}): Promise<string> {
  const bytes = await readBytes(path, options);
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  if (text.trim() === '') throw new UserError(`${path} is empty.`);
  if (text.includes('\0') || BINARY.some((mark) => text.startsWith(mark))) {
    throw new UserError(
      `${path} is no text file; expected a listing, BibTeX, RIS, CSL-JSON or an Atom feed.`,
    );
  }
  return text;
}
