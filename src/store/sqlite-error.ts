import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { BotError, UserError } from '../errors.ts';

/** SQLite's result codes, https://www.sqlite.org/rescode.html */
const ERROR = 1;
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
/** A read ended before the page did: the file was cut. */
const IOERR_SHORT_READ = 522;

const BACKUPS = 'backups';

/** Some errors come without their number: then the message, https://www.sqlite.org/c3ref/errcode.html, tells which. */
const SqliteError = z.object({
  code: z.literal('ERR_SQLITE_ERROR'),
  errcode: z.int().optional(),
  message: z.string(),
});

const CODES_BY_MESSAGE: readonly { readonly message: RegExp; readonly code: number }[] = [
  { message: /malformed|unsupported file format|no such (?:table|column|index)/i, code: CORRUPT },
  { message: /not a database/i, code: NOTADB },
  { message: /is locked/i, code: BUSY },
  { message: /readonly database/i, code: READONLY },
  { message: /disk I\/O error/i, code: IOERR },
  { message: /is full/i, code: FULL },
  { message: /unable to open/i, code: CANTOPEN },
];

/** The extended result code; undefined for errors of other origin and for those that only a wrong program makes. */
function resultCode(error: unknown): number | undefined {
  const { data } = SqliteError.safeParse(error);
  if (data === undefined) return undefined;
  if (data.errcode !== undefined && data.errcode !== ERROR) return data.errcode;
  return CODES_BY_MESSAGE.find(({ message }) => message.test(data.message))?.code;
}

/** Where whole copies of a database are kept. */
export function backupsFolder(file: string): string {
  return join(dirname(file), BACKUPS);
}

/** What people are told of a database that cannot be read. */
export function damagedDatabase(file: string, cause?: unknown): UserError {
  const restore = existsSync(backupsFolder(file))
    ? `Put a copy from the folder ${backupsFolder(file)} in its place, or move it away`
    : 'Put a copy of yours in its place, or move it away';
  return new UserError(`The database ${file} is damaged or is none. ${restore} to start anew.`, {
    code: 'store-corrupt',
    cause,
  });
}

/** What people are told of a database error; errors of other origin pass unchanged. */
export function toStoreError(error: unknown, file: string): unknown {
  if (error instanceof UserError) return error;
  if (error instanceof BotError) return error.code === 'store-corrupt' ? damagedDatabase(file, error) : error;
  const code = resultCode(error);
  switch (code === undefined ? undefined : code & 0xff) {
    case BUSY:
      return new UserError(`The database ${file} is in use by another program; try again in a moment.`, {
        code: 'store-busy',
        cause: error,
      });
    case CORRUPT:
    case NOTADB:
      return damagedDatabase(file, error);
    case IOERR:
      return code === IOERR_SHORT_READ
        ? damagedDatabase(file, error)
        : new UserError(`The disk did not read or write ${file}: check the disk.`, {
            code: 'store-unwritable',
            cause: error,
          });
    case READONLY:
    case CANTOPEN:
      return new UserError(`The database ${file} cannot be written: check the folder's permissions.`, {
        code: 'store-unwritable',
        cause: error,
      });
    case FULL:
      return new UserError(`The disk is full: nothing was written to ${file}.`, {
        code: 'store-unwritable',
        cause: error,
      });
    default:
      return error;
  }
}
