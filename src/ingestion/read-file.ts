import { readFile, stat } from 'node:fs/promises';
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

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size, isDirectory } = await stat(path).then((stats) => ({
      size: stats.size,
      isDirectory: stats.isDirectory(),
    }));
    if (isDirectory) throw new UserError(`${path} is a folder; name the files in it.`);
    if (size > MAX_BYTES) {
      throw new UserError(
        `${path} is larger than ${MAX_BYTES / 1024 / 1024} MB; split it into several files.`,
      );
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UserError(isMissing ? `There is no file ${path}.` : `${path} cannot be read.`, {
      code: 'not-found',
      cause: error,
    });
  }
}

/** A text file in UTF-8, UTF-16 or a Western code page, line ends as `\n`. Throws UserError for anything else. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readBytes(path);
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  if (text.trim() === '') throw new UserError(`${path} is empty.`);
  if (text.includes('\0') || BINARY.some((mark) => text.startsWith(mark))) {
    throw new UserError(
      `${path} is no text file; expected a listing, BibTeX, RIS, CSL-JSON or an Atom feed.`,
    );
  }
  return text;
}
